"""The wording of every letter and checklist, whole, so that a change is reviewed as wording."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.packet.checklist import checklist_contents
from priorauth.policy.outline import outline
from priorauth.policy.registry import all_policies, policy_by_id
from priorauth.render.templates import fill
from priorauth.review.conclude import review
from priorauth.review.finding import Readiness
from tests.office_papers import papers
from tests.samples import NAMES, READY, letter_html, packet_html, policy_of, process_of, sample

FOLDER = Path(__file__).parent / "golden"
PAPERS = dict(papers())
LETTERS = [name for name in NAMES if "_not_met_" not in name]
PACKETS = [*READY, "medicare_initial_gap_outpatient"]


def _hold_against_golden(text: str, name: str, *, rewrite: bool) -> None:
    path = FOLDER / name
    if rewrite:
        FOLDER.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    golden = path.read_text(encoding="utf-8") if path.exists() else ""

    assert text == golden, f"{name} differs: read the difference as wording, then `make golden`"


@pytest.mark.parametrize("name", LETTERS)
def test_letter(name: str, rewrite_golden: bool) -> None:
    _hold_against_golden(letter_html(sample(name)), f"letter_{name}.html", rewrite=rewrite_golden)


@pytest.mark.parametrize("name", PACKETS)
def test_packet(name: str, rewrite_golden: bool) -> None:
    _hold_against_golden(packet_html(sample(name)), f"packet_{name}.html", rewrite=rewrite_golden)


@pytest.mark.parametrize("name", NAMES)
def test_checklist(name: str, rewrite_golden: bool) -> None:
    case = sample(name)
    policy = policy_of(case)
    reviewed = review(case, policy)
    written = reviewed.readiness is not Readiness.NOT_MET
    html = fill(
        "checklist/checklist.html.j2",
        checklist_contents(case, policy, reviewed, process_of(case), letter_written=written),
    )

    _hold_against_golden(html, f"checklist_{name}.html", rewrite=rewrite_golden)


@pytest.mark.parametrize("file", PAPERS)
def test_office_paper(file: str, rewrite_golden: bool) -> None:
    _hold_against_golden(PAPERS[file], file, rewrite=rewrite_golden)


@pytest.mark.parametrize("policy_id", [policy.id for policy in all_policies()])
def test_outline(policy_id: str, rewrite_golden: bool) -> None:
    text = outline(policy_by_id(policy_id))

    _hold_against_golden(text, f"outline_{policy_id.replace('/', '_')}.md", rewrite=rewrite_golden)


def test_no_golden_file_is_left_over() -> None:
    expected = {f"letter_{name}.html" for name in LETTERS}
    expected |= {f"packet_{name}.html" for name in PACKETS}
    expected |= {f"checklist_{name}.html" for name in NAMES}
    expected |= set(PAPERS)
    expected |= {f"outline_{policy.id.replace('/', '_')}.md" for policy in all_policies()}

    assert {path.name for path in FOLDER.iterdir()} == expected
