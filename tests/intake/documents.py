"""Small builders of synthetic C-CDA documents, all of one patient, and the shortest way to import them."""

from __future__ import annotations

from pathlib import Path

from priorauth.case.model import Case
from priorauth.intake.ccda import read_ccda
from priorauth.intake.fhir import Imported, ImportOptions
from tests.intake.records import ANOTHER_NPI, OPTIONS, VALID_NPI

__all__ = ["ANOTHER_NPI", "OPTIONS", "VALID_NPI"]

ICD10CM = "2.16.840.1.113883.6.90"
SNOMED = "2.16.840.1.113883.6.96"
RXNORM = "2.16.840.1.113883.6.88"
CPT = "2.16.840.1.113883.6.12"
HCPCS = "2.16.840.1.113883.6.285"
NPI = "2.16.840.1.113883.4.6"
NUCC = "2.16.840.1.113883.6.101"

PROBLEMS = "11450-4"
MEDICINES = "10160-0"
GIVEN = "29549-3"
ALLERGIES = "48765-2"
PROCEDURES = "47519-4"
ENCOUNTERS = "46240-8"
PAYERS = "48768-6"
PLAN = "18776-5"

_PROBLEM = '<templateId root="2.16.840.1.113883.10.20.22.4.4" extension="2015-08-01"/>'
_ALLERGY = '<templateId root="2.16.840.1.113883.10.20.22.4.7" extension="2014-06-09"/>'
_DEFAULT_NAME = '<name use="L"><given>Jane</given><given>Q.</given><family>Example</family></name>'


def code(system: str, value: str, display: str = "", *inside: str, tag: str = "code") -> str:
    """Return a coded element; ``inside`` it stand translations, original text, qualifiers."""
    words = f' displayName="{display}"' if display else ""
    kind = ' xsi:type="CD"' if tag == "value" else ""
    return f'<{tag}{kind} code="{value}" codeSystem="{system}"{words}>{"".join(inside)}</{tag}>'


def value(system: str, said: str, display: str = "", *inside: str) -> str:
    """Return a coded value."""
    return code(system, said, display, *inside, tag="value")


CHRONIC_MIGRAINE = value(SNOMED, "124171000119105", "Chronic intractable migraine without aura")
MIGRAINE = value(SNOMED, "37796009", "Migraine")
HYPERTENSION = value(SNOMED, "38341003", "Hypertension")


def during(low: str | None = None, high: str | None = None) -> str:
    """Return an interval; an end that begins with a letter is a nullFlavor."""
    ends = "".join(
        f'<{name} nullFlavor="{on}"/>' if on[0].isalpha() else f'<{name} value="{on}"/>'
        for name, on in (("low", low), ("high", high))
        if on
    )
    return f'<effectiveTime xsi:type="IVL_TS">{ends}</effectiveTime>'


def at(when: str) -> str:
    """Return a point in time."""
    return f'<effectiveTime value="{when}"/>'


def author(npi: str = VALID_NPI, time: str = "20240203", person: str = "Ada", inside: str = "") -> str:
    """Return the author of an entry, a neurologist."""
    return f"""<author><time value="{time}"/><assignedAuthor><id root="{NPI}" extension="{npi}"/>
        {code(NUCC, "2084N0400X", "Neurology")}<telecom value="tel:+1(555)555-0100"/><assignedPerson><name>
        <given>{person}</given><family>Sample</family><suffix>MD</suffix></name></assignedPerson>
        {inside}</assignedAuthor></author>"""


ORGANIZATION = """<representedOrganization><name>Example Neurology</name><telecom value="tel:+1(555)555-0101"/>
    <addr><streetAddressLine>1 Sample Road</streetAddressLine><city>Springfield</city><state>IL</state>
    <postalCode>62701</postalCode></addr></representedOrganization>"""


def related(kind: str, inside: str) -> str:
    """Return a relation to another act."""
    return f'<entryRelationship typeCode="{kind}">{inside}</entryRelationship>'


def observation(inside: str, attributes: str = "", identity: str = "") -> str:
    """Return an observation that took place."""
    known = f'<id root="{identity}"/>' if identity else ""
    return f'<observation classCode="OBS" moodCode="EVN" {attributes}>{known}{inside}</observation>'


def problem_status(standing: str) -> str:
    """Return the status of a problem, by its SNOMED CT code."""
    return related("REFR", observation(f'<code code="33999-4"/>{value(SNOMED, standing)}'))


def problem(
    said: str = CHRONIC_MIGRAINE,
    time: str | None = None,
    *more: str,
    concern: str = "active",
    attributes: str = "",
    identity: str = "9.1",
) -> str:
    """Return a problem since 3 February 2024 inside its concern; ``more`` stands in the observation."""
    lasted = during("20240203") if time is None else time
    inside = f'{_PROBLEM}<statusCode code="completed"/>{lasted}{said}{"".join(more)}'
    return f"""<act classCode="ACT" moodCode="EVN"><statusCode code="{concern}"/>
        {related("SUBJ", observation(inside, attributes, identity))}</act>"""


def medicine(
    words: str | None = "Topiramate 50 MG Oral Tablet",
    time: str | None = None,
    *more: str,
    status: str = "completed",
    mood: str = "EVN",
    attributes: str = "",
    coded: str = "",
) -> str:
    """Return a medicine taken from 10 January to 20 May 2025; ``more`` stands in the administration."""
    drug = coded or (f"<code><originalText>{words}</originalText></code>" if words else '<code nullFlavor="UNK"/>')
    lasted = during("20250110", "20250520") if time is None else time
    return f"""<substanceAdministration classCode="SBADM" moodCode="{mood}" {attributes}><id root="9.2"/>
        <statusCode code="{status}"/>{lasted}{"".join(more)}<consumable><manufacturedProduct><manufacturedMaterial>
        {drug}</manufacturedMaterial></manufacturedProduct></consumable></substanceAdministration>"""


