"""What is kept between documents changes no byte, holds no patient's words for long, and touches nobody else."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
import weasyprint
from hypothesis import given, settings

from priorauth.api import prepare_packet
from priorauth.errors import RenderError
from priorauth.render import memoised
from priorauth.render.memoised.memory import Kept, memory
from priorauth.render.pdf import lay_out
from tests.packets import packet_of
from tests.render.pages import DOCUMENTS, PICTURE, SHEETS
from tests.samples import sample

ROOT = Path(__file__).parents[2]
PAGE = '<html lang="en"><head><title>Page</title></head><body><p>{}</p></body></html>'
EVERY_PAPER = (
    "aetna_appeal_ready",
    "aetna_continuation_ready",
    "aetna_exception_ready",
    "aetna_initial_gap_purpose",
    "aetna_initial_not_met_age",
    "aetna_initial_ready_expedited",
    "uhc_initial_ready",
    "uhc_resubmission_ready",
)
DIGESTS = """
import json
from tests.render.test_memoised import digests
print(json.dumps(digests()))
"""


def digests() -> dict[str, str]:
    files = ((name, file) for name in EVERY_PAPER for file in packet_of(name, with_chart=True).files)
    return {f"{name}/{file.path}": sha256(file.content).hexdigest() for name, file in files}


def kept_words() -> str:
    return " ".join(str(key) for kept in (memory.lines, memory.whole, memory.drawn) for key in kept)


def test_every_kind_of_paper_has_the_same_bytes_with_and_without() -> None:
    plain = subprocess.run(
        (sys.executable, "-c", DIGESTS),
        cwd=ROOT,
        env={"PRIORAUTH_MEMOISED": "off"},
        capture_output=True,
        check=True,
        text=True,
    )

    assert memoised.usable()
    assert digests() == json.loads(plain.stdout)


@settings(max_examples=12)
@given(html=DOCUMENTS, sheets=SHEETS)
def test_documents_made_at_random_have_the_same_bytes_with_and_without(html: str, sheets: tuple[str, ...]) -> None:
    def laid_out(kept: bool) -> bytes | str:
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(memoised, "usable", lambda: kept)
            try:
                return lay_out(html, *sheets, pictures={"p": PICTURE}).content
            except RenderError as error:
                return str(error)
            except AttributeError as error:  # a fault of WeasyPrint's own: both ways must have it
                return repr(error)

    assert laid_out(kept=False) == laid_out(kept=True) == laid_out(kept=True)


def test_words_of_one_packet_are_gone_when_it_is_done_and_words_of_several_stay() -> None:
    memory.clear()
    memory.seen.clear()
    lay_out(PAGE.format("Prior authorization"), "letter.css")
    lay_out(PAGE.format("Maria Sample"), "letter.css")
    assert "Maria Sample" in kept_words()

    memoised.end_packet()
    assert kept_words() == ""

    lay_out(PAGE.format("Prior authorization"), "letter.css")
    lay_out(PAGE.format("Ana Example"), "letter.css")
    memoised.end_packet()
    assert "Prior authorization" in kept_words()
    assert "Ana Example" not in kept_words()


def test_no_name_number_or_birthday_of_a_sample_stays() -> None:
    memory.clear()
    memory.seen.clear()
    case = sample("aetna_initial_ready")
    prepare_packet(case)

    assert case.coverage is not None
    assert memory.seen
    assert not any(word and word in kept_words() for word in (case.patient.family, case.coverage.member_id))


def test_a_warning_stops_every_time_not_only_the_first() -> None:
    for _ in range(3):
        with pytest.raises(RenderError, match=r"no-such-property|unknown property"):
            lay_out(PAGE.replace("<p>", '<p style="no-such-property: 1">').format("x"), "letter.css")
        with pytest.raises(RenderError, match="notdef"):
            lay_out(PAGE.format("\u0378"), "letter.css")


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        (lambda patch: None, True),
        (lambda patch: patch.setenv("PRIORAUTH_MEMOISED", "off"), False),
        (lambda patch: patch.setattr(weasyprint, "__version__", "70.1"), False),
    ],
    ids=["as installed", "switched off", "another WeasyPrint"],
)
def test_it_is_used_with_the_proven_weasyprint_only_and_can_be_switched_off(
    change: Callable[[pytest.MonkeyPatch], None], expected: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("PRIORAUTH_MEMOISED", raising=False)
    change(monkeypatch)

    assert memoised.usable() is expected


def test_weasyprint_is_left_as_it_was() -> None:
    from weasyprint.layout import block
    from weasyprint.text.line_break import Layout

    before = block.resolve_percentages, Layout.setup, weasyprint.css.StyleFor
    lay_out(PAGE.format("x"), "letter.css")

    assert (block.resolve_percentages, Layout.setup, weasyprint.css.StyleFor) == before
    assert not hasattr(Layout, "__getattr__")


def test_what_is_kept_is_bounded() -> None:
    kept: Kept[int] = Kept(3)
    for number in range(10):
        kept.keep(number, number)

    assert dict(kept) == {9: 9}
