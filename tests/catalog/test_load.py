"""A folder becomes a catalog: what is inherited, what is found, and that nothing else is raised."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from errbook.catalog import Entry, load, read_catalog
from errbook.exceptions import CatalogError, UsageError

MANIFEST = """\
errbook: 1
name: Keys API
code: err:{category}:{name}
type: https://example.com/{category}/{name}
params:
  key_id: {type: string, as: keyId}
groups:
  err:keys:
    title: Keys
    headers: {Retry-After: "5", X-Group: keys}
    retryable: true
    fixable_by: operator
"""
GONE = "code: err:keys:gone\nstatus: 410\ntitle: Gone\nsummary: The key was deleted.\n"


def _folder(tmp_path: Path, definitions: str = GONE, manifest: str = MANIFEST) -> Path:
    (tmp_path / "catalog.yaml").write_text(manifest, "utf-8")
    (tmp_path / "errors.yaml").write_text(definitions, "utf-8")
    return tmp_path


def _entry(tmp_path: Path, definition: str, manifest: str = MANIFEST) -> Entry:
    (entry,) = load(_folder(tmp_path, definition, manifest))
    return entry


def test_an_entry_has_what_follows_from_its_code(tmp_path: Path) -> None:
    """Type, group, module and class."""
    entry = _entry(tmp_path, GONE)
    assert entry.type == "https://example.com/keys/gone"
    assert entry.group == "err:keys"
    assert (*entry.module, entry.class_name) == ("keys", "Gone")


def test_an_entry_inherits_from_its_group(tmp_path: Path) -> None:
    """Headers one by one, whatever their case; what the definition says itself goes before."""
    entry = _entry(tmp_path, f"{GONE}retryable: false\nheaders: {{retry-after: '9'}}\n")
    assert entry.headers == {"retry-after": "9", "X-Group": "keys"}
    assert entry.retryable is False
    assert entry.fixable_by == "operator"


def test_an_entry_has_the_notes_of_its_groups_behind_its_own(tmp_path: Path) -> None:
    """Those of the innermost group first: what is nearest to the error comes before the rest."""
    groups = "groups:\n  err:keys:\n    notes:\n      - {kind: tip, text: Of all keys.}\n"
    manifest = MANIFEST.partition("groups:")[0] + groups
    entry = _entry(tmp_path, f"{GONE}notes: [{{text: Of this one.}}]\n", manifest)
    assert [(note.kind, note.text) for note in entry.notes] == [
        ("note", "Of this one."),
        ("tip", "Of all keys."),
    ]


def test_an_entry_takes_up_shared_params(tmp_path: Path) -> None:
    """Hidden ones are no members; constants are no arguments."""
    params = "params:\n  key_id: {use: key_id}\n  log_id: {expose: false}\n  kind: {const: key}\n"
    entry = _entry(tmp_path, GONE + params)
    assert list(entry.exposed) == ["key_id", "kind"]
    assert list(entry.arguments) == ["key_id", "log_id"]
    assert entry.params["key_id"].wire("key_id") == "keyId"


def test_a_type_may_be_pinned_or_left_to_the_page(tmp_path: Path) -> None:
    """Pinned by the definition, made by the template, or the path of the page."""
    assert _entry(tmp_path, f"{GONE}type: about:blank\n").type == "about:blank"
    plain = "errbook: 1\nname: Keys API\ncode: err:{category}:{name}\n"
    assert _entry(tmp_path, GONE, plain).type == "/errors/keys/gone"


def test_files_are_read_from_all_folders_but_hidden_ones(tmp_path: Path) -> None:
    """Both endings count, folders do not, and the order is that of the codes."""
    root = _folder(tmp_path)
    for path, name in (("deep/er/one.yml", "b"), ("two.yaml", "a"), (".git/three.yaml", "c")):
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(GONE.replace("gone", name), "utf-8")
    (root / "folder.yaml").mkdir()
    reading = read_catalog(root)
    assert reading.files == 4
    assert reading.findings == []
    assert [code.rpartition(":")[2] for code in load(root).entries] == ["a", "b", "gone"]


def test_a_former_code_leads_to_the_present_one(tmp_path: Path) -> None:
    """`find` takes either, and knows no other."""
    catalog = load(_folder(tmp_path, f"{GONE}aliases: [err:keys:deleted]\n"))
    assert catalog.find("err:keys:deleted") is catalog.find("err:keys:gone") is not None
    assert catalog.find("err:keys:other") is None
    assert len(catalog) == 1


def test_groups_are_those_that_have_members(tmp_path: Path) -> None:
    """Declared ones come first, in the manifest's order; a title is made where none is given."""
    manifest = (
        MANIFEST.replace("err:{category}:", "err:{system}:{category}:")
        .replace("/{category}/", "/{system}-{category}/")
        .replace("err:keys:", "err:b:keys:")
    )
    codes = ("err:a:rate-limits:x", "err:b:apis:y", "err:b:keys:z", "err:b:keys:w")
    root = _folder(
        tmp_path, "---\n".join(GONE.replace("err:keys:gone", code) for code in codes), manifest
    )
    groups = load(root).groups
    assert list(groups) == ["err:a", "err:b", "err:b:keys", "err:a:rate-limits", "err:b:apis"]
    assert [group.title for group in groups.values()] == ["A", "B", "Keys", "Rate limits", "Apis"]
    assert [entry.code.name for entry in groups["err:b:keys"].entries] == ["w", "z"]
    assert groups["err:b"].below == ("err:b:keys", "err:b:apis")
    assert [group.prefix for group in load(root).top_groups] == ["err:a", "err:b"]


