"""The criteria crosswalk: the payer's clauses one by one, each with the answer and the page that shows it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from priorauth.clinical.model import Model
from priorauth.packet.sources import Enclosures, Pin, cite_sources
from priorauth.review.finding import Finding
from priorauth.review.verdict import Verdict

EXCLUSION = "none_of"


class CrosswalkRow(Model):
    """One clause that is answered, or a group of clauses above some that are."""

    depth: int
    clause: str
    page: int | None
    """Page of the payer's document."""
    says: str
    quoted: bool
    because: str | None
    """The answer; None for a group, which the clauses below it answer."""
    pins: tuple[Pin, ...]


def crosswalk(finding: Finding, enclosed: Enclosures) -> tuple[CrosswalkRow, ...]:
    """Return a row for every clause that is answered, in the payer's order; what is open stays in the office."""
    return tuple(_rows(finding, enclosed, depth=0))


def answered(finding: Finding) -> tuple[Finding, ...]:
    """Return the findings below that answer a clause: what decides, and each exclusion that does not apply."""
    if finding.kind != EXCLUSION:
        return finding.deciding()
    if finding.verdict is not Verdict.MET:
        return ()
    ruled_out = (leaf for leaf in finding.leaves() if leaf.verdict is Verdict.NOT_MET)
    return tuple(replace(leaf, verdict=Verdict.MET, because=f"does not apply: {leaf.because}") for leaf in ruled_out)


def _rows(finding: Finding, enclosed: Enclosures, *, depth: int) -> Iterator[CrosswalkRow]:
    if not finding.findings:
        if not finding.verdict.is_open:
            yield _row(finding, enclosed, depth)
        return
    below = [row for child in answered(finding) for row in _rows(child, enclosed, depth=depth + 1)]
    if below:
        yield _row(finding, enclosed, depth)
        yield from below


def _row(finding: Finding, enclosed: Enclosures, depth: int) -> CrosswalkRow:
    return CrosswalkRow(
        depth=depth,
        clause=finding.clause,
        page=finding.page,
        says=finding.says,
        quoted=finding.quoted,
        because=None if finding.findings else finding.because,
        pins=cite_sources(finding.evidence, enclosed),
    )
