"""The C-CDA reader, on one document that holds an entry of every kind."""

from __future__ import annotations

from pathlib import Path

from priorauth.intake.ccda import read_ccda
from tests.fuzz.harness import Harness
from tests.intake.documents import (
    ALLERGIES,
    CPT,
    ENCOUNTERS,
    GIVEN,
    HCPCS,
    MEDICINES,
    MIGRAINE,
    OPTIONS,
    ORGANIZATION,
    PAYERS,
    PROBLEMS,
    PROCEDURES,
    allergy,
    at,
    author,
    code,
    document,
    dose,
    during,
    every,
    indication,
    medicine,
    policy,
    problem,
    procedure,
    section,
)

_TAKEN = medicine("Topiramate 50 MG", None, every("12", "h"), dose("50"), indication(MIGRAINE))
_DOCUMENT = document(
    section(PROBLEMS, problem(), text='<td ID="p1">Migraine</td>'),
    section(MEDICINES, _TAKEN, medicine("Propranolol", during("2024"), author(), mood="INT", status="active")),
    section(GIVEN, medicine("Botox", at("20260302"), dose("155", "[U]"))),
    section(ALLERGIES, allergy("Amitriptyline", "Drowsiness")),
    section(PROCEDURES, procedure(code(CPT, "64615")), procedure(code(HCPCS, "J0585"))),
    section(ENCOUNTERS, '<encounter classCode="ENC" moodCode="EVN"/>'),
    section(PAYERS, policy()),
    header=author(inside=ORGANIZATION),
)


def read(content: bytes, folder: Path) -> None:
    """Read content as one document."""
    path = folder / "record.xml"
    path.write_bytes(content)
    for _ in read_ccda(path, OPTIONS):
        pass


HARNESS = Harness(
    read=read,
    seeds=(_DOCUMENT.encode(), document().encode("utf-16"), b"<ClinicalDocument/>", b"<!DOCTYPE a>"),
    words=("nullFlavor", "negationInd", 'moodCode="INT"', 'value="2024"', "<low/>", "&#0;", "<![CDATA[", "sdtc:"),
)
