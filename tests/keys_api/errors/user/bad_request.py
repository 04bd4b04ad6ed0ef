"""Bad request: its errors.

The request could not be read: its body does not arrive whole, is too large or
is no text, or a query in it breaks the rules of its language.
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
