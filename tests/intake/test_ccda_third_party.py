"""Documents that others made, such as HL7's examples: all are read or refused, and nothing is in a case by itself.

They are not part of this project. PRIORAUTH_CCDA names a folder of them; without it, ../shared/ccda is looked for.
"""

from __future__ import annotations

import os
from datetime import date
from pathlib import Path

import pytest

from priorauth.case.evidence import evidence_in
from priorauth.case.model import Case
from priorauth.case.read import parse_case
from priorauth.clinical.codes import is_chronic_migraine
from priorauth.errors import CaseFileError
from priorauth.intake.ccda import read_ccda
from priorauth.intake.fhir import ImportOptions

FOLDER = Path(os.environ.get("PRIORAUTH_CCDA") or Path(__file__).parents[2].parent / "shared" / "ccda")
FILES = sorted(path for path in FOLDER.rglob("*") if path.suffix.lower() == ".xml")
OPTIONS = ImportOptions(as_of=date(2026, 6, 1))
CHRONIC = ("G43.7", "G437", "G43.E", "G43E", "124171000119105", "427419006")
TOXIN = ("64615", "J058", "botulinum", "botox", "dysport", "xeomin", "myobloc", "daxxify")

pytestmark = pytest.mark.skipif(not FILES, reason="no C-CDA documents at ../shared/ccda or in PRIORAUTH_CCDA")


def cases() -> list[tuple[str, Case]]:
    found = []
    for path in FILES:
        refused: list[CaseFileError] = []
        text = path.read_text(encoding="utf-8", errors="replace")
        found += [(text, one.case) for one in read_ccda(path, OPTIONS, refused.append)]
    return found


@pytest.fixture(scope="module")
def read() -> list[tuple[str, Case]]:
    return cases()


def test_all_documents_are_cases_or_one_sentence(read: list[tuple[str, Case]]) -> None:
    assert read
    for _, case in read:
        assert parse_case(case.model_dump_json(exclude_defaults=True).encode(), "case.json") == case


def test_chronic_migraine_and_toxins_are_in_a_case_only_where_the_document_names_them(
    read: list[tuple[str, Case]],
) -> None:
    for text, case in read:
        if any(is_chronic_migraine(one.code) for one in case.diagnoses) or case.headaches.chronic_since:
            assert any(code in text for code in CHRONIC)
        if case.toxin_treatments:
            assert any(word in text.lower() for word in TOXIN)


def test_what_a_case_quotes_stands_in_the_document(read: list[tuple[str, Case]]) -> None:
    for text, case in read:
        plain = " ".join(text.replace("&amp;", "&").replace("&lt;", "<").replace("&gt;", ">").split())
        for evidence in evidence_in(case):
            # a quote may have been put together from a cell with marks inside
            assert evidence.quote is None or evidence.quote.split()[0] in plain
            assert evidence.dated is None or evidence.dated.strftime("%Y%m%d") in text or str(evidence.dated) in text
