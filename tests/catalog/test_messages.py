"""The near name that a message proposes."""

import pytest

from errbook.catalog.messages import did_you_mean

CODES = ["err:keys:not_found", "err:keys:deleted", "err:apis:not_found"]


@pytest.mark.parametrize(
    ("word", "known", "near"),
    [
        ("titel", ["title", "status"], "title"),
        ("post", ["GET", "POST"], "POST"),
        ("severity", ["title", "status"], None),
        ("err:keys:not_fund", CODES, "err:keys:not_found"),
        ("err:api:not_found", CODES, "err:apis:not_found"),
        ("err:keys:gone", CODES, None),
        ("x", [], None),
        ("", CODES, None),
    ],
)
def test_a_near_name_is_proposed(word: str, known: list[str], near: str | None) -> None:
    """Case does not matter, and sharing a group is not being near."""
    assert did_you_mean(word, known) == (f", did you mean `{near}`?" if near else "")


@pytest.mark.parametrize(
    "word",
    ["err:g5:key_512_not_fund", "err:g5:kye_512_not_found", "er:g5:key_512_not_found"],
)
def test_one_slip_anywhere_is_seen_among_thousands(word: str) -> None:
    """Of many names only the likely ones are compared, and the right one is among them."""
    codes = [f"err:g{number // 100}:key_{number}_not_found" for number in range(5000)]
    assert did_you_mean(word, codes) == ", did you mean `err:g5:key_512_not_found`?"
