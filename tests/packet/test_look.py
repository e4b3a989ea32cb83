"""How a packet looks for one clinic: every choice is printed, hashed, and made again as it was."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from priorauth.api import prepare_packet
from priorauth.case.house_style import Letterhead, Paper, Wording
from priorauth.case.profile import Profile
from priorauth.errors import PictureRefused, SettingsError
from priorauth.packet.look import PLAIN, Look, look_of
from priorauth.render.documents import letter_file
from priorauth.render.templates import fill
from priorauth.render.text_faults import faults_in, read_back
from tests.samples import contents_of, policy_of, sample

SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 13"><path d="M1 12 L20 1 L39 12 Z"/></svg>'


def picture(kind: str, mode: str) -> bytes:
    result = BytesIO()
    Image.new(mode, (60, 20)).save(result, kind)
    return result.getvalue()


def look_with(path: Path, content: bytes) -> Look:
    path.write_bytes(content)
    return look_of(Profile(letterhead=Letterhead(logo=path, logo_text="A hill by a river")))


def letter(name: str = "aetna_initial_ready", **wording: str) -> str:
    look = Look(wording=Wording.model_validate(wording))
    return " ".join(fill("letter/letter.html.j2", contents_of(sample(name)), look=look).split())


@pytest.mark.parametrize(
    ("name", "wording", "words"),
    [
        (
            "aetna_initial_ready",
            {},
            "<p>To the reviewer: I request authorization to begin treatment with Botox for Maria",
        ),
        ("aetna_continuation_ready", {}, "<p>To the reviewer: I request authorization to continue"),
        ("aetna_appeal_ready", {}, "<p>To the reviewer of appeals: this is a formal appeal"),
        ("aetna_initial_ready", {"salutation": "dear_reviewer"}, "<p>Dear Reviewer: I request"),
        ("aetna_appeal_ready", {"salutation": "dear_reviewer"}, "<p>Dear Reviewer: this is a formal appeal"),
        ("uhc_resubmission_ready", {"salutation": "medical_director"}, "<p>To the medical director: I request"),
        ("aetna_initial_ready", {"patient": "named_above"}, "Botox for the patient named above, 42 years old, whose"),
        ("aetna_appeal_ready", {"patient": "named_above"}, "Botox for the patient named above, 42 years old, whose"),
        ("aetna_initial_ready", {"closing": "sincerely"}, "<p>Sincerely,</p>"),
        ("aetna_initial_ready", {"closing": "respectfully"}, "<p>Respectfully,</p>"),
        ("aetna_initial_ready", {"closing": "thank_you"}, "<p>Thank you for your review.</p>"),
    ],
)
def test_each_choice_of_words_stands_in_the_letter(name: str, wording: dict[str, str], words: str) -> None:
    assert words in letter(name, **wording)


def test_without_a_closing_nothing_stands_there() -> None:
    assert "Sincerely" not in letter()
    assert "Thank you" not in letter()


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("logo.svg", SVG.encode()),
        ("logo.png", picture("PNG", "RGB")),
        ("logo.png", picture("PNG", "RGBA")),
        ("logo.png", picture("PNG", "1")),
        ("logo.jpg", picture("JPEG", "RGB")),
        ("logo.jpg", picture("JPEG", "L")),
        ("logo.txt", picture("JPEG", "RGB")),
    ],
)
def test_a_logo_is_drawn_with_its_text_and_the_same_bytes_come_twice(tmp_path: Path, name: str, content: bytes) -> None:
    look = look_with(tmp_path / name, content)
    contents = contents_of(sample("aetna_initial_ready"))

    first, second = (letter_file(contents, look=look) for _ in range(2))

    assert first == second
    assert first.content != letter_file(contents).content
    assert first.pages == 2
    assert faults_in(read_back(first.content)) == []
    assert 'alt="A hill by a river"' in fill("letter/letter.html.j2", contents, look=look)


def test_a_logo_without_words_of_its_own_is_that_of_the_practice(tmp_path: Path) -> None:
    (tmp_path / "logo.svg").write_text(SVG)
    profile = Profile.model_validate(
        {"practice": {"name": "Riverbend"}, "letterhead": {"logo": str(tmp_path / "logo.svg")}}
    )

    assert look_of(profile).logo_text == "Logo of Riverbend"
    assert look_of(profile.model_copy(update={"practice": None})).logo_text == "Logo of the practice"
    assert look_of(Profile()) == PLAIN


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"GIF89a", r"The logo .*logo\.png is neither PNG, JPEG nor SVG\. Save it as one of them\."),
        (b"\xff\xd8\xff\xe0nonsense", "begins like a JPEG and cannot be read as one"),
        (picture("JPEG", "CMYK"), r"a JPEG for a printing press \(CMYK\)"),
        (SVG.replace("<path", "<text>x</text><path").encode(), "holds <text>"),
    ],
)
def test_a_logo_that_cannot_be_used_is_named(tmp_path: Path, content: bytes, message: str) -> None:
    with pytest.raises(PictureRefused, match=message):
        look_with(tmp_path / "logo.png", content)


def test_a_missing_logo_is_named(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match=r"nobody\.svg: the logo cannot be read .* correct logo in the profile"):
        look_of(Profile(letterhead=Letterhead(logo=tmp_path / "nobody.svg")))


def test_every_choice_is_a_part_of_what_is_signed(tmp_path: Path) -> None:
    logo = look_with(tmp_path / "logo.svg", SVG.encode())
    changes: list[dict[str, Any]] = [
        {"paper": Paper.A4},
        {"wording": Wording.model_validate({"salutation": "dear_reviewer"})},
        {"wording": Wording.model_validate({"closing": "sincerely"})},
        {"wording": Wording.model_validate({"patient": "named_above"})},
        {"logo": logo.logo, "logo_text": logo.logo_text},
        {"logo": logo.logo, "logo_text": "Another text"},
    ]
    case = sample("aetna_initial_gap_member_id")
    looks = [PLAIN, *(PLAIN.model_copy(update=change) for change in changes)]
    signed = {prepare_packet(case, policy=policy_of(case).id, look=one).manifest.content_sha256 for one in looks}

    assert len(signed) == len(changes) + 1
