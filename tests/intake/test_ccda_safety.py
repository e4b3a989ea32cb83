"""Whatever stands in a file, reading it gives cases or one sentence, in bounded time and memory."""

from __future__ import annotations

import resource
from pathlib import Path
from time import monotonic

import pytest

from priorauth.errors import CaseFileError
from priorauth.intake.ccda import read_ccda
from priorauth.intake.ccda.xml import DEEPEST, read_xml
from tests.intake.documents import OPTIONS, document

LAUGHS = """<?xml version="1.0"?><!DOCTYPE lol [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">
<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><ClinicalDocument>&c;</ClinicalDocument>"""
FETCH = '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]><ClinicalDocument>&f;</ClinicalDocument>'
REMOTE = '<!DOCTYPE ClinicalDocument SYSTEM "http://localhost/x.dtd"><ClinicalDocument/>'
PARAMETER = '<!DOCTYPE x [<!ENTITY % p SYSTEM "file:///etc/passwd">%p;]><ClinicalDocument/>'


def refusal(path: Path) -> str:
    with pytest.raises(CaseFileError) as caught:
        list(read_ccda(path, OPTIONS))
    return str(caught.value)


def refusal_of(folder: Path, content: bytes) -> str:
    path = folder / "record.xml"
    path.write_bytes(content)
    return refusal(path)


@pytest.mark.parametrize("text", [LAUGHS, FETCH, REMOTE, PARAMETER])
def test_a_document_type_declaration_is_refused_with_all_it_could_do(tmp_path: Path, text: str) -> None:
    assert refusal_of(tmp_path, text.encode()) == (
        "record.xml, line 1: holds a document type declaration, which is not safe and has no place in C-CDA. "
        "Export the document anew as C-CDA."
    )


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (b"", "line 1: not XML (no element found)"),
        (b"{}", "line 1: not XML (not well-formed (invalid token))"),
        (b"%PDF-1.7\n\xe2\xe3", "line 1: not XML (not well-formed (invalid token))"),
        (b"<html><body>Log in<br></body></html>", "line 1: not XML (mismatched tag)"),
        (b"<html><body>Log in</body></html>", "line 1: expected a ClinicalDocument of HL7"),
        (b"\n<Bundle xmlns='http://hl7.org/fhir'/>", "line 2: expected a ClinicalDocument of HL7"),
        (b"<ClinicalDocument>\n<a>", "line 2: not XML (no element found)"),
        (b"<ClinicalDocument>&amp;&nbsp;</ClinicalDocument>", "line 1: not XML (undefined entity)"),
        (b"<ClinicalDocument>\n\n\xe9</ClinicalDocument>", "line 3: not XML (not well-formed (invalid token))"),
        (b'<?xml version="1.0" encoding="x-none"?><a/>', "line 1: its encoding cannot be read"),
        (b'<?xml version="1.0" encoding="base64"?><a/>', "line 1: its encoding cannot be read"),
        (b'<?xml version="1.0" encoding="shift_jis"?><a/>', "line 1: its encoding cannot be read"),
        (b"<q:ClinicalDocument/>", "line 1: not XML (unbound prefix)"),
    ],
)
def test_what_is_not_c_cda_is_refused_with_file_and_line(tmp_path: Path, content: bytes, expected: str) -> None:
    assert refusal_of(tmp_path, content) == f"record.xml, {expected}. Export the document anew as C-CDA."


def test_a_file_that_was_cut_off_is_refused_without_its_values(tmp_path: Path) -> None:
    whole = document()
    message = refusal_of(tmp_path, whole[: whole.index("</name>")].encode())

    assert message.startswith("record.xml, line 6: not XML (")
    assert "Example" not in message


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16", "iso-8859-1", "windows-1252", "us-ascii"])
def test_a_document_may_be_in_another_encoding_as_long_as_it_says_so(tmp_path: Path, encoding: str) -> None:
    name = "Zoe" if encoding == "us-ascii" else "Zoë"
    text = document(name=f"<name><given>{name}</given><family>Example</family></name>")
    declared = encoding.removesuffix("-sig")
    path = tmp_path / "record.xml"
    path.write_bytes(text.replace("UTF-8", declared).encode(encoding))
    (imported,) = read_ccda(path, OPTIONS)

    assert imported.case.patient.given == name


def test_another_encoding_than_declared_is_refused(tmp_path: Path) -> None:
    text = document(name="<name><given>Zoë</given><family>Example</family></name>")

    assert "line 6: not XML (not well-formed (invalid token))" in refusal_of(tmp_path, text.encode("iso-8859-1"))


def test_a_file_of_a_hundred_megabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "record.xml"
    with path.open("wb") as file:
        file.write(b"<ClinicalDocument>")
        file.truncate(100_000_000)
    began = monotonic()

    assert refusal(path) == "record.xml: larger than 50 MB. Export a shorter time, or without attachments."
    assert monotonic() - began < 1


@pytest.mark.parametrize(("most", "fits"), [(len(document().encode()), True), (len(document().encode()) - 1, False)])
def test_a_document_may_be_so_large(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, fits: bool) -> None:
    monkeypatch.setattr("priorauth.intake.ccda.xml.MOST_BYTES", most)
    path = tmp_path / "record.xml"
    path.write_bytes(document().encode())

    assert (len(list(read_ccda(path, OPTIONS))) == 1) if fits else ("larger than" in refusal(path))


def test_the_limit_holds_where_a_file_does_not_tell_its_size(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("priorauth.intake.ccda.xml.MOST_BYTES", 1000)
    path = Path("/dev/zero")

    assert "larger than" in refusal(path) or "not XML" in refusal(path)


@pytest.mark.parametrize(("most", "fits"), [(3, True), (2, False)])
def test_a_document_may_hold_so_many_elements(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most: int, fits: bool
) -> None:
    monkeypatch.setattr("priorauth.intake.ccda.xml.MOST_ELEMENTS", most)
    path = tmp_path / "record.xml"
    path.write_bytes(b"<ClinicalDocument><a/><b/></ClinicalDocument>")

    assert (read_xml(path).name == "ClinicalDocument") if fits else ("elements" in refusal(path))


@pytest.mark.parametrize(("inside", "fits"), [(DEEPEST - 1, True), (DEEPEST, False)])
def test_elements_may_stand_so_deep_inside_one_another(tmp_path: Path, inside: int, fits: bool) -> None:
    path = tmp_path / "record.xml"
    path.write_text(f"<ClinicalDocument>{'<a>' * inside}{'</a>' * inside}</ClinicalDocument>")

    assert (read_xml(path).name == "ClinicalDocument") if fits else ("inside one another" in refusal(path))


def test_millions_of_elements_take_bounded_time_and_memory(tmp_path: Path) -> None:
    path = tmp_path / "record.xml"
    path.write_bytes(b"<ClinicalDocument>" + b"<a/>" * 5_000_000)
    before, began = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, monotonic()

    assert "more than 500,000 elements" in refusal(path)
    assert monotonic() - began < 20
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 400_000


def test_a_path_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    assert "cannot be read (No such file or directory)" in refusal(tmp_path / "none.xml")