def indication(said: str, identity: str = "") -> str:
    """Return for what a medicine or a procedure is given."""
    return related("RSON", observation(f'<statusCode code="completed"/>{said}', identity=identity))


def every(count: str, unit: str) -> str:
    """Return a frequency."""
    return f'<effectiveTime xsi:type="PIVL_TS" operator="A"><period value="{count}" unit="{unit}"/></effectiveTime>'


def dose(amount: str, unit: str = "mg") -> str:
    """Return a dose."""
    return f'<doseQuantity value="{amount}" unit="{unit}"/>'


def allergy(
    words: str = "topiramate",
    *reactions: str,
    time: str = "",
    concern: str = "active",
    attributes: str = "",
    more: str = "",
) -> str:
    """Return an intolerance recorded on 1 August 2023, with the words of its reactions."""
    shown = "".join(
        related("MFST", observation(f"<value><originalText>{said}</originalText></value>")) for said in reactions
    )
    substance = f"""<participant typeCode="CSM"><participantRole><playingEntity><code>
        <originalText>{words}</originalText></code></playingEntity></participantRole></participant>"""
    inside = f"{_ALLERGY}{time}{substance}{shown}{more}"
    return f"""<act classCode="ACT" moodCode="EVN"><statusCode code="{concern}"/>
        <effectiveTime><low value="20230801"/></effectiveTime>
        {related("SUBJ", observation(inside, attributes, "9.3"))}</act>"""


def procedure(coded: str, time: str | None = None, *more: str, status: str = "completed", attributes: str = "") -> str:
    """Return a procedure of 2 March 2026."""
    when = at("20260302") if time is None else time
    return f"""<procedure classCode="PROC" moodCode="EVN" {attributes}><id root="9.4"/>{coded}
        <statusCode code="{status}"/>{when}{"".join(more)}</procedure>"""


def policy(payer: str = "Example Health", member: str = "W123", time: str = "", first: str = "", more: str = "") -> str:
    """Return a coverage with one policy."""
    number = f'<sequenceNumber value="{first}"/>' if first else ""
    return f"""<act classCode="ACT" moodCode="EVN"><statusCode code="completed"/><entryRelationship typeCode="COMP">
        {number}<act classCode="ACT" moodCode="EVN"><statusCode code="completed"/><performer><assignedEntity>
        <code code="PAYOR"/><representedOrganization><name>{payer}</name></representedOrganization></assignedEntity>
        </performer><participant typeCode="COV"><time>{time}</time><participantRole>
        <id root="1.9" extension="{member}"/></participantRole></participant>{more}</act></entryRelationship></act>"""


def section(kind: str, *entries: str, text: str = "", inside: str = "", attributes: str = "") -> str:
    """Return a section with its narrative."""
    inner = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f"""<component><section {attributes}><code code="{kind}"/><title>A title</title><text>{text}</text>
        {inside}{inner}</section></component>"""


def document(
    *sections: str,
    name: str = _DEFAULT_NAME,
    born: str = "19800405",
    person: str = "",
    ids: str = '<id root="1.5" extension="MRN-1"/>',
    dated: str = "20260528",
    header: str = "",
    identity: str = "d1",
    kind: str = "34133-9",
) -> str:
    """Return a document of 28 May 2026."""
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3" xmlns:sdtc="urn:hl7-org:sdtc"
    xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
  <id root="1.7" extension="{identity}"/><code code="{kind}"/><title>Record of Jane Q. Example</title>
  <effectiveTime value="{dated}"/>
  <recordTarget><patientRole>{ids}<patient>{name}<administrativeGenderCode code="F"/>
    <birthTime value="{born}"/>{person}</patient></patientRole></recordTarget>
  {header}<component><structuredBody>{"".join(sections)}</structuredBody></component>
</ClinicalDocument>"""


def full_document() -> str:
    """Return a document with an entry of every kind."""
    taken = medicine("Topiramate 50 MG", None, every("12", "h"), dose("50"), indication(MIGRAINE))
    for_attacks = medicine("Sumatriptan", during("2024"), indication(MIGRAINE), status="active")
    return document(
        section(PROBLEMS, problem(CHRONIC_MIGRAINE, None, author()), text='<td ID="p1">Migraine</td>'),
        section(MEDICINES, taken, for_attacks),
        section(GIVEN, medicine("Botox", at("20260302"), dose("155", "[U]"))),
        section(ALLERGIES, allergy("Amitriptyline", "Drowsiness")),
        section(PROCEDURES, procedure(code(CPT, "64615"), at("20251201"))),
        section(ENCOUNTERS, '<encounter classCode="ENC" moodCode="EVN"/>'),
        section(PAYERS, policy()),
        header=author(inside=ORGANIZATION),
    )


def write(path: Path, text: str) -> Path:
    """Write a document and return its path."""
    path.write_text(text, encoding="utf-8")
    return path


def import_text(folder: Path, text: str, options: ImportOptions = OPTIONS) -> Imported:
    """Import one document."""
    (imported,) = read_ccda(write(folder / "record.xml", text), options)
    return imported


def import_sections(folder: Path, *sections: str) -> Imported:
    """Import the patient with these sections."""
    return import_text(folder, document(*sections))


def case_of(folder: Path, *sections: str) -> Case:
    """Import as ``import_sections`` does, and return the case."""
    return import_sections(folder, *sections).case
