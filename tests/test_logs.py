"""What a log has of a problem: more than its client, and nothing that a log must not keep."""

from __future__ import annotations

import json
import logging
import math
import pickle
import subprocess
import sys
import traceback
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests.hostile import ANSWERS, ANY_TEXT, ANYTHING, SPECIAL, hostile

import errbook
from errbook import ClientProblem, Problem
from errbook.logs import MAX_CAUSES, MAX_TEXT, fields, is_secret
from errbook.problem import request_id
from errbook.problems import Problems

Load = Callable[..., Problems]

pytestmark = pytest.mark.errbook_tolerant  # a log has what it has, whatever was left out

MANIFEST = """
errbook: 1
name: Shop
code: "{group}.{name}"
type: https://shop.example/errors/{group}/{name}
"""

DEFINITIONS = """
code: orders.not_found
status: 404
title: Not Found
summary: No order has the ID.
detail: {one: "The order {order_id} does not exist.", all: There is no order.}
params:
  order_id: {type: string, as: orderId}
  filter: {type: object, optional: true}
  customer: {type: string, expose: false, optional: true}
  team: {const: payments, expose: false}
  currency: {const: EUR}
---
code: keys.invalid
status: 401
title: Unauthorized
summary: The key is not valid.
detail: "The key {api_key} of {owner} is not valid, nor {given}."
params:
  api_key: {type: string}
  owner: {type: object}
  given: {type: string, as: accessToken}
  api_key_id: {type: string}
  refresh_token: {type: string, expose: false, optional: true}
"""


@pytest.fixture(scope="module")
def not_found(load: Load) -> type[Problem]:
    """An error with params of every sort."""
    return load(DEFINITIONS, MANIFEST)["orders.not_found"]


@pytest.fixture(scope="module")
def invalid(load: Load) -> type[Problem]:
    """An error whose params are secrets."""
    return load(DEFINITIONS, MANIFEST)["keys.invalid"]


def _raised(problem: BaseException, cause: BaseException | None) -> BaseException:
    """Return `problem` as it is after `raise problem from cause`."""
    try:
        raise problem from cause
    except BaseException as caught:
        return caught


def _received(detail: str) -> Any:
    """Return what `errbook.client` keeps of a response, as far as a log has it."""
    return SimpleNamespace(detail=detail)


