"""Unprocessable entity: its errors.

An analytics query is written as it should be, was started, and came to more
work than one query may make: in time, in memory or in rows. What has been
worked out by then is thrown away.
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

    QueryMemoryLimitExceeded_variant = _Literal["working", "result"]

    QueryRowsLimitExceeded_variant = _Literal["read", "returned"]


class Error(_Parent):
    """Any error of Unprocessable entity."""


class QueryExecutionTimeout(Error, _ClientProblem):
    """An analytics query was still running when its time was up, and was stopped.

    - Weeks of single events are counted with `COUNT(*)`, where a table per day has
      the sums ready.
    - There is no condition on `time`, so the query goes through everything that is
      kept.
    - The condition calls a function on the column, as in `toDate(toDateTime(time /
      1000)) = today()`, and the database has to compute it for each row.
    - `uniqExact`, `groupArray` or a join of the table with itself works on millions
      of values.
    - A query that was always close to the limit has met a busy minute.

    HTTP 422 Unprocessable Entity. https://unkey.com/docs/errors/user/unprocessable_entity/query_execution_timeout
    """

    code = "err:user:unprocessable_entity:query_execution_timeout"
    status = 422
    title = "Unprocessable Entity"
    type = "https://unkey.com/docs/errors/user/unprocessable_entity/query_execution_timeout"
    retryable = False
    _arguments = ("seconds",)
    _members = (("seconds", "seconds", "integer"),)

    if TYPE_CHECKING:
        seconds: int
        """How long one query of the workspace may run."""

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
        return f"The query was stopped after {_shown(self.seconds)} seconds."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":422,"title":"Unprocessable Entity","type":"https://unkey.com/docs/errors/user/unprocessable_entity/query_execution_timeout","seconds":{_json(self.seconds)}}}}}'

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
                if len(_values) <= 16116 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The query was stopped after {seconds} seconds.","status":422,"title":"Unprocessable Entity","type":"https://unkey.com/docs/errors/user/unprocessable_entity/query_execution_timeout","seconds":{seconds}}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class QueryMemoryLimitExceeded(Error, _ClientProblem):
    """An analytics query holds more at once than it may, while it works or in its
    result.

    - Events are grouped by something that is nearly unique, such as `request_id` or
      the exact `time`.
    - Whole columns are put into arrays with `groupArray`, to be taken apart again
      by the client.
    - `uniqExact` counts distinct values over weeks.
    - `SELECT *` from `gateway_requests_v1` takes bodies and headers of every
      request along.
    - A large result is fetched in one piece, to be stored elsewhere.

    HTTP 422 Unprocessable Entity. https://unkey.com/docs/errors/user/unprocessable_entity/query_memory_limit_exceeded
    """

    code = "err:user:unprocessable_entity:query_memory_limit_exceeded"
    status = 422
    title = "Unprocessable Entity"
    type = "https://unkey.com/docs/errors/user/unprocessable_entity/query_memory_limit_exceeded"
    retryable = False
    variants = ("working", "result")
    _arguments = ("limit_bytes",)
    _optional = ("limit_bytes",)
    _members = (("limitBytes", "limit_bytes", "integer"),)

    if TYPE_CHECKING:
        limit_bytes: int | None
        """How much memory one query of the workspace may use."""

        def __init__(
            self,
            *,
            variant: QueryMemoryLimitExceeded_variant,
            limit_bytes: int | None = None,
            instance: str | None = None,
        ) -> None: ...

        @property
        def variant(self) -> QueryMemoryLimitExceeded_variant: ...
    else:
        limit_bytes = None

    def _detail(self) -> str:
        if self.variant == "working":
            return f"The query needs more than the {_shown(self.limit_bytes)} bytes of memory that it may use."
        return "The result of the query is larger than a response may be."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        limit_bytes = ""
        if self.limit_bytes is not None:
            limit_bytes = f',"limitBytes":{_json(self.limit_bytes)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":422,"title":"Unprocessable Entity","type":"https://unkey.com/docs/errors/user/unprocessable_entity/query_memory_limit_exceeded"{limit_bytes}}}}}'


class QueryRowsLimitExceeded(Error, _ClientProblem):
    """An analytics query reads or returns more rows than one query may.

    - The query counts events over a range that is fine for a quiet workspace.
      Traffic has grown, and one day it was too much.
    - The only condition is on `outcome` or `tags`, and says nothing about where to
      look.
    - A table per minute is read for a month, with a row for each key, outcome and
      minute.
    - Two tables are joined without a condition that suits, so each row meets each
      of the other.
    - All events are exported in one query.

    HTTP 422 Unprocessable Entity. https://unkey.com/docs/errors/user/unprocessable_entity/query_rows_limit_exceeded
    """

    code = "err:user:unprocessable_entity:query_rows_limit_exceeded"
    status = 422
    title = "Unprocessable Entity"
    type = "https://unkey.com/docs/errors/user/unprocessable_entity/query_rows_limit_exceeded"
    retryable = False
    variants = ("read", "returned")
    _arguments = ("limit",)
    _members = (("limit", "limit", "integer"),)

    if TYPE_CHECKING:
        limit: int
        """How many rows it may be."""

        def __init__(
            self,
            *,
            variant: QueryRowsLimitExceeded_variant,
            limit: int,
            instance: str | None = None,
        ) -> None: ...

        @property
        def variant(self) -> QueryRowsLimitExceeded_variant: ...
    else:
        limit = None

    def _detail(self) -> str:
        if self.variant == "read":
            return f"The query would have to read more than the {_shown(self.limit)} rows that it may read."
        return f"The query returns more than the {_shown(self.limit)} rows that it may return."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":422,"title":"Unprocessable Entity","type":"https://unkey.com/docs/errors/user/unprocessable_entity/query_rows_limit_exceeded","limit":{_json(self.limit)}}}}}'
