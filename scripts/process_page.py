"""Makes docs/reference/process.md: every process rule with its limits, sources and what was not seen."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from priorauth.policy.process import AppealLevel, Grade, ProcessRule, Statement, TimeLimit

INTRO = """# Process rules

How a request is sent, how long an approval holds, by when who must answer, and how a denial is appealed: apart from
what a payer asks of the chart. Each line has its source, and how well the source was read: **H** the regulator's or
payer's own text, **M** a part of it or a consistent summary by others, **L** one text by others. Where sources
contradict each other, both stand. Nothing here is legal advice, and no deadline is computed from it: what starts a
clock stands on your notice.
"""
_GRADES = {Grade.HIGH: "H", Grade.MEDIUM: "M", Grade.LOW: "L"}


def process_page(rules: Iterable[ProcessRule]) -> str:
    """Return the page with every rule, by key."""
    return INTRO + "".join("\n".join(["", *_rule(rule), ""]) for rule in rules)


def _rule(rule: ProcessRule) -> Iterator[str]:
    yield f"## {rule.title}"
    yield ""
    yield f"`{rule.key}`. {'; '.join(_scope(rule))}."
    yield ""
    if rule.mechanism is not None:
        yield f"- How it is sent: {rule.mechanism.words}."
    if rule.validity is not None:
        known = rule.validity
        dates = f" and {known.service_dates} date of service" if known.service_dates else ""
        yield (
            f"- An approval is valid for {known.calendar_days} calendar days{dates}: {known.reading}. "
            f"{_source(known.source, known.grade)}"
        )
    yield from (_limit(limit) for limit in rule.limits)
    yield from (_statement(one) for one in (*rule.statements, *rule.background))
    for contact in rule.contacts:
        yield f"- {contact.department}; fax {contact.fax} (as read {contact.read_on}). <{contact.source}>"
    for level in rule.appeals:
        yield from _appeal(level)
    yield from (f"- Not seen: {one}." for one in rule.not_seen)


def _scope(rule: ProcessRule) -> Iterator[str]:
    yield f"For {', '.join(line.value.replace('_', ' ') for line in rule.lines_of_business)}"
    if rule.states:
        yield f"in {', '.join(rule.states)}"
    if rule.states_excluded:
        yield f"not in {', '.join(rule.states_excluded)}"
    if rule.places:
        yield f"place of service {', '.join(place.value for place in rule.places)}"
    if rule.service_from:
        yield f"services from {rule.service_from}"
    if rule.service_until:
        yield f"services before {rule.service_until}"


def _appeal(level: AppealLevel) -> Iterator[str]:
    amount = f"; {level.amount}" if level.amount else ""
    yield f"- Appeal, level {level.level}: {level.name}{amount}."
    filed = () if level.file is None else (level.file,)
    yield from (f"  {_limit(limit)}" for limit in (*filed, *level.decisions))
    yield from (f"  {_statement(one)}" for one in level.statements)


def _limit(limit: TimeLimit) -> str:
    return f"- {limit}. {_source(limit.source, limit.grade)}"


def _statement(statement: Statement) -> str:
    return f"- {statement.says} {_source(statement.source, statement.grade)}"


def _source(source: str, grade: Grade) -> str:
    return f"**{_GRADES[grade]}** _{source}_"