class TestFields:
    """What there is, under which name and in which form."""

    def test_a_problem_is_one_flat_mapping(self, not_found: type[Problem]) -> None:
        """All there is has a name; the params that are not exposed are there too."""
        problem = not_found(order_id="ö_1", customer="c_1", filter={"a": [1]}, instance="/o/1")
        problem.__cause__ = KeyError("o_1")
        problem.add_note("looked in the archive")
        problem.add_note("and in the attic")
        token = request_id.set("req_1")
        try:
            assert problem.log_fields() == {
                "error.type": "orders.not_found",
                "exception.type": f"{not_found.__module__}.NotFound",
                "http.response.status_code": 404,
                "problem.type": "https://shop.example/errors/orders/not_found",
                "problem.title": "Not Found",
                "problem.detail": "The order ö_1 does not exist.",
                "problem.instance": "/o/1",
                "problem.variant": "one",
                "problem.request_id": "req_1",
                "exception.cause": "KeyError: 'o_1'",
                "exception.notes": "looked in the archive\nand in the attic",
                "problem.param.currency": "EUR",
                "problem.param.customer": "c_1",
                "problem.param.filter": '{"a":[1]}',
                "problem.param.order_id": "ö_1",
                "problem.param.team": "payments",
            }
        finally:
            request_id.reset(token)

    def test_what_is_absent_has_no_field(self) -> None:
        """A problem of no catalog has but what every response has; its type names it."""
        assert fields(Problem()) == {
            "error.type": "about:blank",
            "exception.type": "errbook.problem.Problem",
            "http.response.status_code": 500,
            "problem.type": "about:blank",
            "problem.title": "Internal Server Error",
        }

    @pytest.mark.parametrize(
        ("value", "expected"),
        [
            (True, True),
            (7, 7),
            (2**63 - 1, 2**63 - 1),
            (-(2**63), -(2**63)),
            (2**63, str(2**63)),
            (-(2**63) - 1, str(-(2**63) - 1)),
            (1.5, 1.5),
            (math.inf, "inf"),
            (-math.inf, "-inf"),
            (math.nan, "nan"),
            ("half \ud83d", "half \ufffd"),
            (b"bytes", "bytes"),
            ([1, None, "é"], r'[1,null,"\u00e9"]'),
            ({"a": math.nan}, '{"a":null}'),
            ({}, "{}"),
            ("", ""),
            (object(), "<object>"),
        ],
        ids=lambda value: type(value).__name__,
    )
    def test_a_value_is_one_that_every_log_takes(
        self, not_found: type[Problem], value: Any, expected: object
    ) -> None:
        """A short text, a finite number of 64 bits, or a boolean."""
        found = fields(not_found(order_id="o", customer=value))["problem.param.customer"]
        assert found == expected
        assert type(found) is type(expected)

    @pytest.mark.parametrize(
        "value",
        ["x" * 9_999, ["x" * 9_999], 10**4_000, 10**5_000],
        ids=["text", "list", "number", "huge"],
    )
    def test_a_text_is_short(self, not_found: type[Problem], value: Any) -> None:
        """A cut is marked, wherever the text is from."""
        problem = not_found(order_id=value, customer=value, instance=value)
        problem.__cause__ = ValueError("x" * 9_999)
        problem.add_note("x" * 9_999)
        found = fields(problem)
        for name in ("param.order_id", "param.customer", "instance", "detail"):
            text = found[f"problem.{name}"]
            assert isinstance(text, str)
            assert len(text) == MAX_TEXT
            assert text.endswith("…")
        for name in ("cause", "notes"):
            text = found[f"exception.{name}"]
            assert isinstance(text, str)
            assert 1_900 < len(text) <= MAX_TEXT
            assert text.endswith("…")

    def test_a_text_of_the_very_length_is_whole(self, not_found: type[Problem]) -> None:
        """The mark is where something is missing, and nowhere else."""
        text = "x" * MAX_TEXT
        assert fields(not_found(order_id=text))["problem.param.order_id"] == text

    def test_params_stand_apart_from_what_every_problem_has(self, load: Load) -> None:
        """A param cannot pass for the status or the code, however it is called on the wire."""
        cls = load(
            """
            code: apart.one
            status: 409
            title: Conflict
            summary: None.
            params:
              error_type: {type: string, as: error.type}
              state: {type: integer, expose: false}
            """
        )["apart.one"]
        found = fields(cls(error_type="x", state=200))
        assert (found["error.type"], found["problem.param.error_type"]) == ("apart.one", "x")
        assert (found["http.response.status_code"], found["problem.param.state"]) == (409, 200)

    def test_a_copy_says_the_same(self, not_found: type[Problem]) -> None:
        """A problem out of a worker process is told as it was there, but for its cause."""
        problem = not_found(order_id="o", customer="c", variant="all")
        problem.add_note("a note")
        assert fields(pickle.loads(pickle.dumps(problem))) == fields(problem)

    def test_a_problem_out_of_a_response_says_so(self, not_found: type[Problem]) -> None:
        """An error of another service is not taken for one of this service."""
        problem = not_found(order_id="o")
        assert "problem.received" not in fields(problem)
        problem.received = _received("Their words.")
        assert fields(problem)["problem.received"] is True
        assert fields(problem)["problem.detail"] == "Their words."


