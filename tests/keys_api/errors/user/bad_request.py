"""Bad request: its errors.

The request could not be taken up as it was sent: a header is missing, the body
does not arrive whole, is too large or is no text, a query in it breaks the
rules of its language, or the client hung up before there was an answer.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from errbook.encode import json_text as _json
from errbook.encode import shown as _shown
from errbook.problem import PLAIN as _PLAIN
from errbook.problem import ClientProblem as _ClientProblem
from errbook.problem import Problem as _Problem
from errbook.problem import request_id as _request_id

from . import Error as _Parent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal as _Literal

    PermissionsQuerySyntaxError_expected = _Literal[
        "a permission",
        "AND or OR",
        "a closing parenthesis",
    ]


class Error(_Parent):
    """Any error of Bad request."""


class ClientClosedRequest(Error, _ClientProblem):
    """The client closed the connection before Unkey had an answer for it.

    - The client's timeout is shorter than the operation takes: a second is plenty
      for `keys.verifyKey`, and little for `analytics.getVerifications`.
    - A serverless function reached its own time limit, and its connections went
      with it.
    - A user left the page or typed the next letter, and the code aborted the
      request on purpose.
    - A proxy or a service mesh between you and Unkey gives up earlier than the
      client does.
    - A deployment of yours stopped the old processes while requests were open.

    HTTP 499 Client Closed Request. https://unkey.com/docs/errors/user/bad_request/client_closed_request
    """

    code = "err:user:bad_request:client_closed_request"
    status = 499
    title = "Client Closed Request"
    type = "https://unkey.com/docs/errors/user/bad_request/client_closed_request"
    retryable = True

    if TYPE_CHECKING:

        def __init__(self, *, instance: str | None = None) -> None: ...
    else:

        def __init__(self, /, *args, **given):
            if args or given:
                self._take(args, given)

    def _detail(self) -> str:
        return "The client closed the connection before the request was completed."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The client closed the connection before the request was completed.","status":499,"title":"Client Closed Request","type":"https://unkey.com/docs/errors/user/bad_request/client_closed_request"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 0 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16148 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The client closed the connection before the request was completed.","status":499,"title":"Client Closed Request","type":"https://unkey.com/docs/errors/user/bad_request/client_closed_request"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class InvalidAnalyticsFunction(Error, _ClientProblem):
    """An analytics query calls a function that is not on the list of those allowed.

    - A function of dates such as `toYYYYMM`, `dateDiff` or `toStartOfFiveMinutes`,
      of which only the common ones are on the list.
    - `toUnixTimestamp(now()) * 1000`, copied from somewhere, to compare with a time
      in milliseconds.
    - A conditional or approximate aggregate like `avgIf`, `median` or `topK`, in
      place of one that can be put together from `sumIf`, `countIf` and `quantile`.
    - The result is formatted in the query, with `formatReadableQuantity` or
      `toJSONString`.
    - A table function stands in `FROM`, such as `numbers(24)`, to make a row for
      each hour.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/user/bad_request/invalid_analytics_function
    """

    code = "err:user:bad_request:invalid_analytics_function"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/user/bad_request/invalid_analytics_function"
    retryable = False
    _arguments = ("function",)
    _members = (("function", "function", "string"),)

    if TYPE_CHECKING:
        function: str
        """The function, in lower case, however the query spells it."""

        def __init__(self, *, function: str, instance: str | None = None) -> None: ...
    else:
        function = None

        def __init__(self, /, *args, **given):
            try:
                given["function"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return (
            f"The function {_shown(self.function)} is not allowed in analytics queries."
        )

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/invalid_analytics_function","function":{_json(self.function)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            function = _own["function"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(function) is str:
                _values = (_id + function).encode()
                if len(_values) <= 8077 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The function {function} is not allowed in analytics queries.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/invalid_analytics_function","function":"{function}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class InvalidAnalyticsQuery(Error, _ClientProblem):
    """The SQL of an analytics query cannot be read, or names something that its table
    lacks.

    - A column is misspelled, or belongs to another table:
      `key_verifications_per_day_v1` has a `count`, the table of single events has
      none.
    - A quote inside a value ends the text too early, as in `external_id =
      'o'neill'`.
    - A template put nothing into the query where a value should stand: `WHERE time
      >= ` and no more.
    - The query came from PostgreSQL or MySQL, with `::date`, `ILIKE ANY` or
      `INTERVAL '7 days'`.
    - A query has a `SETTINGS` clause or no `FROM`, or a generator put hundreds of
      IDs and columns into it.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/user/bad_request/invalid_analytics_query
    """

    code = "err:user:bad_request:invalid_analytics_query"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/user/bad_request/invalid_analytics_query"
    retryable = False
    _arguments = ("problem",)
    _members = (("problem", "problem", "string"),)

    if TYPE_CHECKING:
        problem: str
        """What the parser or the database has to say about the query, in its own words.
        """

        def __init__(self, *, problem: str, instance: str | None = None) -> None: ...
    else:
        problem = None

        def __init__(self, /, *args, **given):
            try:
                given["problem"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The query cannot be run: {_shown(self.problem)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/invalid_analytics_query","problem":{_json(self.problem)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            problem = _own["problem"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(problem) is str:
                _values = (_id + problem).encode()
                if len(_values) <= 8091 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The query cannot be run: {problem}.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/invalid_analytics_query","problem":"{problem}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class InvalidAnalyticsQueryType(Error, _ClientProblem):
    """The analytics query is SQL, and no SELECT.

    - Somebody wants to see what there is, with `SHOW TABLES` or `DESCRIBE
      key_verifications_v1`.
    - A slow query was prefixed with `EXPLAIN`.
    - Test data is to disappear from the statistics, by a `DELETE` with the key of
      the test.
    - A reporting tool was pointed at the operation, and begins each session with
      `SET` or `USE`.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/user/bad_request/invalid_analytics_query_type
    """

    code = "err:user:bad_request:invalid_analytics_query_type"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/user/bad_request/invalid_analytics_query_type"
    retryable = False

    if TYPE_CHECKING:

        def __init__(self, *, instance: str | None = None) -> None: ...
    else:

        def __init__(self, /, *args, **given):
            if args or given:
                self._take(args, given)

    def _detail(self) -> str:
        return "Analytics data can only be read. The query has to be a SELECT, or a WITH that ends in one."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"Analytics data can only be read. The query has to be a SELECT, or a WITH that ends in one.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/invalid_analytics_query_type"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 0 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16127 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"Analytics data can only be read. The query has to be a SELECT, or a WITH that ends in one.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/invalid_analytics_query_type"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class InvalidAnalyticsTable(Error, _ClientProblem):
    """An analytics query reads a table that the operation does not offer.

    - A table is asked through the wrong operation, such as `ratelimits_v1` through
      `analytics.getVerifications`.
    - The name has no `_v1`, or a version that does not exist. Early examples said
      `key_verifications`.
    - An internal name such as `default.key_verifications_raw_v2` was taken from an
      error message or from Unkey's source code.
    - The query looks for the schema in `system.columns` or
      `information_schema.tables`.
    - Verifications are to be joined with a table of your own, such as `customers`.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/user/bad_request/invalid_analytics_table
    """

    code = "err:user:bad_request:invalid_analytics_table"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/user/bad_request/invalid_analytics_table"
    retryable = False
    _arguments = ("table",)
    _members = (("table", "table", "string"),)

    if TYPE_CHECKING:
        table: str
        """The table as it stands in the query, with its database if one is given."""

        def __init__(self, *, table: str, instance: str | None = None) -> None: ...
    else:
        table = None

        def __init__(self, /, *args, **given):
            try:
                given["table"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The table {_shown(self.table)} cannot be queried with this operation."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/invalid_analytics_table","table":{_json(self.table)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            table = _own["table"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(table) is str:
                _values = (_id + table).encode()
                if len(_values) <= 8081 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The table {table} cannot be queried with this operation.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/invalid_analytics_table","table":"{table}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class MissingRequiredHeader(Error, _ClientProblem):
    """A header without which the request cannot be understood is not there.

    - The client sends bytes that happen to be JSON, and says nothing about them:
      Go's `http.NewRequest`, Java's `HttpClient` and httpx with `content=` set no
      `Content-Type`.
    - A wrapper of yours replaces all headers by the one with the root key, instead
      of adding it.
    - A proxy lets only headers on its list pass, or drops names with an underscore.
    - A request to a deployment went to an address inside of the gateway, and not to
      its host name. Then `header` is `X-Deployment-Id`, which only the gateway
      itself sets.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/user/bad_request/missing_required_header
    """

    code = "err:user:bad_request:missing_required_header"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/user/bad_request/missing_required_header"
    retryable = False
    _arguments = ("header",)
    _members = (("header", "header", "string"),)

    if TYPE_CHECKING:
        header: str
        """The name of the header that is missing."""

        def __init__(self, *, header: str, instance: str | None = None) -> None: ...
    else:
        header = None

        def __init__(self, /, *args, **given):
            try:
                given["header"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The header {_shown(self.header)} is required for this request, and is missing."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/missing_required_header","header":{_json(self.header)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            header = _own["header"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(header) is str:
                _values = (_id + header).encode()
                if len(_values) <= 8076 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The header {header} is required for this request, and is missing.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/missing_required_header","header":"{header}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class PermissionsQuerySyntaxError(Error, _ClientProblem):
    """The permissions that a verification asks for are no valid query.

    - The query is put together from a list, and the list is empty or has an empty
      entry.
    - Permissions are separated by commas or spaces, as in a scope of OAuth.
    - `and` or `&&` stands where `AND` is wanted.
    - A parenthesis is opened and not closed.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/user/bad_request/permissions_query_syntax_error
    """

    code = "err:user:bad_request:permissions_query_syntax_error"
    status = 400
    title = "Bad Request"
    type = (
        "https://unkey.com/docs/errors/user/bad_request/permissions_query_syntax_error"
    )
    retryable = False
    _arguments = ("expected", "position")
    _members = (("position", "position", "integer"), ("expected", "expected", "string"))

    if TYPE_CHECKING:
        position: int
        """Where the fault is, in characters, from 1."""

        expected: PermissionsQuerySyntaxError_expected
        """What could have stood there."""

        def __init__(
            self,
            *,
            position: int,
            expected: PermissionsQuerySyntaxError_expected,
            instance: str | None = None,
        ) -> None: ...
    else:
        position = None
        expected = None

        def __init__(self, /, *args, **given):
            try:
                given["position"]
                given["expected"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The permissions query breaks off at character {_shown(self.position)}: {_shown(self.expected)} was expected there."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/permissions_query_syntax_error","position":{_json(self.position)},"expected":{_json(self.expected)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            expected = _own["expected"]
            position = _own["position"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(expected) is str
                and type(position) is int
                and position.bit_length() < 64
            ):
                _values = (_id + expected).encode()
                if len(_values) <= 8040 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The permissions query breaks off at character {position}: {expected} was expected there.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/permissions_query_syntax_error","position":{position},"expected":"{expected}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class QueryRangeExceedsRetention(Error, _ClientProblem):
    """An analytics query begins at a time from which the workspace has no data any
    more.

    - A report says `INTERVAL 90 DAY`, and the workspace keeps 30.
    - The start is a fixed date in a saved query. It worked for weeks, until the
      date became too old.
    - The bound is a Unix time in seconds. Read as milliseconds, it lies in January
      1970, and `requestedFrom` says so.
    - The bill for last quarter is made from analytics, after the quarter.
    - The plan was changed to one that keeps less.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/user/bad_request/query_range_exceeds_retention
    """

    code = "err:user:bad_request:query_range_exceeds_retention"
    status = 400
    title = "Bad Request"
    type = (
        "https://unkey.com/docs/errors/user/bad_request/query_range_exceeds_retention"
    )
    retryable = False
    _arguments = ("available_from", "requested_from", "retention_days")
    _members = (
        ("requestedFrom", "requested_from", "string"),
        ("retentionDays", "retention_days", "integer"),
        ("availableFrom", "available_from", "string"),
    )

    if TYPE_CHECKING:
        requested_from: str
        """The day that the query begins at, as Unkey understood it."""

        retention_days: int
        """For how many days the workspace keeps analytics data."""

        available_from: str
        """The first day of which there still is data."""

        def __init__(
            self,
            *,
            requested_from: str,
            retention_days: int,
            available_from: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        requested_from = None
        retention_days = None
        available_from = None

        def __init__(self, /, *args, **given):
            try:
                given["requested_from"]
                given["retention_days"]
                given["available_from"]
                if len(given) == 3 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The query begins at {_shown(self.requested_from)}. Data is kept for {_shown(self.retention_days)} days, which is since {_shown(self.available_from)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/query_range_exceeds_retention","requestedFrom":{_json(self.requested_from)},"retentionDays":{_json(self.retention_days)},"availableFrom":{_json(self.available_from)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            requested_from = _own["requested_from"]
            available_from = _own["available_from"]
            retention_days = _own["retention_days"]
            _id = _request_id.get()
            if (
                len(_own) == 3
                and type(_id) is str
                and type(requested_from) is str
                and type(available_from) is str
                and type(retention_days) is int
                and retention_days.bit_length() < 64
            ):
                _values = (_id + requested_from + available_from).encode()
                if len(_values) <= 8029 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The query begins at {requested_from}. Data is kept for {retention_days} days, which is since {available_from}.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/query_range_exceeds_retention","requestedFrom":"{requested_from}","retentionDays":{retention_days},"availableFrom":"{available_from}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class RequestBodyTooLarge(Error, _ClientProblem):
    """The body has more bytes than the API reads.

    - A whole document, an image or a log was put into `meta` of a key or an
      identity.
    - Thousands of entries are sent in one request, for instance to migrate keys.
    - A variable that should hold an ID holds a file.

    HTTP 413 Request Entity Too Large. https://unkey.com/docs/errors/user/bad_request/request_body_too_large
    """

    code = "err:user:bad_request:request_body_too_large"
    status = 413
    title = "Request Entity Too Large"
    type = "https://unkey.com/docs/errors/user/bad_request/request_body_too_large"
    retryable = False
    _members = (("maxBytes", "max_bytes", None),)

    max_bytes: int = 1048576
    """The most bytes that a body may have."""

    if TYPE_CHECKING:

        def __init__(self, *, instance: str | None = None) -> None: ...
    else:

        def __init__(self, /, *args, **given):
            if args or given:
                self._take(args, given)

    def _detail(self) -> str:
        return "The body is larger than 1048576 bytes."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The body is larger than 1048576 bytes.","status":413,"title":"Request Entity Too Large","type":"https://unkey.com/docs/errors/user/bad_request/request_body_too_large","maxBytes":1048576}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 0 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16153 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The body is larger than 1048576 bytes.","status":413,"title":"Request Entity Too Large","type":"https://unkey.com/docs/errors/user/bad_request/request_body_too_large","maxBytes":1048576}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class RequestBodyUnreadable(Error, _ClientProblem):
    """The bytes of the body cannot be read as JSON text.

    - A proxy or a library compresses what is sent, and sets `Content-Encoding`.
    - The body is written in another encoding, as UTF-16 or Latin-1.
    - Bytes of a file or of a cipher stand in the JSON, without Base64 around them.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/user/bad_request/request_body_unreadable
    """

    code = "err:user:bad_request:request_body_unreadable"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/user/bad_request/request_body_unreadable"
    retryable = False

    if TYPE_CHECKING:

        def __init__(self, *, instance: str | None = None) -> None: ...
    else:

        def __init__(self, /, *args, **given):
            if args or given:
                self._take(args, given)

    def _detail(self) -> str:
        return "The body cannot be read: it is compressed, not in UTF-8, or nested too deeply."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The body cannot be read: it is compressed, not in UTF-8, or nested too deeply.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/request_body_unreadable"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 0 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16144 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The body cannot be read: it is compressed, not in UTF-8, or nested too deeply.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/user/bad_request/request_body_unreadable"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class RequestTimeout(Error, _ClientProblem):
    """The body of the request did not arrive in time.

    - The client announces more bytes than it sends, as when `Content-Length` was
      counted before the body was shortened.
    - The connection is slow or was interrupted, as on a train.
    - The program writes the headers, and then computes the body.

    HTTP 408 Request Timeout. https://unkey.com/docs/errors/user/bad_request/request_timeout
    """

    code = "err:user:bad_request:request_timeout"
    status = 408
    title = "Request Timeout"
    type = "https://unkey.com/docs/errors/user/bad_request/request_timeout"
    retryable = True
    _arguments = ("seconds",)
    _members = (("seconds", "seconds", "integer"),)

    if TYPE_CHECKING:
        seconds: int
        """How long Unkey waited for the body."""

        def __init__(self, *, seconds: int, instance: str | None = None) -> None: ...
    else:
        seconds = None

        def __init__(self, /, *args, **given):
            try:
                given["seconds"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The body did not arrive within {_shown(self.seconds)} seconds."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":408,"title":"Request Timeout","type":"https://unkey.com/docs/errors/user/bad_request/request_timeout","seconds":{_json(self.seconds)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            seconds = _own["seconds"]
            _id = _request_id.get()
            if (
                len(_own) == 1
                and type(_id) is str
                and type(seconds) is int
                and seconds.bit_length() < 64
            ):
                _values = (_id).encode()
                if len(_values) <= 16135 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The body did not arrive within {seconds} seconds.","status":408,"title":"Request Timeout","type":"https://unkey.com/docs/errors/user/bad_request/request_timeout","seconds":{seconds}}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
