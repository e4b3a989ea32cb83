"""Payers' forms: read, filled, drawn, and never cut short."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
import pytest
from pypdf import PdfReader

from priorauth.errors import FormError
from priorauth.packet.case_facts import values_for_forms
from priorauth.packet.form_map import Filling, FormMap
from priorauth.render.form_fields import read_fields
from priorauth.render.form_fill import FilledForm, fill_form
from priorauth.render.form_text import Face, fit
from tests.forms import MULTILINE, form, text
from tests.samples import sample

FACTS = values_for_forms(sample("aetna_initial_ready"))


def filled(fields: dict[str, str | Filling], content: bytes | None = None, **values: str) -> FilledForm:
    known = FACTS | values
    mapping = FormMap(fields={key: Filling(fact=one) if isinstance(one, str) else one for key, one in fields.items()})
    return fill_form(content or form(), mapping, known, case_id="case-1", name="form.pdf")


def values_of(done: FilledForm) -> dict[str, Any]:
    fields = PdfReader(BytesIO(done.content)).get_fields() or {}
    return {name: one.get("/V") for name, one in fields.items()}


def page_text(done: FilledForm, number: int = 0) -> str:
    result = BytesIO()
    with pikepdf.open(BytesIO(done.content)) as pdf:
        pdf.flatten_annotations()  # what a field shows, and not what it stores
        for page in pdf.pages:
            page.obj["/Annots"] = pikepdf.Array()
        pdf.save(result)
    return PdfReader(result).pages[number].extract_text()


def test_fields_are_listed_with_kind_length_and_options() -> None:
    found = {one.name: one for one in read_fields(form(), "form.pdf")}

    assert (found["Patient Name"].kind, found["Patient Name"].required) == ("text", True)
    assert found["Patient Name"].label == "Patient name"
    assert (found["Member ID"].most, found["Clinical Notes"].lines) == (11, True)
    assert (found["Initial request"].kind, found["Initial request"].options) == ("check box", ("Yes",))
    assert (found["Place of service"].kind, found["Place of service"].options) == (
        "radio buttons",
        ("Office", "Hospital"),
    )
    assert (found["State"].kind, found["State"].options) == ("choice", ("CT", "NY", "OH"))


def test_text_is_stored_and_drawn() -> None:
    done = filled({"Patient Name": "patient.name", "DOB": "patient.born", "State": "request.state"})

    assert values_of(done)["Patient Name"] == "Maria Sample"
    assert values_of(done)["State"] == "CT"
    assert "Maria Sample" in page_text(done)
    assert "03/17/1984" in page_text(done)


def test_letters_of_other_languages_are_drawn() -> None:
    done = filled({"Patient Name": "name"}, name="José Müller-Łukasiewicz, Şebnem Ñandú")

    assert "José Müller-Łukasiewicz, Şebnem Ñandú" in page_text(done)


def test_a_letter_that_the_font_lacks_is_said_and_not_dropped() -> None:
    with pytest.raises(FormError, match="field Patient Name has a letter that the font lacks"):
        filled({"Patient Name": "name"}, name="山田")


@pytest.mark.parametrize(("value", "behind"), [("W1234567890", False), ("W12345678901", True)])
def test_a_comb_takes_as_many_letters_as_it_has_cells(value: str, behind: bool) -> None:
    done = filled({"Member ID": "id"}, id=value)

    assert bool(done.addendum) is behind
    assert len(PdfReader(BytesIO(done.content)).pages) == 1 + behind
    assert behind or values_of(done)["Member ID"] == value


def test_what_does_not_fit_stands_whole_on_the_addendum() -> None:
    told = " ".join(f"word{number}" for number in range(400))
    done = filled({"Clinical Notes": "notes", "Diagnosis": "code"}, notes=told, code="G43.709 and more than fits here")

    assert done.addendum == ("Clinical Notes", "Diagnosis")
    assert values_of(done)["Clinical Notes"] == "see addendum, item 1"
    assert values_of(done)["Diagnosis"].startswith(("see addendum", "addendum"))
    addendum = page_text(done, 1)
    assert all(f"word{number}" in addendum for number in range(400))
    assert "G43.709 and more than fits here" in addendum


def test_text_of_several_lines_is_wrapped_inside_its_field() -> None:
    told = "headache on most days of the month " * 6
    done = filled({"Clinical Notes": "notes"}, notes=told.strip())

    assert done.addendum == ()
    assert page_text(done).count("\n") >= 2
    assert " ".join(page_text(done).split()).count("headache on most days of the month") == 6


@pytest.mark.parametrize(
    ("letters", "expected"), [(25, 12), (26, 11), (38, 8), (39, None)], ids=["large", "less", "least", "too long"]
)
def test_a_size_that_the_form_leaves_open_goes_down_to_8_points(letters: int, expected: int | None) -> None:
    # a capital M is 0.727 of the size wide in this font; the field leaves 224 of its 228 points
    found = fit(Face(), "M" * letters, (228, 18), 0, lines=False)

    assert (found and found.size) == expected


@pytest.mark.parametrize(
    ("kind", "initial", "continuation"), [("initial", "/Yes", "/Off"), ("continuation", "/Off", "/Yes")]
)
def test_boxes_are_ticked_by_the_value_of_a_fact(kind: str, initial: str, continuation: str) -> None:
    boxes: dict[str, str | Filling] = {
        "Initial request": Filling(fact="kind", when="initial"),
        "Continuation": Filling(fact="kind", when="continuation"),
    }
    found = values_of(filled(boxes, kind=kind))

    assert (found["Initial request"], found["Continuation"]) == (initial, continuation)


def test_a_radio_button_is_set_on_its_own_place_alone() -> None:
    place = Filling(fact="request.place_of_service", options={"11": "Office"})
    done = filled({"Place of service": place})

    with pikepdf.open(BytesIO(done.content)) as pdf:
        states = [str(one["/AS"]) for one in pdf.pages[0]["/Annots"] if "/Parent" in one]
    assert states == ["/Office", "/Off"]
    assert values_of(done)["Place of service"] == "/Office"


def test_a_value_that_is_none_of_the_options_is_named_and_not_written() -> None:
    done = filled({"State": "state", "Place of service": "place"}, state="TX", place="Moon")

    assert done.refused == ("State", "Place of service")
    assert values_of(done)["State"] is None


def test_required_fields_that_stay_empty_are_named() -> None:
    assert filled({"DOB": "patient.born"}).missing == ("Patient Name", "Office Use")
    assert filled({"Patient Name": "patient.name"}).missing == ("Office Use",)


def test_a_field_drawn_twice_is_filled_twice() -> None:
    kids = [text("x", place) for place in ((300, 330, 400, 348), (300, 300, 400, 318))]
    for kid in kids:
        del kid["/T"], kid["/FT"]
    twice = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("Again"), Ff=0, Kids=pikepdf.Array(kids))
    done = filled({"Again": "patient.name"}, form(extra=(twice,)))

    assert page_text(done).count("Maria Sample") == 2


def test_the_same_input_gives_the_same_bytes() -> None:
    fields: dict[str, str | Filling] = {"Patient Name": "patient.name", "Diagnosis": "diagnosis.text"}

    assert filled(fields).content == filled(fields).content


def test_no_patient_stands_in_the_metadata() -> None:
    with pikepdf.open(BytesIO(filled({"Patient Name": "patient.name"}).content)) as pdf:
        assert "Sample" not in str(dict(pdf.docinfo))


def test_a_viewer_has_nothing_to_draw_anew() -> None:
    with pikepdf.open(BytesIO(filled({"DOB": "patient.born"}, form(xfa="both")).content)) as pdf:
        assert not {"/XFA", "/NeedAppearances"} & set(pdf.Root.AcroForm)


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"no PDF", "is no PDF"),
        (form(encrypted=True), "locked with a password"),
        (form(xfa="only"), "an XFA form"),
        (b"", "is no PDF"),
    ],
    ids=["text", "locked", "XFA", "empty"],
)
def test_a_file_that_is_no_form_is_refused_in_a_sentence(content: bytes, why: str) -> None:
    with pytest.raises(FormError, match=why):
        read_fields(content, "form.pdf")


def test_a_mapping_of_another_form_is_refused() -> None:
    with pytest.raises(FormError, match=r"form\.pdf has no field Shoe size"):
        filled({"Shoe size": "patient.name"})


def test_a_plain_page_is_no_form() -> None:
    result = BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        pdf.save(result)

    with pytest.raises(FormError, match="is without fields"):
        read_fields(result.getvalue(), "page.pdf")


def test_flags_of_the_parent_hold_for_its_parts() -> None:
    part = pikepdf.Dictionary(
        Type=pikepdf.Name.Annot,
        Subtype=pikepdf.Name.Widget,
        T=pikepdf.String("Reason"),
        Rect=pikepdf.Array([300, 200, 400, 260]),
    )
    whole = pikepdf.Dictionary(FT=pikepdf.Name.Tx, T=pikepdf.String("Part A"), Ff=MULTILINE, Kids=pikepdf.Array([part]))
    found = {one.name: one for one in read_fields(form(extra=(whole,)), "form.pdf")}

    assert found["Part A.Reason"].lines