class TestCauses:
    """What led to the problem."""

    def test_the_chain_is_told_from_the_problem_backwards(self, not_found: type[Problem]) -> None:
        """Each with its class and its text, as in a traceback."""
        error = _raised(KeyError("o_1"), _raised(json.JSONDecodeError("bad", "", 0), OSError()))
        assert fields(_raised(not_found(order_id="o"), error))["exception.cause"] == (  # type: ignore[arg-type]
            "KeyError: 'o_1'; caused by json.decoder.JSONDecodeError: bad: "
            "line 1 column 1 (char 0); caused by OSError"
        )

    def test_the_context_counts_unless_suppressed(self, not_found: type[Problem]) -> None:
        """As in a traceback: `raise` in an `except`, and `raise … from None`."""

        def find(cause: str) -> None:
            try:
                raise KeyError("o_1")
            except KeyError:
                if cause == "none":
                    raise not_found(order_id="o") from None
                raise not_found(order_id="o")  # noqa: B904 - the point of it

        with pytest.raises(not_found) as caught:
            find("context")
        assert fields(caught.value)["exception.cause"] == "KeyError: 'o_1'"
        with pytest.raises(not_found) as caught:
            find("none")
        assert "exception.cause" not in fields(caught.value)

    @pytest.mark.parametrize("length", [1, 2, 3])
    def test_a_cycle_ends(self, not_found: type[Problem], length: int) -> None:
        """Each exception is told once, the problem itself not at all."""
        problem = not_found(order_id="o")
        errors = [problem, *(ValueError(number) for number in range(1, length))]
        for error, cause in zip(errors, [*errors[1:], problem], strict=True):
            error.__cause__ = cause
        told = "; caused by ".join(f"ValueError: {number}" for number in range(1, length))
        assert fields(problem).get("exception.cause", "") == told

    @pytest.mark.parametrize("text", ["", "x" * 9_999])
    def test_a_long_chain_is_cut(self, not_found: type[Problem], text: str) -> None:
        """Each link that is told has its share of the room."""
        problem: BaseException = not_found(order_id="o")
        error = problem
        for number in range(100):
            error.__cause__ = ValueError(f"{number} {text}")
            error = error.__cause__
        told = fields(problem)["exception.cause"]  # type: ignore[arg-type]
        assert isinstance(told, str)
        assert told.count("ValueError") == MAX_CAUSES
        assert told.endswith("; …")
        assert len(told) <= MAX_TEXT

    def test_an_exception_that_has_no_text_is_named(self, not_found: type[Problem]) -> None:
        """Its own mistake ends neither the log record nor the chain."""

        class Broken(Exception):
            def __str__(self) -> str:
                raise RuntimeError

        Broken.__module__ = "shop"
        problem = not_found(order_id="o")
        problem.__cause__ = _raised(Broken(), ValueError("why"))
        assert fields(problem)["exception.cause"] == (
            f"shop.{Broken.__qualname__}: <Broken>; caused by ValueError: why"
        )

    @pytest.mark.parametrize(
        ("notes", "expected"),
        [(["a", "b"], "a\nb"), (("a", 1), "a\n1"), ("by hand", "by hand"), ([], None), (7, "7")],
    )
    def test_notes_are_lines(self, not_found: type[Problem], notes: Any, expected: Any) -> None:
        """Also where they were set by hand."""
        problem = not_found(order_id="o")
        problem.__notes__ = notes
        assert fields(problem).get("exception.notes") == expected


