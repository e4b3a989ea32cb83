"""A folder of the clinic's own templates: what may lie in it, and what it changes."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.api import prepare_packet, read_look
from priorauth.case.profile import Profile
from priorauth.errors import RenderError, SettingsError
from priorauth.packet.files import Packet
from priorauth.packet.look import Look
from priorauth.render.own_templates import LARGEST, our_names, our_text, read_own_templates
from priorauth.render.text_faults import read_back
from tests.packets import packet_of
from tests.samples import policy_of, sample

TITLE = "letter/initial_title.html.j2"


def put(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def look_of_folder(folder: Path) -> Look:
    return read_look(Profile(), templates=folder)


def packet(look: Look, name: str = "aetna_initial_ready") -> Packet:
    case = sample(name)
    return prepare_packet(case, policy=policy_of(case).id, look=look)


def test_a_file_takes_the_place_of_ours_and_may_include_others(tmp_path: Path) -> None:
    put(tmp_path, TITLE, "{% include 'own/greeting.html.j2' %}{% include 'ours/letter/initial_title.html.j2' %}")
    put(tmp_path, "own/greeting.html.j2", "From Riverbend: ")
    put(tmp_path, "README.md", "ours")
    put(tmp_path, ".DS_Store", "")

    made = packet(look_of_folder(tmp_path))

    letter = next(file for file in made.files if file.kind == "draft letter")
    assert "From Riverbend: Letter of medical necessity" in read_back(letter.content)[0].text
    assert list(made.manifest.made_of.own_templates_sha256) == [TITLE, "own/greeting.html.j2"]
    assert [file.path for file in made.files if file.kind == "template"] == [
        f"office/templates/{TITLE}",
        "office/templates/own/greeting.html.j2",
    ]


def test_an_unchanged_copy_of_every_file_of_ours_changes_no_page(tmp_path: Path) -> None:
    for name in our_names():
        put(tmp_path, name, our_text(name))

    made, plain = packet(look_of_folder(tmp_path)), packet(Look())

    kinds = {"draft packet", "draft letter", "checklist", "note template", "portal sheet"}
    assert [file for file in made.files if file.kind in kinds] == [file for file in plain.files if file.kind in kinds]
    assert made.manifest.content_sha256 != plain.manifest.content_sha256


def test_any_change_of_a_template_changes_what_is_signed(tmp_path: Path) -> None:
    put(tmp_path, TITLE, "A title")
    first = packet(look_of_folder(tmp_path)).manifest.content_sha256
    put(tmp_path, TITLE, "A title.")
    second = packet(look_of_folder(tmp_path)).manifest.content_sha256

    assert len({first, second, packet_of("aetna_initial_ready").manifest.content_sha256}) == 3


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("letter/bdy.html.j2", r"letter/bdy\.html\.j2: none of our templates .* Did you mean letter/body\.html\.j2\?"),
        ("body.html.j2", "none of our templates has this name"),
        ("letter/body.html", r"Did you mean letter/body\.html\.j2\?"),
        ("own/style.css", "none of our templates has this name"),
        ("own/Greeting.html.j2", "name it in small letters"),
        ("style/fonts/SourceSans3-Regular.ttf", "none of our templates has this name"),
    ],
)
def test_a_file_that_takes_no_place_of_ours_is_refused(tmp_path: Path, name: str, message: str) -> None:
    put(tmp_path, name, "x")

    with pytest.raises(RenderError, match=message):
        read_own_templates(tmp_path)


@pytest.mark.parametrize(
    ("content", "message"),
    [(b"a" * (LARGEST + 1), "more than 200 KB"), (b"\xff\xfe", "no text in UTF-8")],
)
def test_a_file_that_is_no_page_of_text_is_refused(tmp_path: Path, content: bytes, message: str) -> None:
    put(tmp_path, TITLE, "").write_bytes(content)

    with pytest.raises(RenderError, match=message):
        read_own_templates(tmp_path)


def test_the_largest_file_is_read(tmp_path: Path) -> None:
    put(tmp_path, TITLE, "a" * LARGEST)

    assert len(read_own_templates(tmp_path)[0].text) == LARGEST


@pytest.mark.parametrize("is_folder", [False, True])
def test_a_link_is_refused_wherever_it_leads(tmp_path: Path, *, is_folder: bool) -> None:
    folder, elsewhere = tmp_path / "own", tmp_path / "elsewhere"
    put(elsewhere, "body.html.j2", "secret")
    folder.mkdir()
    if is_folder:
        (folder / "letter").symlink_to(elsewhere, target_is_directory=True)
    else:
        (folder / "letter").mkdir()
        (folder / "letter" / "body.html.j2").symlink_to(elsewhere / "body.html.j2")

    with pytest.raises(RenderError, match="is a link"):
        read_own_templates(folder)


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no folder of templates"):
        read_own_templates(tmp_path / "nobody")


LEFT_OUT = [
    ("shared/draft.html.j2", "", "the DRAFT mark at the top"),
    ("style/letter.css", "@import url(asset:letter.css);\n.draft { display: none }", "the DRAFT mark at the top"),
    ("style/letter.css", "@import url(asset:letter.css);\n.draft { color: #fff }", "the DRAFT mark at the top"),
    ("style/letter.css", "@import url(asset:letter.css);\n.draft { font-size: 2pt }", "the DRAFT mark at the top"),
    ("letter/request.html.j2", "<p>Botox</p>", "the code J0585; .*the quantity of 64615"),
    ("letter/criteria.html.j2", "", "an answer to a criterion"),
    ("letter/signature.html.j2", "", "the prescriber's NPI"),
    ("packet/crosswalk.html.j2", "", "clause initial.1 and its answer"),
    ("packet/index.html.j2", "", "the index of exhibits"),
    ("exhibits/own.html.j2", "<section class='exhibit' id='{{ exhibit.letter }}'>x</section>", "the stamp of Exhibit"),
    ("style/packet.css", "@import url(asset:packet.css);\n@page exhibit { @top-right { content: none } }",
     "the stamp of Exhibit"),
    ("checklist/checklist.html.j2", "{% extends 'shared/page.html.j2' %}{% block title %}x{% endblock %}",
     "the checklist leaves out what it must show: the mark of the class office"),
]  # fmt: skip


@pytest.mark.parametrize(("name", "text", "missing"), LEFT_OUT, ids=lambda value: value[:45])
def test_a_template_that_leaves_out_what_must_be_shown_is_refused(
    tmp_path: Path, name: str, text: str, missing: str
) -> None:
    put(tmp_path, name, text)

    with pytest.raises(RenderError, match=missing):
        packet(look_of_folder(tmp_path))


@pytest.mark.parametrize(
    ("name", "text", "place"),
    [
        (TITLE, "\n{{ nome }}", f"Your template {TITLE}, line 2: 'nome' is undefined"),
        (TITLE, "\n\n{% if %}", f"Your template {TITLE}, line 3: Expected an expression"),
        (TITLE, "x\n{{ patient.model_dump() }}", f"Your template {TITLE}, line 2: model_dump is not open to templates"),
        (TITLE, 'x\n<p style="colour: red">x</p>', f"Your {TITLE}, line 2: The page layout reported: Ignored `colour"),
        (
            "style/letter.css",
            "@import url(asset:letter.css);\n\n.re { colour: red }",
            "Your style/letter.css, line 3: The page layout reported: Ignored `colour: red ` at 3:7",
        ),
    ],
)
def test_a_broken_template_names_file_and_line(tmp_path: Path, name: str, text: str, place: str) -> None:
    put(tmp_path, name, text)

    with pytest.raises(RenderError) as caught:
        packet(look_of_folder(tmp_path))

    assert str(caught.value).startswith(place)
    assert "Nothing was written." in str(caught.value)