def test_what_can_be_used_is_there_beside_what_cannot(tmp_path: Path) -> None:
    """A broken document claims its codes, so that nobody calls them unknown, and is no entry."""
    broken = "---\ncode: err:keys:lost\naliases: ['err:keys:missing']\ntitle: 'Lost\n"
    catalog = read_catalog(_folder(tmp_path, GONE + broken)).catalog
    assert catalog is not None
    assert list(catalog.entries) == ["err:keys:gone"]
    assert {"err:keys:gone", "err:keys:lost", "err:keys:missing"} <= catalog.claimed
    assert [document.place().line for document in catalog.unusable] == [6]


def test_a_file_that_is_not_utf8_claims_its_codes(tmp_path: Path) -> None:
    """One wrong byte makes no code unknown."""
    root = _folder(tmp_path, manifest=f"{MANIFEST}fallbacks: {{'404': err:keys:lost}}\n")
    lost = GONE.replace("gone", "lost").encode() + b"detail: \xff\n"
    (root / "lost.yaml").write_bytes(lost)
    assert [finding.rule for finding in read_catalog(root).findings] == ["EB110"]


def test_loading_what_is_broken_raises_with_every_finding(tmp_path: Path) -> None:
    """The message counts them and quotes the first."""
    root = _folder(tmp_path, GONE.replace("410", "200") + "titel: Gone\n")
    with pytest.raises(
        CatalogError, match=r"cannot be used: 2 errors; the first: .*EB203"
    ) as caught:
        load(root)
    assert [finding.rule for finding in caught.value.findings] == ["EB203", "EB104"]


@pytest.mark.parametrize(
    ("name", "message"),
    [("nowhere", "does not exist"), ("catalog.yaml", "is not a folder"), ("empty", "errbook init")],
)
def test_where_there_is_no_catalog_the_message_says_what_to_do(
    tmp_path: Path, name: str, message: str
) -> None:
    """No folder, no folder but a file, and no manifest in it are three mistakes."""
    (_folder(tmp_path) / "empty").mkdir()
    with pytest.raises(UsageError, match=message):
        load(tmp_path / name)


def test_a_manifest_that_is_no_text_is_told_from_one_with_mistakes(tmp_path: Path) -> None:
    """Only the first cannot be read at all."""
    root = _folder(tmp_path, manifest="errbook: 2\n")
    assert not read_catalog(root).unreadable
    (root / "catalog.yaml").write_bytes(b"\xff")
    assert read_catalog(root).unreadable


PIECES = [
    *("code: err:keys:gone\n", "status: 410\n", "title: ", "summary: ", "detail: ", "params:\n"),
    *("  key_id: {type: string}\n", "{key_id}", "scenarios:\n", "  - ", "aliases: [", "headers: {"),
    *("\n", "\r\n", "\r", "\t", "  ", "- ", "? ", ": ", "&a ", "*a ", "!t ", "<<: ", "#", " #"),
    *("'", '"', "\\", "\\u", "\\ud800", "[", "]", "{", "}", ", ", "|", ">", "---\n", "...\n", "%"),
    *("@", "`", "~", "null", "true", "1e3", "0x", "é", "😀", "\u2028", "\x85", "\ufeff", "\x00"),
]
any_bytes = st.one_of(
    st.binary(max_size=300),
    st.text(max_size=100).map(str.encode),
    st.lists(st.sampled_from(PIECES), max_size=40).map(lambda pieces: "".join(pieces).encode()),
)


@settings(deadline=None)
@given(any_bytes, st.sampled_from(("errors.yaml", "catalog.yaml")))
def test_any_bytes_give_a_catalog_or_findings(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, name: str
) -> None:
    """Nothing in a definition or a manifest raises, and every place is one that the file has."""
    root = tmp_path_factory.getbasetemp() / "any-bytes"
    root.mkdir(exist_ok=True)
    _folder(root)
    (root / name).write_bytes(data)
    reading = read_catalog(root)
    assert reading.catalog is not None or reading.findings
    text = data.decode("utf-8-sig", "replace").replace("\r\n", "\n").replace("\r", "\n")
    widths = [len(line) for line in text.split("\n")]
    for finding in reading.findings:
        if finding.place.path == root / name:
            assert 1 <= finding.place.line <= len(widths)
            assert 1 <= finding.place.column <= widths[finding.place.line - 1] + 1
