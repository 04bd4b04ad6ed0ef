"""Fresh values, and the places of samples."""

from __future__ import annotations

import re
import uuid

import pytest

from errbook.verify.samples import Samples, fresh


@pytest.mark.parametrize(
    ("sample", "form"),
    [
        ("payments", r"payments[0-9a-f]{8}"),
        ("user_1234", r"user_1234_[0-9a-f]{8}"),
        ("my-api", r"my-api-[0-9a-f]{8}"),
        ("com.example", r"com\.example\.[0-9a-f]{8}"),
        ("My API", r"My API [0-9a-f]{8}"),
        ("ada@mail.example", r"ada[0-9a-f]{8}@mail\.example"),
        ("1234", r"[1-9][0-9]{8}"),
        ("123456789012", r"[1-9][0-9]{11}"),
    ],
)
def test_a_fresh_value_is_of_the_kind_of_its_sample(sample: str, form: str) -> None:
    """What takes the one takes the other; and it is another one every time."""
    made = {fresh(sample) for _ in range(20)}
    assert len(made) == 20
    assert all(re.fullmatch(form, one) for one in made)


def test_a_fresh_uuid_is_one() -> None:
    """In the place of a UUID."""
    assert uuid.UUID(fresh("6c2a1f0e-6b0f-4f6e-9a43-5b0a7d0c2f11")).version == 4


@pytest.mark.parametrize(
    ("sample", "text", "expected"),
    [
        ("key_1", "key_1", "NEW"),
        ("key_1", "key_12", "key_12"),
        ("key_1", "my_key_1", "my_key_1"),
        ("key_1", "a.key_1.b", "a.NEW.b"),
        ("key_1", "key_1key_1 key_1", "key_1key_1 NEW"),
        ("/keys", "/v2/keys/1", "/v2NEW/1"),
        ("a.b", "a.b axb", "NEW axb"),
        ("ü", "ü über", "NEW über"),
    ],
)
def test_a_sample_is_replaced_where_it_stands_for_itself(
    sample: str, text: str, expected: str
) -> None:
    """Not inside of a longer word."""
    assert Samples({sample: "NEW"}).text(text) == expected


def test_the_longest_sample_counts() -> None:
    """And what has taken a sample's place is not looked at again."""
    samples = Samples({"key 1": "key", "key": "one"})
    assert samples.text("key 1, key") == "key, one"


def test_a_later_value_takes_the_place_of_an_earlier_one() -> None:
    """The earlier samples are left as they were."""
    first = Samples({"a": "1", "b": "2"})
    second = first | {"a": "3"}
    assert (first.text("a b"), second.text("a b")) == ("1 2", "3 2")
