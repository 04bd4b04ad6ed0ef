"""Client: its errors.

A policy of the deployment turned the request away: its API key, its form, its
origin or its number. The gateway works as the customer has set it up, so the
caller changes the request, or the customer the policy.
"""

# Made by `errbook build python`. To change it, change the catalog, and build it again.

from __future__ import annotations

from errbook.encode import json_text as _json
from errbook.encode import shown as _shown
from errbook.problem import PLAIN as _PLAIN
from errbook.problem import ClientProblem as _ClientProblem
from errbook.problem import Problem as _Problem
from errbook.problem import header_value as _header
from errbook.problem import request_id as _request_id

from . import Error as _Parent

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Literal as _Literal

    InvalidKey_verification = _Literal[
        "NOT_FOUND",
        "DISABLED",
        "EXPIRED",
        "FORBIDDEN",
        "WORKSPACE_DISABLED",
        "OTHER_KEYSPACE",
    ]

    RateLimited_variant = _Literal["exceeded", "unidentified"]


class Error(_Parent):
    """Any error of Client."""


class FirewallDenied(Error, _ClientProblem):
    """A firewall policy of the deployment matches the request, and denies what it
    matches.

    - The path is closed to the outside on purpose, like `/internal/` or `/admin`.
    - Only the addresses of an office may come in, and the caller is elsewhere, or
      its VPN is off.
    - The list of addresses is out of date: a provider was changed, a cluster got a
      new outgoing address.
    - A CDN stands in front of the deployment. The gateway sees the address of the
      CDN, and takes no notice of `X-Forwarded-For`.
    - The policy lost its `match`. Without any expression it matches every request,
      and the environment is closed.

    HTTP 403 Forbidden. https://unkey.com/docs/errors/frontline/client/firewall_denied
    """

    code = "err:frontline:client:firewall_denied"
    status = 403
    title = "Forbidden"
    type = "https://unkey.com/docs/errors/frontline/client/firewall_denied"
    retryable = False
    _arguments = ("hostname", "policy_id")
    _members = (("hostname", "hostname", "string"),)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        policy_id: str
        """The ID of the policy that matched. Callers are not told which."""

        def __init__(
            self,
            *,
            hostname: str,
            policy_id: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        hostname = None
        policy_id = None

        def __init__(self, /, *args, **given):
            try:
                given["hostname"]
                given["policy_id"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"A firewall policy of {_shown(self.hostname)} denies this request."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":403,"title":"Forbidden","type":"https://unkey.com/docs/errors/frontline/client/firewall_denied","hostname":{_json(self.hostname)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            hostname = _own["hostname"]
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str and type(hostname) is str:
                _values = (_id + hostname).encode()
                if len(_values) <= 8088 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"A firewall policy of {hostname} denies this request.","status":403,"title":"Forbidden","type":"https://unkey.com/docs/errors/frontline/client/firewall_denied","hostname":"{hostname}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class InsufficientPermissions(Error, _ClientProblem):
    """The API key is valid, and lacks a permission that the deployment demands for
    this request.

    - The key was made for reading, and the request writes.
    - A role of the key lost the permission, and with it every key that has the
      role.
    - The query demands both of two permissions where either was meant, or is
      spelled unlike the permissions: `invoice.read` and `invoices.read` are two.
    - One policy covers all paths, and demands of readers what only writers need.
    - The client holds several keys, and took the weaker.

    HTTP 403 Forbidden. https://unkey.com/docs/errors/frontline/client/insufficient_permissions
    """

    code = "err:frontline:client:insufficient_permissions"
    status = 403
    title = "Forbidden"
    type = "https://unkey.com/docs/errors/frontline/client/insufficient_permissions"
    retryable = False
    _arguments = ("key_id", "permission_query")

    if TYPE_CHECKING:
        key_id: str
        """The key whose permissions fell short, for whoever may see the customer's logs.
        """

        permission_query: str
        """The query of the policy. It tells how the API is secured, so callers do not get
        it.
        """

        def __init__(
            self,
            *,
            key_id: str,
            permission_query: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        key_id = None
        permission_query = None

        def __init__(self, /, *args, **given):
            try:
                given["key_id"]
                given["permission_query"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return "The API key may not do this; it lacks a permission that this request needs."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The API key may not do this; it lacks a permission that this request needs.","status":403,"title":"Forbidden","type":"https://unkey.com/docs/errors/frontline/client/insufficient_permissions"}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            _id = _request_id.get()
            if len(_own) == 2 and type(_id) is str:
                _values = (_id).encode()
                if len(_values) <= 16148 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The API key may not do this; it lacks a permission that this request needs.","status":403,"title":"Forbidden","type":"https://unkey.com/docs/errors/frontline/client/insufficient_permissions"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class InvalidKey(Error, _ClientProblem):
    """An API key was found in the request, and the deployment does not accept it.

    - The key was rotated or deleted, and this client still runs with the old one.
    - The key has expired. It worked until a certain minute, and nobody changed
      anything.
    - Its owner disabled it, by hand or because a bill is open.
    - It is the key of another environment. Staging and production check keys of
      different keyspaces.
    - The policy lists the keyspace of one API, and the customer issues keys in two
      of them.
    - A line break, quotes or a missing end became part of the value on its way into
      the client.
    - The key is a root key. Those are for api.unkey.com, and a deployment has no
      use for them.

    HTTP 401 Unauthorized. https://unkey.com/docs/errors/frontline/client/invalid_key
    """

    code = "err:frontline:client:invalid_key"
    status = 401
    title = "Unauthorized"
    type = "https://unkey.com/docs/errors/frontline/client/invalid_key"
    retryable = False
    _arguments = ("hostname", "key_id", "verification")
    _optional = ("key_id",)
    _members = (("hostname", "hostname", "string"),)
    _declared_headers = ("WWW-Authenticate",)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        key_id: str | None
        """The ID of the key, if it is one of the workspace's; only the customer gets to
        see it.
        """

        verification: InvalidKey_verification
        """What the check of the key ended with. A caller could try out keys if told."""

        def __init__(
            self,
            *,
            hostname: str,
            verification: InvalidKey_verification,
            key_id: str | None = None,
            instance: str | None = None,
        ) -> None: ...
    else:
        hostname = None
        key_id = None
        verification = None

    def _detail(self) -> str:
        return f"The API key in the request is not valid for {_shown(self.hostname)}."

    def _headers(self) -> dict[str, str]:
        _headers: dict[str, str] = {}
        _headers["WWW-Authenticate"] = 'Bearer error="invalid_token"'
        return _headers

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":401,"title":"Unauthorized","type":"https://unkey.com/docs/errors/frontline/client/invalid_key","hostname":{_json(self.hostname)}}}}}'


class MissingCredentials(Error, _ClientProblem):
    """The deployment wants an API key, and there is none in the places where the
    gateway looks for it.

    - The client sends the key in a header that the policy does not read, such as
      `X-API-Key`.
    - The word `Bearer` is missing. `Authorization` with the bare key in it is
      passed over.
    - The variable with the key is empty in this environment, and the header ends
      after `Bearer`.
    - The address starts with `http://`. The gateway redirects to `https://`, and
      many clients leave credentials behind when they follow.
    - A browser asks with `OPTIONS` whether it may send the real request. Such a
      preflight carries no key, ever.
    - Some callers send the key in a header and some in `Authorization`, and the
      policy knows one of the two.
    - The policy strips a prefix, `Key` say, that the callers do not put before the
      key.

    HTTP 401 Unauthorized. https://unkey.com/docs/errors/frontline/client/missing_credentials
    """

    code = "err:frontline:client:missing_credentials"
    status = 401
    title = "Unauthorized"
    type = "https://unkey.com/docs/errors/frontline/client/missing_credentials"
    retryable = False
    _arguments = ("hostname",)
    _members = (("hostname", "hostname", "string"),)
    _declared_headers = ("WWW-Authenticate",)

    if TYPE_CHECKING:
        hostname: str
        """The host name that the request was sent to."""

        def __init__(self, *, hostname: str, instance: str | None = None) -> None: ...
    else:
        hostname = None

        def __init__(self, /, *args, **given):
            try:
                given["hostname"]
                if len(given) == 1 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The request carries no API key in the places where {_shown(self.hostname)} looks for one."

    def _headers(self) -> dict[str, str]:
        _headers: dict[str, str] = {}
        _headers["WWW-Authenticate"] = "Bearer"
        return _headers

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":401,"title":"Unauthorized","type":"https://unkey.com/docs/errors/frontline/client/missing_credentials","hostname":{_json(self.hostname)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            hostname = _own["hostname"]
            _id = _request_id.get()
            if len(_own) == 1 and type(_id) is str and type(hostname) is str:
                _values = (_id + hostname).encode()
                if len(_values) <= 8072 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The request carries no API key in the places where {hostname} looks for one.","status":401,"title":"Unauthorized","type":"https://unkey.com/docs/errors/frontline/client/missing_credentials","hostname":"{hostname}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class OpenapiValidationFailed(Error, _ClientProblem):
    """The request contradicts the OpenAPI document of the deployment, and was not
    forwarded.

    - A number was sent as text, or a required member left out.
    - The path lacks its prefix or has a slash too many, so the document knows no
      such path. A wrong method looks alike.
    - `Content-Type` is missing, or says `text/plain` as some clients do by
      themselves.
    - The code takes requests that the document does not allow; nobody noticed
      without the policy.
    - A new member was deployed in the code and forgotten in the document, which
      forbids unknown members.

    HTTP 400 Bad Request. https://unkey.com/docs/errors/frontline/client/openapi_validation_failed
    """

    code = "err:frontline:client:openapi_validation_failed"
    status = 400
    title = "Bad Request"
    type = "https://unkey.com/docs/errors/frontline/client/openapi_validation_failed"
    retryable = False
    _arguments = ("location", "problem")
    _members = (("location", "location", "string"), ("problem", "problem", "string"))

    if TYPE_CHECKING:
        location: str
        """The part of the request that does not match."""

        problem: str
        """What does not match, of several things the first."""

        def __init__(
            self,
            *,
            location: str,
            problem: str,
            instance: str | None = None,
        ) -> None: ...
    else:
        location = None
        problem = None

        def __init__(self, /, *args, **given):
            try:
                given["location"]
                given["problem"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return f"The request does not match the API's description at {_shown(self.location)}: {_shown(self.problem)}."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/frontline/client/openapi_validation_failed","location":{_json(self.location)},"problem":{_json(self.problem)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            location = _own["location"]
            problem = _own["problem"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(location) is str
                and type(problem) is str
            ):
                _values = (_id + location + problem).encode()
                if len(_values) <= 8069 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The request does not match the API\'s description at {location}: {problem}.","status":400,"title":"Bad Request","type":"https://unkey.com/docs/errors/frontline/client/openapi_validation_failed","location":"{location}","problem":"{problem}"}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)


class RateLimited(Error, _ClientProblem):
    """A rate limit that the deployment sets for its callers is used up for the current
    window.

    - A script sends as fast as it can, or many workers share one key.
    - Clients retry at once after a 429, and each retry is counted.
    - The limit counts by address, and a whole office or a mobile network comes from
      one.
    - The limit counts by caller and path, and stands before the policy that finds
      out who calls. Everybody is `unknown` there, and one counter serves all of
      them.
    - Every single request fails as `unidentified`: the limit counts by a header
      that nobody sends, or by the caller alone, before the caller is known.
    - The API is used more than when the number was chosen.

    HTTP 429 Too Many Requests. https://unkey.com/docs/errors/frontline/client/rate_limited
    """

    code = "err:frontline:client:rate_limited"
    status = 429
    title = "Too Many Requests"
    type = "https://unkey.com/docs/errors/frontline/client/rate_limited"
    retryable = True
    variants = ("exceeded", "unidentified")
    _arguments = ("limit", "remaining", "reset", "retry_after")
    _optional = ("limit", "remaining", "reset", "retry_after")
    _members = (
        ("limit", "limit", "integer"),
        ("remaining", "remaining", "integer"),
        ("reset", "reset", "integer"),
        ("retryAfter", "retry_after", "integer"),
    )
    _declared_headers = (
        "Retry-After",
        "X-RateLimit-Limit",
        "X-RateLimit-Remaining",
        "X-RateLimit-Reset",
    )

    if TYPE_CHECKING:
        limit: int | None
        """How many requests one window allows."""

        remaining: int | None
        """What is left of the window, less than this request would take."""

        reset: int | None
        """When the window ends, in seconds since 1970."""

        retry_after: int | None
        """In how many seconds a request can succeed again."""

        def __init__(
            self,
            *,
            variant: RateLimited_variant,
            limit: int | None = None,
            remaining: int | None = None,
            reset: int | None = None,
            retry_after: int | None = None,
            instance: str | None = None,
        ) -> None: ...

        @property
        def variant(self) -> RateLimited_variant: ...
    else:
        limit = None
        remaining = None
        reset = None
        retry_after = None

    def _detail(self) -> str:
        if self.variant == "exceeded":
            return f"This window allows {_shown(self.limit)} requests and has {_shown(self.remaining)} left. It ends in {_shown(self.retry_after)} seconds, at {_shown(self.reset)}."
        return "The rate limit cannot tell whom to count this request for."

    def _headers(self) -> dict[str, str]:
        _headers: dict[str, str] = {}
        if self.retry_after is not None:
            _value = f"{_shown(self.retry_after)}"
            _headers["Retry-After"] = _header(_value)
        if self.limit is not None:
            _value = f"{_shown(self.limit)}"
            _headers["X-RateLimit-Limit"] = _header(_value)
        if self.remaining is not None:
            _value = f"{_shown(self.remaining)}"
            _headers["X-RateLimit-Remaining"] = _header(_value)
        if self.reset is not None:
            _value = f"{_shown(self.reset)}"
            _headers["X-RateLimit-Reset"] = _header(_value)
        return _headers

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        limit = ""
        if self.limit is not None:
            limit = f',"limit":{_json(self.limit)}'
        remaining = ""
        if self.remaining is not None:
            remaining = f',"remaining":{_json(self.remaining)}'
        reset = ""
        if self.reset is not None:
            reset = f',"reset":{_json(self.reset)}'
        retry_after = ""
        if self.retry_after is not None:
            retry_after = f',"retryAfter":{_json(self.retry_after)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":{_json(self._detail())},"status":429,"title":"Too Many Requests","type":"https://unkey.com/docs/errors/frontline/client/rate_limited"{limit}{remaining}{reset}{retry_after}}}}}'


class UsageExceeded(Error, _ClientProblem):
    """The API key has fewer credits left than this request costs.

    - The package that the caller bought is used up.
    - The key is filled every month, and this month's share did not last.
    - The key was made for a trial and never filled again.
    - Polling and health checks go through the same policy as real work, at one
      credit each.
    - A client retries each failure without end, and every attempt that got through
      has cost.

    HTTP 429 Too Many Requests. https://unkey.com/docs/errors/frontline/client/usage_exceeded
    """

    code = "err:frontline:client:usage_exceeded"
    status = 429
    title = "Too Many Requests"
    type = "https://unkey.com/docs/errors/frontline/client/usage_exceeded"
    retryable = False
    _arguments = ("cost", "key_id")
    _members = (("cost", "cost", "integer"),)

    if TYPE_CHECKING:
        key_id: str
        """The key that ran out. The customer tops it up by this ID."""

        cost: int
        """What the request would have taken from the key."""

        def __init__(
            self,
            *,
            key_id: str,
            cost: int,
            instance: str | None = None,
        ) -> None: ...
    else:
        key_id = None
        cost = None

        def __init__(self, /, *args, **given):
            try:
                given["key_id"]
                given["cost"]
                if len(given) == 2 and not args:
                    self.__dict__ = given
                    return
            except KeyError:
                pass
            self._take(args, given)

    def _detail(self) -> str:
        return "The API key does not have the credits that this request costs."

    def _body(self, _id: str | None) -> str:
        _members = ""
        if _id is not None:
            _members += f',"requestId":{_json(_id)}'
        return f'{{"meta":{{{_members[1:]}}},"error":{{"detail":"The API key does not have the credits that this request costs.","status":429,"title":"Too Many Requests","type":"https://unkey.com/docs/errors/frontline/client/usage_exceeded","cost":{_json(self.cost)}}}}}'

    def to_json(self) -> bytes:
        try:
            _own = self.__dict__
            cost = _own["cost"]
            _id = _request_id.get()
            if (
                len(_own) == 2
                and type(_id) is str
                and type(cost) is int
                and cost.bit_length() < 64
            ):
                _values = (_id).encode()
                if len(_values) <= 16135 and _values.translate(_PLAIN) is _values:
                    _text = f'{{"meta":{{"requestId":"{_id}"}},"error":{{"detail":"The API key does not have the credits that this request costs.","status":429,"title":"Too Many Requests","type":"https://unkey.com/docs/errors/frontline/client/usage_exceeded","cost":{cost}}}}}'
                    return _text.encode()
        except Exception:
            pass
        return _Problem.to_json(self)
