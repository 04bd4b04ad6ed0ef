"""Whatever a service puts into an error, its client gets the declared response.

The values stand in `values.py`; a URL names one by its place.
"""

from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from tests.web.conformance import wire
from tests.web.conformance.catalog import Answer
from tests.web.conformance.servers import Service
from tests.web.conformance.values import EXCEPTIONS, VALUES


def test_no_value_changes_the_response(service: Service) -> None:
    """Declared status and headers, a body of JSON within its bound, one response, no more."""
    with ThreadPoolExecutor(4) as pool:
        answers = pool.map(lambda index: service.get(f"/anything/{index}"), range(len(VALUES)))
        wrong = [
            (index, VALUES[index].__class__.__mro__[:1] if index < 20 else "", said)
            for index, received in enumerate(answers)
            if (said := differing(service, received))
        ]
    assert len(VALUES) > 300
    assert not wrong


def differing(service: Service, received: wire.Received) -> list[Any]:
    """Return what is not as declared."""
    body = received.json()
    problem: dict[str, Any] = body["error"] if service.form == "envelope" else body
    declared = {
        "status": 402,
        "title": "Anything",
        "code": "shop.anything",
        "type": "https://shop.example/errors/shop/anything",
    }
    found: list[Any] = [
        (name, problem.get(name)) for name, value in declared.items() if problem.get(name) != value
    ]
    expected = {
        "Content-Type": service.media_type,
        "Content-Length": str(len(received.body)),
        "Vary": received.header("Vary"),
        "Link": '<https://shop.example/errors/shop/anything>; rel="help"',
    }
    found += [
        (name, received.all(name))
        for name, value in expected.items()
        if received.all(name) != [value]
    ]
    if received.status != 402 or len(received.body) > 16_384 or "value" not in problem:
        found.append((received.status, received.body[:200]))
    if len(received.all("X-Value")) > 1 or received.all("X-Evil") or received.all("Set-Cookie"):
        found.append(received.headers)
    json.dumps(body, allow_nan=False)
    return found


def test_no_exception_changes_the_response(service: Service) -> None:
    """It is unhandled, and logged as well as it can be, whatever its own methods do."""
    id, since = "an-exception", service.log.stat().st_size
    for index in range(len(EXCEPTIONS)):
        received = service.get(f"/exception/{index}", X_Request_Id=id)
        assert received.status == 500, EXCEPTIONS[index]
        assert received.json() == Answer.of("shop.broken").body(service.form, id)
        assert received.header("X-Request-Id") == id
    assert len(EXCEPTIONS) > 30
    service.logged("Traceback", "Hostile", since=since)
    assert service.get("/ok").status == 200


def test_the_service_is_as_well_as_before(service: Service) -> None:
    """No value has broken it, and none is an unhandled exception."""
    since = service.log.stat().st_size
    for index in range(0, len(VALUES), 10):
        service.get(f"/anything/{index}")
    assert service.get("/ok").status == 200
    log = service.log.read_bytes()[since:].decode()
    assert "errbook: request" not in log  # the note in what is unhandled
    assert "saw " not in log


def test_no_bytes_of_a_request_break_the_response(service: Service) -> None:
    """Be they in the path, the query or a header: there is one response, and it is well-formed."""
    headers = ["Accept", "X-Request-Id", "Origin", "X-Tenant", "Content-Type", "Accept-Language"]
    texts = ["\xff\xfe", "a" * 10_000, "\t", "%00%0d%0a", "${jndi:x}", "';--", "{0}", "\x80\x9f"]
    paths = ["/things/%ff%fe", "/things/%00", "/things/%E2%82%AC", "/%ff", "/search?page=%ff%00"]
    for text in texts:
        for name in headers:
            assert_fine(service, "/things/lamp_1", {name: text}, {404})
    for path in paths:
        assert_fine(service, path, {}, {400, 404, 422})


def assert_fine(service: Service, path: str, headers: dict[str, str], among: set[int]) -> None:
    """Assert that there is one error response with one of those statuses, whole."""
    received = service.send("GET", path, headers)
    assert received.status in among, (path, headers, received.raw)
    assert received.raw.count(b"HTTP/1.1 ") == 1
    assert received.header("Content-Length") == str(len(received.body))
    assert received.header("X-Request-Id")
    assert received.json()
