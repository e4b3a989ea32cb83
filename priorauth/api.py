"""The calls an EHR integration makes: review a case, prepare its packet. Pure, but for ``write_packet``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from priorauth.case.model import Case
    from priorauth.case.profile import Profile
    from priorauth.packet.cost import PriceTable
    from priorauth.packet.files import EngineName, MadeOf, Manifest, Packet, PacketFile
    from priorauth.packet.letter import LetterContents
    from priorauth.packet.look import Look
    from priorauth.packet.pages import PacketContents
    from priorauth.packet.signing import Signature, Signing
    from priorauth.policy.folder import PolicyFolder
    from priorauth.policy.model import Policy
    from priorauth.policy.process import ProcessRule
    from priorauth.policy.registry import Held, Plan
    from priorauth.policy.verified import Verification
    from priorauth.review.finding import Review
    from priorauth.review.lint.finding import LintFinding
    from priorauth.review.when import Outlook

# Imports stand inside the functions: `import priorauth` then costs an integration next to nothing.


def review_case(
    case: Case | Mapping[str, Any], *, policy: str | None = None, own: PolicyFolder | None = None
) -> Review:
    """Tell whether what is documented meets what the payer asks, clause by clause.

    ``case`` is a Case, or plain data in the form of ``priorauth schema case``. ``policy`` names a policy by id;
    without it the case's payer, line of business, state and day choose one. ``own`` holds a clinic's own policies
    and verifications (``read_policy_folder``); without it only the policies of this release are known.

    Raises:
        CaseFileError: the data are not a case.
        PolicyError: no single policy answers the request.
    """
    from priorauth.policy.process import process_for
    from priorauth.review.conclude import review

    known = _case(case)
    return review(known, _policy(known, policy, own), process_for(_plan(known)), verifications=_verifications(own))


def prepare_packet(
    case: Case | Mapping[str, Any],
    *,
    policy: str | None = None,
    own: PolicyFolder | None = None,
    documents: Mapping[str, bytes] | None = None,
    prices: PriceTable | None = None,
    signature: Signature | Mapping[str, Any] | None = None,
    fax: bool = False,
    language: str = "en-US",
    look: Look | None = None,
    engine: EngineName = "weasyprint",
) -> Packet:
    """Return the packet of a case: what goes to the payer (unless the policy is not met), checklist, review, manifest.

    ``documents`` holds PDF files of the chart by the id of the case's document: the pages that the letter rests on
    are put into the packet. ``prices`` is the clinic's own price table, for a cost sheet. Letter and packet are
    drafts, under ``office/``, until a ``signature`` is given: ``by`` (the clinician's name) and ``on`` (the day), and
    where needed ``credentials``, ``image`` (PNG or SVG) and ``despite_gaps`` (why the packet goes out with gaps).
    ``fax`` adds the packet as a black-and-white TIFF. ``language`` is the one of all documents, by its BCP 47 tag.
    ``look`` is the clinic's own (``read_look``): paper, logo, words, templates. With ``engine`` "fast" Typst
    draws where it gives the same pages. The same input, ``own`` policies, engine and version always give the same
    bytes.

    Raises:
        CaseFileError: the data are not a case.
        PolicyError: no single policy answers the request.
        ExhibitMissing: a document is not the one that the case describes, or cannot be opened.
        RenderError: a template or the page layout failed, a picture cannot be used, or the engine is not installed.
        SettingsError: no document can be written in the language.
        SignOffRefused: the packet cannot be signed off, or not like this.
    """
    from priorauth.packet.files import Packet, kept_of_clinic
    from priorauth.packet.look import PLAIN
    from priorauth.policy.process import process_for
    from priorauth.render.engine import drawing_with, engine_named
    from priorauth.render.pdf import end_packet
    from priorauth.render.templates import in_language, language_of
    from priorauth.review.conclude import review

    known = _case(case)
    chosen = _policy(known, policy, own)
    process = process_for(_plan(known))
    reviewed = review(known, chosen, process, verifications=_verifications(own))
    look, drawn_with = look or PLAIN, engine_named(engine)
    made_of = _made_of(known, chosen, documents or {}, language_of(language).tag, look, engine)
    signing = _signing(signature, known, reviewed, made_of)
    try:
        with in_language(language), drawing_with(drawn_with):
            files = (
                *_files(known, chosen, reviewed, process, documents or {}, signing, look, fax=fax),
                *_papers_of_case(known, chosen, reviewed, prices, look),
                *kept_of_clinic(look, prices),
            )
    finally:
        end_packet()
    manifest = _manifest(known, chosen, reviewed, files, made_of, signing)
    return Packet(case_id=known.id, review=reviewed, files=files, manifest=manifest)


def compare_case(
    case: Case | Mapping[str, Any], *, every: bool = False, own: PolicyFolder | None = None
) -> tuple[Review, ...]:
    """Hold a case against every policy that could apply on its day, by id.

    That is every policy in effect that has a rule for this kind of request and fits the case's line of business
    and state, as far as the case states them; with ``every`` whatever the line of business and state.

    Raises:
        CaseFileError: the data are not a case.
    """
    from priorauth.policy.registry import fits
    from priorauth.review.conclude import review_each

    known = _case(case)
    plan, kind = _plan(known), known.request.judged_as
    held = (policy for policy in _held(own) if every or fits(policy, plan))
    asked = (one for one in held if one.in_effect_on(plan.on) and kind in one.requests)
    return tuple(review_each(known, asked, verifications=_verifications(own)))


def when_case(case: Case | Mapping[str, Any], *, policy: str | None = None, own: PolicyFolder | None = None) -> Outlook:
    """Tell on which day a case could first meet its policy if what is going on goes on.

    Raises:
        CaseFileError: the data are not a case.
        PolicyError: no single policy answers the request.
    """
    from priorauth.review.when import outlook

    known = _case(case)
    return outlook(known, _policy(known, policy, own))


def read_policy_folder(folder: Path | str) -> PolicyFolder:
    """Read the folder of a clinic's own policies: one JSON file for each, and who verified which.

    Raises:
        PolicyDataError: the folder or a file cannot be read, or a file is not as expected.
    """
    from priorauth.policy.folder import read_policy_folder as read

    return read(folder)


def read_look(profile: Profile | Path | str, *, templates: Path | str | None = None) -> Look:
    """Read how a clinic's papers look: from its profile, and from the folder of its own ``templates``.

    Without ``templates`` the folder is the one that the profile names, if any.

    Raises:
        SettingsError: the profile, the logo's file or the folder cannot be read, or is not as expected.
        RenderError: the logo or a template cannot be used.
    """
    from pathlib import Path

    from priorauth.case.profile import Profile, read_profile
    from priorauth.packet.look import look_of
    from priorauth.render.own_templates import read_own_templates

    known = profile if isinstance(profile, Profile) else read_profile(Path(profile))
    folder = templates or known.templates
    return look_of(known, read_own_templates(Path(folder)) if folder else ())


def lint_case(
    case: Case | Mapping[str, Any],
    *,
    policy: str | None = None,
    own: PolicyFolder | None = None,
    today: date | None = None,
    documents: Mapping[str, bytes] | None = None,
) -> tuple[LintFinding, ...]:
    """Tell what in a case does not fit together, most serious first: names, dates, codes, doses, documents.

    What only a policy asks is looked at where ``policy`` names one, or the case chooses one. ``today`` is held
    against the day of the request; without it the age of the request is not looked at. In ``documents``, files of
    the chart by the id of the case's document, the quotes of the case are looked for.

    Raises:
        CaseFileError: the data are not a case.
        PolicyError: the policy that was named is not held, or has no rule for this kind of request.
    """
    from priorauth.errors import PolicyError
    from priorauth.policy.process import process_for
    from priorauth.review.conclude import criterion_for, review
    from priorauth.review.lint.finding import found
    from priorauth.review.lint.lint import lint

    known = _case(case)
    try:
        chosen = _policy(known, policy, own)
        asked = criterion_for(known, chosen)
    except PolicyError as error:
        if policy is not None:
            raise
        return (*lint(known, today=today, documents=documents), found("policy-none", "request.payer", str(error)))
    reviewed = review(known, chosen, process_for(_plan(known)), verifications=_verifications(own))
    return lint(known, asked=asked, review=reviewed, today=today, documents=documents)


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


def _policy(case: Case, policy: str | None, own: PolicyFolder | None) -> Policy:
    from priorauth.policy.registry import choose_policy, policy_by_id

    held = _held(own)
    return choose_policy(_plan(case), held) if policy is None else policy_by_id(policy, held)


def _held(own: PolicyFolder | None) -> Held:
    from priorauth.policy.registry import all_policies

    return all_policies() if own is None else own.held


def _verifications(own: PolicyFolder | None) -> tuple[Verification, ...]:
    return () if own is None else own.verifications


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


def _made_of(
    case: Case, policy: Policy, documents: Mapping[str, bytes], language: str, look: Look, engine: EngineName
) -> MadeOf:
    from priorauth.packet.files import MadeOf, digest, digest_case, versions_of
    from priorauth.render.templates import templates_sha256

    return MadeOf(
        case_sha256=digest_case(case),
        policy_sha256=digest(policy.model_dump_json().encode()),
        documents_sha256={name: digest(documents[name]) for name in sorted(documents)},
        templates_sha256=templates_sha256(),
        language=language,
        look=look.record,
        own_templates_sha256=look.templates_sha256,
        versions=versions_of(engine),
    )


def _signing(
    data: Signature | Mapping[str, Any] | None, case: Case, reviewed: Review, made_of: MadeOf
) -> Signing | None:
    from priorauth.packet.signing import Signing, make_signature, picture_of, sign_off

    if data is None:
        return None
    signature = make_signature(data)
    record = sign_off(signature, case, reviewed, made_of.content_sha256)
    return Signing(record=record, picture=picture_of(signature))


def _files(
    case: Case,
    policy: Policy,
    reviewed: Review,
    process: tuple[ProcessRule, ...],
    documents: Mapping[str, bytes],
    signing: Signing | None,
    look: Look,
    *,
    fax: bool,
) -> Iterator[PacketFile]:
    from priorauth.packet.checklist import checklist_contents
    from priorauth.packet.files import kept_files
    from priorauth.packet.pages import packet_contents
    from priorauth.packet.signing import shown
    from priorauth.render.documents import checklist_file, letter_file, packet_file
    from priorauth.render.fax import fax_file
    from priorauth.render.sheets import count_pages
    from priorauth.review.finding import Readiness

    record, picture = (signing.record, signing.picture) if signing else (None, None)
    # a letter that the policy does not support is not written at all
    writes_letter = reviewed.readiness is not Readiness.NOT_MET
    if writes_letter:
        at_hand = count_pages(case.documents, documents)
        letter, around = packet_contents(case, policy, reviewed, at_hand, shown(record), process)
        packet = packet_file(letter, around, documents, picture, look)
        yield packet
        if fax:
            yield fax_file(packet)
        yield letter_file(letter, picture, look)
        yield from _papers_of_letter(case, letter, around, reviewed, look)
    contents = checklist_contents(
        case, policy, reviewed, process, letter_written=writes_letter, signed=record, documents=documents
    )
    yield checklist_file(contents, look)
    yield from kept_files(case, reviewed, documents, picture)


def _papers_of_letter(
    case: Case, letter: LetterContents, around: PacketContents, reviewed: Review, look: Look
) -> Iterator[PacketFile]:
    from priorauth.packet.peer_to_peer import peer_to_peer
    from priorauth.packet.portal import portal_sheet
    from priorauth.render.office import peer_file, portal_files

    yield from portal_files(portal_sheet(case, letter), look)
    yield peer_file(letter, peer_to_peer(letter, around.rows, reviewed), look)


def _papers_of_case(
    case: Case, policy: Policy, reviewed: Review, prices: PriceTable | None, look: Look
) -> Iterator[PacketFile]:
    from priorauth.packet.cost import cost_sheet
    from priorauth.packet.note_template import note_template
    from priorauth.packet.queries import query_sheets
    from priorauth.render.office import cost_file, note_file, query_file

    yield from (query_file(sheet, look) for sheet in query_sheets(case, reviewed))
    yield note_file(note_template(policy), look)
    if prices is not None:
        yield cost_file(cost_sheet(case, prices), look)


def _manifest(
    case: Case,
    policy: Policy,
    reviewed: Review,
    files: tuple[PacketFile, ...],
    made_of: MadeOf,
    signing: Signing | None,
) -> Manifest:
    from priorauth.packet.files import Manifest, describe

    return Manifest(
        case_id=case.id,
        request_kind=case.request.kind,
        as_of=case.request.as_of,
        policy=policy.id,
        policy_revision=policy.source.revision,
        made_of=made_of,
        content_sha256=made_of.content_sha256,
        readiness=reviewed.readiness,
        draft=signing is None,
        signoff=signing.record if signing else None,
        files=tuple(describe(file) for file in files),
    )
