"""Authentication: its errors.

Unkey could not tell who sent the request. Mostly that is about the root key in
the `Authorization` header; the operations for users of a portal want the cookie
of a session in its place. It is never about the key that `keys.verifyKey` is
asked to check.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from errbook.encode import json_text as _json
from errbook.problem import PLAIN as _PLAIN
from errbook.problem import ClientProblem as _ClientProblem
from errbook.problem import Problem as _Problem
from errbook.problem import request_id as _request_id

from . import Error as _Parent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal as _Literal

    Malformed_variant = _Literal["no_bearer", "foreign_jwt"]

    PortalSessionNotFound_variant = _Literal["code", "token"]


class Error(_Parent):
    """Any error of Authentication."""


class KeyNotFound(Error, _ClientProblem):
    """The Authorization header is well formed, and no root key has the value in it.

    - The root key was deleted or rotated, and this service still runs with the old
      value.
    - The value was damaged on its way into the environment: quotes became part of
      it, its end is missing, or a `$` in it was expanded by a shell.
    - The variable is not set, and the code sent the text `undefined`, `null` or
      `None` behind `Bearer`.
    - A key of one of your users stands in the header. It belongs into the body of
      `keys.verifyKey`; the header always carries your root key.

    HTTP 401 Unauthorized. https://unkey.com/docs/errors/unkey/authentication/key_not_found
    """

    code = "err:unkey:authentication:key_not_found"
    status = 401
    title = "Unauthorized"
    type = "https://unkey.com/docs/errors/unkey/authentication/key_not_found"
    retryable = False
    _declared_headers = ("WWW-Authenticate",)

    if TYPE_CHECKING:

        def __init__(self, *, instance: str | None = None) -> None: ...
    else:

        def __init__(self, /, *args, **given):
            if args or given:
                self._take(args, given)

    def _detail(self) -> str:
        return "The root key in the Authorization header is unknown."

    def _headers(self) -> dict[str, str]:
        _headers: dict[str, str] = {}
        _headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        return _headers

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The root key in the Authorization header is unknown.","status":401,"title":"Unauthorized","type":"https://unkey.com/docs/errors/unkey/authentication/key_not_found"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 0 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16175 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The root key in the Authorization header is unknown.","status":401,"title":"Unauthorized","type":"https://unkey.com/docs/errors/unkey/authentication/key_not_found"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class Malformed(Error, _ClientProblem):
    """The Authorization header is there, and it is not a bearer header that Unkey can
    read.

    - The header holds the root key alone, without `Bearer` in front of it.
    - The scheme is spelled `bearer`, `BEARER`, `Token` or `Basic`. Unkey compares
      letter by letter.
    - A template filled in an empty variable and left `Bearer` with nothing behind
      it.
    - A library added the scheme although the variable contains it already. `Bearer
      Bearer` is read as a key that starts with the word; that case ends in
      [err:unkey:authentication:key_not_found].
    - A middleware forwards the login token of your user, a JWT of your identity
      provider, to Unkey.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/unkey/authentication/malformed
    """

    code = "err:unkey:authentication:malformed"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/unkey/authentication/malformed"
    retryable = False
    variants = ("no_bearer", "foreign_jwt")
    _members = (("expectedScheme", "expected_scheme", None),)

    expected_scheme: str = "Bearer"
    """The authentication scheme that the API reads, spelled exactly so."""

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            variant: Malformed_variant,
            instance: str | None = None,
        ) -> None: ...

        @property
        def variant(self) -> Malformed_variant: ...
    else:
        pass

    def _detail(self) -> str:
        if self.variant == "no_bearer":
            return "The Authorization header does not consist of Bearer, a space and a root key."
        return (
            "Behind Bearer stands a JWT that this API does not accept; send a root key."
        )

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/unkey/authentication/malformed","expectedScheme":"Bearer"}}}}'


class Missing(Error, _ClientProblem):
    """The request reached Unkey without an Authorization header.

    - The client sets no header, for instance as only some of its calls go through a
      shared helper.
    - The root key is sent under another name, as `X-API-Key`, in the query string
      or in the body.
    - The code leaves the header out when the environment variable is empty, and in
      this environment it is.
    - The request was redirected to another host or scheme. HTTP clients drop
      credentials then, so that they do not leak to strangers.
    - A proxy or gateway of yours consumes the header for its own login and forwards
      the rest.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/unkey/authentication/missing
    """

    code = "err:unkey:authentication:missing"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/unkey/authentication/missing"
    retryable = False
    _members = (("expectedScheme", "expected_scheme", None),)

    expected_scheme: str = "Bearer"
    """The authentication scheme that the API reads, spelled exactly so."""

    if TYPE_CHECKING:

        def __init__(self, *, instance: str | None = None) -> None: ...
    else:

        def __init__(self, /, *args, **given):
            if args or given:
                self._take(args, given)

    def _detail(self) -> str:
        return "The request has no Authorization header. Send one with Bearer and a root key."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The request has no Authorization header. Send one with Bearer and a root key.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/unkey/authentication/missing","expectedScheme":"Bearer"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 0 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16131 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The request has no Authorization header. Send one with Bearer and a root key.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/unkey/authentication/missing","expectedScheme":"Bearer"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class PortalSessionNotFound(Error, _ClientProblem):
    """The code or the token belongs to no portal session that is alive.

    - The address was opened twice: by a second click, by the back button, or by a
      mail filter or chat preview that visits links before the user does.
    - The address waited in an e-mail for longer than 15 minutes.
    - The browser was left open overnight, and the token has come of age.
    - The page runs its start-up code twice and exchanges the code each time.
    - The session was revoked, or the portal was disabled, deleted or moved to other
      keys. Switching the portal on again revives no session.

    HTTP 401 Unauthorized. https://unkey.com/docs/errors/unkey/authentication/portal_session_not_found
    """

    code = "err:unkey:authentication:portal_session_not_found"
    status = 401
    title = "Unauthorized"
    type = "https://unkey.com/docs/errors/unkey/authentication/portal_session_not_found"
    retryable = False
    variants = ("code", "token")
    _declared_headers = ("WWW-Authenticate",)

    if TYPE_CHECKING:

        def __init__(
            self,
            *,
            variant: PortalSessionNotFound_variant,
            instance: str | None = None,
        ) -> None: ...

        @property
        def variant(self) -> PortalSessionNotFound_variant: ...
    else:
        pass

    def _detail(self) -> str:
        if self.variant == "code":
            return "The code has expired, has been used, or was never given out."
        return "The portal session has ended, or there never was one with this token."

    def _headers(self) -> dict[str, str]:
        _headers: dict[str, str] = {}
        _headers["WWW-Authenticate"] = (
            'Cookie realm="portal", cookie-name="portal_session"'
        )
        return _headers

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":401,"title":"Unauthorized","type":"https://unkey.com/docs/errors/unkey/authentication/portal_session_not_found"}}}}'


class PortalTokenMissing(Error, _ClientProblem):
    """A portal operation was called with an empty session cookie.

    - The page sets the cookie before the answer to `portal.exchangeCode` has
      arrived, with a value that is not there yet.
    - The exchange failed, and the page wrote the empty result into the cookie all
      the same.
    - Signing out emptied the cookie instead of removing it, and the page went on
      asking.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/unkey/authentication/portal_token_missing
    """

    code = "err:unkey:authentication:portal_token_missing"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/unkey/authentication/portal_token_missing"
    retryable = False
    _members = (("cookie", "cookie", None),)

    cookie: str = "portal_session"
    """The name of the cookie that carries the token."""

    if TYPE_CHECKING:

        def __init__(self, *, instance: str | None = None) -> None: ...
    else:

        def __init__(self, /, *args, **given):
            if args or given:
                self._take(args, given)

    def _detail(self) -> str:
        return "The cookie portal_session is empty. It has to hold the access token of a portal session."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The cookie portal_session is empty. It has to hold the access token of a portal session.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/unkey/authentication/portal_token_missing","cookie":"portal_session"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 0 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16107 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The cookie portal_session is empty. It has to hold the access token of a portal session.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/unkey/authentication/portal_token_missing","cookie":"portal_session"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
