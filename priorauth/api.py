"""The calls an EHR integration makes: review a case, prepare its packet. Pure, but for ``write_packet``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pathlib import Path

    from priorauth.case.model import Case
    from priorauth.packet.files import Manifest, Packet, PacketFile
    from priorauth.policy.model import Policy
    from priorauth.policy.process import ProcessRule
    from priorauth.policy.registry import Plan
    from priorauth.review.finding import Review
    from priorauth.review.when import Outlook

# Imports stand inside the functions: `import priorauth` then costs an integration next to nothing.


def review_case(case: Case | Mapping[str, Any], *, policy: str | None = None) -> Review:
    """Tell whether what is documented meets what the payer asks, clause by clause.

    ``case`` is a Case, or plain data in the form of ``priorauth schema case``. ``policy`` names a policy by id;
    without it the case's payer, line of business, state and day choose one.

    Raises:
        CaseFileError: the data are not a case.
        PolicyError: no single policy answers the request.
    """
    from priorauth.policy.process import process_for
    from priorauth.review.conclude import review

    known = _case(case)
    return review(known, _policy(known, policy), process_for(_plan(known)))


def prepare_packet(case: Case | Mapping[str, Any], *, policy: str | None = None) -> Packet:
    """Return the packet of a case: letter (unless the policy is not met), checklist, review and manifest.

    The same case and version always give the same bytes.

    Raises:
        CaseFileError: the data are not a case.
        PolicyError: no single policy answers the request.
        RenderError: a template or the page layout failed.
    """
    from priorauth.packet.files import Packet
    from priorauth.policy.process import process_for
    from priorauth.review.conclude import review

    known = _case(case)
    chosen = _policy(known, policy)
    process = process_for(_plan(known))
    reviewed = review(known, chosen, process)
    files = tuple(_files(known, chosen, reviewed, process))
    manifest = _manifest(known, chosen, reviewed, files)
    return Packet(case_id=known.id, review=reviewed, files=files, manifest=manifest)


def compare_case(case: Case | Mapping[str, Any], *, every: bool = False) -> tuple[Review, ...]:
    """Hold a case against every policy that could apply on its day, by id.

    That is every policy in effect that has a rule for this kind of request and fits the case's line of business
    and state, as far as the case states them; with ``every`` whatever the line of business and state.

    Raises:
        CaseFileError: the data are not a case.
    """
    from priorauth.policy.registry import all_policies, fits
    from priorauth.review.conclude import review

    known = _case(case)
    held = [policy for policy in all_policies() if every or fits(policy, _plan(known))]
    kind, day = known.request.kind, known.request.as_of
    return tuple(review(known, one) for one in held if one.in_effect_on(day) and kind in one.requests)


def when_case(case: Case | Mapping[str, Any], *, policy: str | None = None) -> Outlook:
    """Tell on which day a case could first meet its policy if what is going on goes on.

    Raises:
        CaseFileError: the data are not a case.
        PolicyError: no single policy answers the request.
    """
    from priorauth.review.when import outlook

    known = _case(case)
    return outlook(known, _policy(known, policy))


def write_packet(packet: Packet, out: Path) -> Path:
    """Write a packet to the folder ``out/<case id>``, whole or not at all, and return that folder.

    Raises:
        OutputError: the folder cannot be written; what was there stays.
    """
    from priorauth.packet.write import write_packet as write

    return write(packet, out)


def _case(case: Case | Mapping[str, Any]) -> Case:
    from priorauth.case.model import Case
    from priorauth.case.read import make_case

    return case if isinstance(case, Case) else make_case(case)


def _policy(case: Case, policy: str | None) -> Policy:
    from priorauth.policy.registry import choose_policy, policy_by_id

    return choose_policy(_plan(case)) if policy is None else policy_by_id(policy)


def _plan(case: Case) -> Plan:
    from priorauth.policy.registry import Plan

    request = case.request
    return Plan(
        payer=request.payer,
        line_of_business=request.line_of_business,
        state=request.state,
        place_of_service=request.place_of_service,
        on=request.as_of,
        service_date=request.service_date,
    )


def _files(case: Case, policy: Policy, reviewed: Review, process: tuple[ProcessRule, ...]) -> Iterator[PacketFile]:
    from priorauth.packet.checklist import checklist_contents
    from priorauth.packet.files import PacketFile
    from priorauth.packet.letter import letter_contents
    from priorauth.render.documents import checklist_file, letter_file
    from priorauth.review.finding import Readiness

    # a letter that the policy does not support is not written at all
    writes_letter = reviewed.readiness is not Readiness.NOT_MET
    if writes_letter:
        yield letter_file(letter_contents(case, policy, reviewed))
    yield checklist_file(checklist_contents(case, policy, reviewed, process, letter_written=writes_letter))
    content = reviewed.model_dump_json(indent=2).encode() + b"\n"
    yield PacketFile(path="office/review.json", kind="review", content=content)


def _manifest(case: Case, policy: Policy, reviewed: Review, files: tuple[PacketFile, ...]) -> Manifest:
    from priorauth.packet.files import Manifest, describe, digest, digest_case
    from priorauth.review.finding import Readiness

    return Manifest(
        case_id=case.id,
        case_sha256=digest_case(case),
        request_kind=case.request.kind,
        as_of=case.request.as_of,
        policy=policy.id,
        policy_revision=policy.source.revision,
        policy_sha256=digest(policy.model_dump_json().encode()),
        readiness=reviewed.readiness,
        draft=reviewed.readiness is not Readiness.READY,
        versions={name: version(name) for name in ("jinja2", "priorauth", "weasyprint")},
        files=tuple(describe(file) for file in files),
    )