class TestSecrets:
    """What is not in a log."""

    def test_a_param_with_a_secret_name_is_nowhere(self, invalid: type[Problem]) -> None:
        """Whether its own name is like a secret's or the one on the wire; nor in the detail."""
        problem = invalid(
            api_key="s3cret-1",
            given="s3cret-2",
            refresh_token="s3cret-3",
            owner={"name": "Ada", "logins": [{"password": "s3cret-4"}]},
            api_key_id="key_1",
        )
        found = fields(problem)
        assert {name: value for name, value in found.items() if "param" in name} == {
            "problem.param.api_key_id": "key_1",
            "problem.param.owner": '{"name":"Ada","logins":[{"password":"<secret>"}]}',
        }
        assert found["problem.detail"] == (
            'The key <secret> of {"name":"Ada","logins":[{"password":"<secret>"}]} '
            "is not valid, nor <secret>."
        )
        assert "s3cret-1" in str(problem.detail), "the problem itself is as it was"
        problem.received = _received("s3cret-1 is not valid")
        assert fields(problem)["problem.detail"] == found["problem.detail"]
        other = ValueError()
        other.__cause__ = problem
        outer = Problem()
        outer.__cause__ = other
        assert "keys.invalid: The key <secret> of" in str(fields(outer)["exception.cause"])
        assert "s3cret" not in str(found) + str(fields(outer))

    def test_a_traceback_masks_what_a_log_masks(self, invalid: type[Problem]) -> None:
        """Loggers write it, and so does whatever writes `str` of an exception."""
        problem = invalid(api_key="s3cret-1", given="s3cret-2", owner={"password": "s3cret-3"})
        assert str(problem) == (
            'keys.invalid: The key <secret> of {"password":"<secret>"} is not valid, nor <secret>.'
        )
        told = "".join(traceback.format_exception(_raised(problem, None)))
        assert "The key <secret> of" in told
        assert "s3cret" not in told
        assert "s3cret-1" in problem.to_json().decode()

    def test_a_detail_that_fails_is_told_by_the_title(self, invalid: type[Problem]) -> None:
        """A class of the service's own may compute it."""

        class OfTheService(invalid):  # type: ignore[valid-type, misc]
            @property
            def detail(self) -> str:
                raise LookupError

        assert str(OfTheService(api_key="s3cret")) == "keys.invalid: Unauthorized"

    def test_positional_arguments_are_told_where_they_are_a_mistake(
        self, not_found: type[Problem]
    ) -> None:
        """They say what was meant."""
        problem = not_found("o_1", {"id": 7, "password": "s3cret"})
        assert fields(problem)["exception.args"] == 'o_1, {"id":7,"password":"<secret>"}'

    def test_positional_arguments_that_may_be_secrets_are_not_told(
        self, not_found: type[Problem], invalid: type[Problem]
    ) -> None:
        """A secret param may have been meant; a class of the service's own may take them."""

        class OfTheService(not_found):  # type: ignore[valid-type, misc]
            def __init__(self, token: str) -> None:
                super().__init__(order_id=token[:2])
                self._token = self.token = token

        for problem in (invalid("s3cret"), OfTheService("s3cret")):
            assert problem.args == ("s3cret",)
            assert "s3cret" not in str(fields(problem))

    def test_attributes_that_are_no_params_are_not_told(self, not_found: type[Problem]) -> None:
        """Neither private ones nor others."""
        problem = not_found(order_id="o")
        before = fields(problem)
        problem._private = problem.extra = problem.status_code = "s3cret"  # type: ignore[attr-defined]
        assert fields(problem) == before

    def test_a_canary_is_found_where_it_belongs(self, not_found: type[Problem]) -> None:
        """Texts of exceptions, causes and notes are for the log; locals and private names never."""
        canaries = {what: f"canary-{what}" for what in ("text", "cause", "note")}
        hidden = {what: f"canary-{what}" for what in ("local", "private", "attribute")}

        def find() -> None:
            local = hidden["local"]
            try:
                try:
                    raise KeyError(canaries["cause"])
                except KeyError as error:
                    raise ValueError(canaries["text"]) from error
            except ValueError as error:
                problem = not_found(order_id="o_1", customer="c_1")
                problem.add_note(canaries["note"])
                problem._private = hidden["private"]  # type: ignore[attr-defined]
                problem.attribute = hidden["attribute"]  # type: ignore[attr-defined]
                assert local
                raise problem from error

        with pytest.raises(not_found) as caught:
            find()
        problem = caught.value
        answer = (problem.to_json().decode(), problem.headers, problem.to_dict(), problem.detail)
        assert "canary" not in str(answer)
        said = str(fields(problem))
        assert all(canary in said for canary in canaries.values())
        assert not any(canary in said for canary in hidden.values())


class TestLogging:
    """The standard library's logging takes the fields as they are."""

    @pytest.mark.parametrize("level", [logging.INFO, logging.ERROR])
    def test_the_fields_are_extra_to_a_record(
        self, not_found: type[Problem], caplog: pytest.LogCaptureFixture, level: int
    ) -> None:
        """No field has the name of an attribute that a record has of itself."""
        problem = not_found("wrongly", order_id="o_1", filter={"a": 1}, instance="/o")
        problem.__cause__ = KeyError("o_1")
        problem.add_note("a note")
        caplog.clear()
        with caplog.at_level(level):
            logging.getLogger("shop").log(level, "answered", extra=fields(problem))
        (record,) = caplog.records
        for name, value in fields(problem).items():
            assert "." in name
            assert vars(record)[name] == value

    def test_no_other_part_of_errbook_is_loaded(self) -> None:
        """The module is light: the run time and a few built-in modules."""
        script = (
            "import sys, errbook; before = set(sys.modules); import errbook.logs;"
            "print(*sorted(set(sys.modules) - before))"
        )
        folder = str(Path(errbook.__file__).parents[1])
        done = subprocess.run(
            [
                sys.executable,
                "-I",
                "-S",
                "-c",
                f"import sys; sys.path.insert(0, {folder!r})\n{script}",
            ],
            capture_output=True,
            text=True,
            check=True,
        )
        assert set(done.stdout.split()) <= {"errbook.logs", "itertools", "operator", "_operator"}


CAUSES = st.builds(
    hostile,
    st.sampled_from([Exception, BaseException, KeyError, OSError, ClientProblem]),
    st.sets(st.sampled_from(SPECIAL)),
    ANSWERS,
) | st.builds(ValueError, ANYTHING)


