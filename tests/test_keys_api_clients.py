"""The service's OpenAPI document in the hands of others: a fuzzer, and a generator of clients."""

from __future__ import annotations

import copy
import importlib
import json
import subprocess
import sys
from collections.abc import Iterator
from typing import Any, TypeAlias

import httpx
import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import seed as seeded
from hypothesis import strategies as st
from schemathesis import APIOperation, Case, GenerationMode
from schemathesis.core.failures import FailureGroup
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import ignored_auth, positive_data_acceptance
from tests.keys_api import errors
from tests.keys_api.app import create_app
from tests.keys_api.errors.unkey import application
from tests.keys_api.seed import seed
from tests.keys_api.serving import serving

from errbook.client import parse

Operation: TypeAlias = APIOperation[Any, Any, Any, Any]

ROOT_KEY = "unkey_everything"

KNOWN = {
    "apiId": "api_payments",
    "keyId": "key_payments",
    "key": "acme_payments",
    "identity": "user_1",
    "externalId": "user_1",
    "namespace": "sms_login",
}
"""What is there: of names that nobody chose, hardly one ever is."""

DELETES = {"/v2/apis.deleteApi", "/v2/keys.deleteKey"}

EXCLUDED = [
    ignored_auth,  # this API says 400 of a request without credentials, and documents it
    positive_data_acceptance,  # a permitted body may still meet a 410 or a 412; see `_fuzz`
]


@pytest.fixture(scope="module")
def url(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Serve a new database."""
    path = tmp_path_factory.mktemp("keys") / "keys.db"
    seed(path)
    with serving(create_app(path)) as found:
        yield found


@pytest.fixture(scope="module")
def document(url: str) -> dict[str, Any]:
    """The service's document, as anybody gets it."""
    found: dict[str, Any] = httpx.get(f"{url}/openapi.json").json()
    return found


# The fuzzer.


def _operations(document: dict[str, Any]) -> list[Operation]:
    schema = schemathesis.openapi.from_dict(document)
    results = [*schema.get_all_operations()]
    assert all(isinstance(result, Ok) for result in results)
    return [result.ok() for result in results if isinstance(result, Ok)]


def _fuzz(operation: Operation, mode: GenerationMode, url: str, times: int) -> set[int]:
    """Send requests to `operation`, and return the statuses of the answers.

    Raises `FailureGroup` for a status or a body that the document does not have, for one of the
    server's own failures, and for a body that was let through or refused against its schema.
    """
    seen = set()

    @seeded(9457)
    @settings(
        max_examples=times,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(case=operation.as_strategy(generation_mode=mode), names_what_is_there=st.booleans())
    def sent(case: Case[Any], names_what_is_there: bool) -> None:
        permitted = mode is GenerationMode.POSITIVE
        whole = operation.path not in DELETES
        if permitted and names_what_is_there and whole and isinstance(case.body, dict):
            case.body |= {name: it for name, it in KNOWN.items() if name in case.body}
        if permitted:
            case.headers["Authorization"] = f"Bearer {ROOT_KEY}"
        case.headers.setdefault("Authorization", f"Bearer {ROOT_KEY}")
        response = case.call(base_url=url)
        case.validate_response(response, excluded_checks=EXCLUDED)
        if permitted:
            got = response.status_code, dict(response.headers), response.content
            assert not isinstance(parse(got, errors), application.InvalidInput), response.text
        seen.add(response.status_code)

    sent()
    return seen


@pytest.mark.parametrize("mode", [*GenerationMode], ids=lambda mode: mode.value)
def test_no_answer_is_missing_in_the_document(
    url: str, document: dict[str, Any], mode: GenerationMode
) -> None:
    """No undocumented status, no violation of a schema, no 500; for each operation."""
    permitted = mode is GenerationMode.POSITIVE
    seen = set()
    for operation in _operations(document):
        if permitted or operation.body:  # without one, there is nothing to do wrong
            seen |= _fuzz(operation, mode, url, times=15 if permitted else 10)
    assert seen >= ({200, 404, 409} if permitted else {400})


@pytest.mark.parametrize("what", ["status", "member"])
def test_the_fuzzer_finds_what_the_document_lacks(
    url: str, document: dict[str, Any], what: str
) -> None:
    """A status that is not there, and a member that no answer has."""
    other = copy.deepcopy(document)
    if what == "status":
        del other["paths"]["/v2/apis.getApi"]["post"]["responses"]["404"]
    else:
        other["components"]["schemas"]["UnkeyDataApiNotFound"]["required"] += ["hint"]
    (operation,) = (one for one in _operations(other) if one.path == "/v2/apis.getApi")
    with pytest.raises(FailureGroup):
        _fuzz(operation, GenerationMode.POSITIVE, url, times=10)


# The generated client.


@pytest.fixture(scope="module")
def client(document: dict[str, Any], tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Generate a client from the document; the name of its package."""
    folder = tmp_path_factory.mktemp("client")
    (folder / "openapi.json").write_text(json.dumps(document), "utf-8")
    (folder / "config.yaml").write_text("post_hooks: []\n", "utf-8")
    command = ["generate", "--path", "openapi.json", "--config", "config.yaml", "--meta", "none"]
    command += ["--output-path", "keys_client", "--fail-on-warning"]
    done = subprocess.run(
        [sys.executable, "-m", "openapi_python_client", *command],
        cwd=folder, capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    sys.path.insert(0, str(folder))
    yield "keys_client"
    sys.path.remove(str(folder))
    for name in [name for name in sys.modules if name.partition(".")[0] == "keys_client"]:
        del sys.modules[name]


def test_a_generated_client_receives_a_typed_error(client: str, url: str) -> None:
    """Its class is that error's, and its members have their names and types."""
    own = importlib.import_module(client)
    models = importlib.import_module(f"{client}.models")
    get_api = importlib.import_module(f"{client}.api.apis.apis_get_api")
    with own.AuthenticatedClient(base_url=url, token=ROOT_KEY) as caller:
        error = get_api.sync(client=caller, body=models.NamedApi(api_id="api_nonexistent"))
    assert isinstance(error, models.UnkeyDataApiNotFound)
    assert error.error.api_id == "api_nonexistent"
    assert error.error.status == 404
    assert error.error.type_.endswith("/unkey/data/api_not_found")


def test_a_generated_client_tells_errors_of_one_status_apart(client: str, url: str) -> None:
    """By the constant in their bodies."""
    own = importlib.import_module(client)
    models = importlib.import_module(f"{client}.models")
    create_key = importlib.import_module(f"{client}.api.keys.keys_create_key")
    unknown_api = models.CreateKey(api_id="api_nonexistent")
    unknown_role = models.CreateKey(api_id="api_payments", roles=["nobody"])
    with own.AuthenticatedClient(base_url=url, token=ROOT_KEY) as caller:
        errors = [create_key.sync(client=caller, body=body) for body in (unknown_api, unknown_role)]
    kinds = [models.UnkeyDataApiNotFound, models.UnkeyDataRoleNotFound]
    assert [type(error) for error in errors] == kinds
