"""Code schemes: taking codes apart, putting them together, and the names made from them."""

import keyword
import string

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from errbook.catalog.scheme import Code, CodeScheme, SchemeError, class_name, module_name, unsafe

UNKEY = CodeScheme("err:{system}:{category}:{name}")
ERRNO = CodeScheme("E{number}")
MIXED = CodeScheme("{area}{number}")
SCHEMES = [
    UNKEY,
    ERRNO,
    MIXED,
    CodeScheme("{name}"),
    CodeScheme("{category}.{name}"),
    CodeScheme("{{{a}}}-{b}"),
]

every_scheme = pytest.mark.parametrize("scheme", SCHEMES, ids=lambda scheme: scheme.template)


def _code(text: str, scheme: CodeScheme = UNKEY) -> Code:
    code = scheme.parse(text)
    assert code is not None
    return code


def test_a_code_is_taken_apart() -> None:
    """Values, groups and the page's path follow from the code."""
    code = _code("err:unkey:data:key_not_found")
    assert code.values == {"system": "unkey", "category": "data", "name": "key_not_found"}
    assert code.name == "key_not_found"
    assert code.levels == ("unkey", "data")
    assert code.groups == ("err:unkey", "err:unkey:data")
    assert code.path == "unkey/data/key_not_found"


@pytest.mark.parametrize(
    ("scheme", "text"),
    [
        (UNKEY, "err:unkey:data"),
        (UNKEY, "err:unkey:data:key:not_found"),
        (UNKEY, "err:unkey::key_not_found"),
        (UNKEY, "ERR:unkey:data:key_not_found"),
        (UNKEY, "err:unkey:data:key not found"),
        (UNKEY, "err:unkey:data:key_not_found\n"),
        (UNKEY, "err:unkey:data:clé"),
        (ERRNO, "E"),
        (ERRNO, "E1x"),
        (ERRNO, "E١"),
        (MIXED, "404"),
    ],
)
def test_a_code_that_does_not_fit_is_none(scheme: CodeScheme, text: str) -> None:
    """Too few parts, too many, empty ones, other characters."""
    assert scheme.parse(text) is None


def test_the_last_field_takes_what_is_left() -> None:
    """What parts the fields before it may stand in it: names have dots and hyphens of their own."""
    code = _code("auth-token-expired", CodeScheme("{category}-{name}"))
    assert code.values == {"category": "auth", "name": "token-expired"}


@pytest.mark.parametrize(
    ("template", "message"),
    [
        ("err", "names no field"),
        ("{name}:{name}", "names a field twice"),
        ("{a}{b}", "nothing between `{a}` and `{b}`"),
        ("{number}{name}", "nothing between `{number}` and `{name}`"),
        ("{a.b}", "is no template: `{a.b}` has an attribute"),
        ("{a", "is no template: a `{` that is never closed"),
    ],
)
def test_a_scheme_that_cannot_tell_codes_apart_is_refused(template: str, message: str) -> None:
    """The message says why."""
    with pytest.raises(SchemeError) as caught:
        CodeScheme(template)
    assert message in str(caught.value)


values = st.text(string.ascii_letters + string.digits + "._~-", min_size=1)


@every_scheme
@given(data=st.data())
def test_what_is_formatted_is_parsed_back(scheme: CodeScheme, data: st.DataObject) -> None:
    """A code that fits has one way to be taken apart: the one it was made in."""
    made = {
        field: data.draw(st.from_regex("[0-9]+", fullmatch=True) if field == "number" else values)
        for field in scheme.fields
    }
    assume(scheme is not MIXED or not any(c.isdigit() for c in made["area"]))
    stops = {part[0] for part in scheme.parts[1:] if part not in scheme.fields}
    assume(not any(stop in value for stop in stops for value in [*made.values()][:-1]))
    assume(not any(stop in [*made.values()][-1] for stop in stops if scheme.parts[-1] == stop))
    code = _code(scheme.format(**made), scheme)
    assert code.values == made


@every_scheme
@given(text=st.text() | values)
def test_what_is_parsed_is_formatted_back(scheme: CodeScheme, text: str) -> None:
    """Nothing of a code is lost, and no text breaks the parser."""
    code = scheme.parse(text)
    if code is not None:
        assert scheme.format(**code.values) == text == str(code)
        assert all(text.startswith(group) for group in code.groups)
        assert all(scheme.group(group) is not None for group in code.groups)


def test_a_group_is_written_as_its_codes_start() -> None:
    """Every prefix that ends with a level is a group; anything else is none."""
    assert UNKEY.group("err:unkey") == ("unkey",)
    assert UNKEY.group("err:unkey:data") == ("unkey", "data")
    assert UNKEY.group("err:unkey:data:key_not_found") is None
    assert UNKEY.group("unkey") is None
    assert UNKEY.group_forms == ("err:{system}", "err:{system}:{category}")
    assert ERRNO.group_forms == ()


@pytest.mark.parametrize(
    "name", ["con", "NUL", "lpt1.txt", ".hidden", "..", "dot.", "index", "Index", "x" * 101]
)
def test_a_code_whose_page_is_no_file_everywhere_is_unsafe(name: str) -> None:
    """Reserved on Windows, hidden, outside of the folder, or the group's own page."""
    assert unsafe(_code(f"err:unkey:data:{name}"))


@given(values, values, values)
def test_a_safe_code_stays_in_its_folder(system: str, category: str, name: str) -> None:
    """No part of a path that passes is empty, leads upwards or is absolute."""
    code = _code(f"err:{system}:{category}:{name}")
    if unsafe(code) is None:
        assert len(code.path.split("/")) == 3
        assert not any(part.startswith(".") for part in code.path.split("/"))


@pytest.mark.parametrize(
    ("scheme", "text", "template", "name"),
    [
        (UNKEY, "err:unkey:data:key_not_found", None, "KeyNotFound"),
        (UNKEY, "err:unkey:data:key-not.found", None, "KeyNotFound"),
        (UNKEY, "err:unkey:data:URLTooLong", None, "URLTooLong"),
        (UNKEY, "err:unkey:data:error", None, "Error_"),
        (UNKEY, "err:unkey:data:none", None, "None_"),
        (UNKEY, "err:unkey:data:2fa_missing", None, "Err2faMissing"),
        (UNKEY, "err:unkey:data:~", None, "Err"),
        (UNKEY, "err:unkey:data:gone", "{category}_{name}_error", "DataGoneError"),
        (ERRNO, "E42", None, "E42"),
    ],
)
def test_a_class_is_named_after_its_code(
    scheme: CodeScheme, text: str, template: str | None, name: str
) -> None:
    """The last field in CamelCase, or the manifest's template."""
    assert class_name(_code(text, scheme), template, scheme) == name


@given(values, values)
def test_every_code_has_names_in_python(category: str, name: str) -> None:
    """Whatever the code, its class and module are identifiers and no keywords."""
    code = _code(f"err:unkey:{category}:{name}")
    for made in (class_name(code, None, UNKEY), module_name(category)):
        assert made.isidentifier()
        assert not keyword.iskeyword(made)