@given(ANYTHING, ANYTHING, ANYTHING, ANYTHING, st.lists(CAUSES, max_size=3), st.tuples(ANYTHING))
def test_the_fields_of_a_problem_never_fail(
    not_found: type[Problem],
    order_id: Any,
    given_: Any,
    notes: Any,
    id_: Any,
    causes: list[BaseException],
    args: tuple[Any],
) -> None:
    """Whatever it holds, its fields are there, short and plain, and so is its code."""
    problem = not_found(*args, order_id=order_id, filter=given_, customer=given_, instance=given_)
    problem.__notes__ = notes
    error: BaseException = problem
    for cause in causes:
        BaseException.__dict__["__cause__"].__set__(error, cause)
        error = cause
    token = request_id.set(id_)
    try:
        found = fields(problem)
    finally:
        request_id.reset(token)
    assert found["error.type"] == "orders.not_found"
    assert found["http.response.status_code"] == 404
    assert bool(causes) is ("exception.cause" in found)
    for name, value in found.items():
        assert "." in name
        assert type(value) in (str, int, float, bool)
        if isinstance(value, str):
            assert len(value) <= MAX_TEXT
            value.encode()
        elif isinstance(value, float):
            assert math.isfinite(value)
        else:
            assert -(2**63) <= value < 2**63


SECRETS = """
password passwd passphrase pwd secret token credential credentials authorization cookie cookies otp
totp pin cvv cvc ssn signature bearer jwt
api_key apiKey ApiKey APIKey api-key API_KEY apikey APIKEY x_api_key X-Api-Key api_keys apiKeys
private_key privateKey access_key secret_key signing_key encryption_key license_key licence_key
ssh_key master_key root_key rootKey auth_key webhook_key session_id sessionId session-id sessionid
access_token accessToken refreshToken id_token authtoken OAuth2Token csrf_token tokens
db_password dbpassword old_password newPassword password1 password_2 passWord pass_phrase
client_secret clientSecret clientsecret secrets aws_secret_access_key access_key_secret
Authorization Proxy-Authorization Set-Cookie authorization_header basic_auth user.password
token_value password_hash secret_string private_key_pem pin_code otp_code token_data cookie_jar
password_reset_link ssn_last4 key_secret id_of_the_token token_id_token used_token password_used
PIN CVV2 user_pin card_cvc card_number cardNumber signature_hex input_secrets
token_passed_in new_api_key user_credentials_json
"""

FACTS = (
    """
key_id api_key_id apiKeyId root_key_id token_type token_count max_tokens maxTokens tokens_used
tokensUsed password_length secret_name token_expires_at tokenExpiresAt token_expires_in
token_expires_in_seconds session_token_id credential_ids apiKeyIDs access_key_id
min_password_length password_attempts max_password_attempts input_tokens total_tokens
tokens_per_minute remaining_tokens max_api_keys total_secrets number_of_tokens token_limit
has_password is_token_valid requires_otp needsPin password_required cookie_name token_scopes
signature_algorithm signature_version private_key_fingerprint api_key_prefix token_valid_until
key keys public_key ssh_public_key primary_key cache_key idempotency_key partition_key sort_key
keyboard monkey turkey spinner shipping pinned opinion pass password_policy tokenizer secretary
author authored authorized authentication order_id customer status x_request_id user_name
compass bypass passenger cookiecutter otpless
"""
    + "\n"
)


@pytest.mark.parametrize("name", SECRETS.split())
def test_a_secret_is_known_by_its_name(name: str) -> None:
    """However its words are joined, and whatever else is said of it."""
    assert is_secret(name)


@pytest.mark.parametrize("name", FACTS.split())
def test_a_fact_about_a_secret_is_none(name: str) -> None:
    """Its id, its type, its length, how many there are; nor is a word that merely looks like it."""
    assert not is_secret(name)


@given(ANY_TEXT)
def test_any_text_may_be_asked_about(name: str) -> None:
    """The keys of a dict are not always names."""
    assert is_secret(name) in (True, False)
    assert is_secret(f"the_{name[:100]}_password")
    assert not is_secret("")


def test_a_name_without_end_is_a_secret_as_far_as_it_is_read() -> None:
    """What it may end in is not known."""
    assert is_secret("password" + "_x" * 10**6 + "_id")
