"""The note template: what to write at the next visit for this payer, as blanks. It never fills one in."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any, Literal

from priorauth.clinical.calendar import Span
from priorauth.clinical.model import Model
from priorauth.clinical.terms import DocumentKind, RequestKind
from priorauth.policy.clause import Clause
from priorauth.policy.counts import (
    AcuteMedicineDays,
    ChronicFor,
    DiagnosisCode,
    DiaryKept,
    HeadacheDays,
    Ichd3ChronicMigraine,
    MedicationOveruse,
    Response,
    ScoreDocumented,
)
from priorauth.policy.criteria import Criterion, Group, NoneOf
from priorauth.policy.model import Policy
from priorauth.policy.trials import Contraindicated, DrugClass, NotTaking, PreventiveTrials
from priorauth.policy.visits import (
    Attached,
    AttestedBy,
    DoseAsked,
    Interval,
    ManualCheck,
    PlanStated,
    PrescriberIs,
    ResponseDocumented,
    SitesAsked,
    TreatmentsGiven,
    UnitsWithin,
    VialsWithin,
)
from priorauth.review.words import counted, listed

Blank = Literal["months", "lines", "short", "yes_no"]


class Prompt(Model):
    """One thing to write down, with the payer's bound, unit and window."""

    clause: str
    write: str
    asked: str
    """What the policy asks for."""
    blank: Blank
    by_hand: bool = False


class TemplateOfKind(Model):
    """What to write for one kind of request."""

    kind: RequestKind
    prompts: tuple[Prompt, ...]


class NoteTemplate(Model):
    """Everything the template says. It is of the payer, and holds nothing of a patient."""

    payer_name: str
    is_payer: bool
    title: str
    number: str | None
    revision: str
    kinds: tuple[TemplateOfKind, ...]
    not_read: tuple[str, ...]


def note_template(policy: Policy) -> NoteTemplate:
    """Return what to write at the next visit for a policy: every fact that its clauses ask the chart for."""
    return NoteTemplate(
        payer_name=policy.payer_name,
        is_payer=policy.is_payer,
        title=policy.source.title,
        number=policy.source.number,
        revision=policy.source.revision,
        kinds=tuple(
            TemplateOfKind(kind=kind, prompts=tuple(_prompts(criterion))) for kind, criterion in policy.requests.items()
        ),
        not_read=policy.not_read,
    )


def _prompts(criterion: Criterion) -> Iterator[Prompt]:
    prompts: dict[tuple[str, str], Prompt] = {}
    for prompt in _walk(criterion, excluded=False):
        prompts.setdefault((prompt.write, prompt.asked), prompt)
    yield from prompts.values()


def _walk(criterion: Criterion, *, excluded: bool) -> Iterator[Prompt]:
    if isinstance(criterion, Group):
        for child in criterion.criteria:
            yield from _walk(child, excluded=excluded != isinstance(criterion, NoneOf))
    elif type(criterion) in _WRITE:
        write, asked, blank = _WRITE[type(criterion)](criterion)
        yield Prompt(
            clause=criterion.clause,
            write=write,
            asked=f"must not be so: {asked}" if excluded else asked,
            blank=blank,
            by_hand=isinstance(criterion, ManualCheck),
        )


Written = tuple[str, str, Blank]


def _headache_days(one: HeadacheDays) -> Written:
    bounds = (
        ("at least", one.per_month_at_least),
        ("more than", one.per_month_more_than),
        ("fewer than", one.per_month_less_than),
    )
    bound = next(f"{words} {count} a month" for words, count in bounds if count is not None)
    when = "before the first treatment" if one.before_treatment else "now"
    return f"{one.counting.plural.capitalize()}, month by month, {when}", f"{bound}{_window(one)}", "months"


def _window(one: HeadacheDays) -> str:
    if one.in_each_of_last is not None:
        return f", in each of the last {one.in_each_of_last}"
    if one.averaged_over is not None:
        return f", on average over {one.averaged_over}"
    return f", over {one.in_last_days} days" if one.in_last_days is not None else ""


def _chronic(one: ChronicFor) -> Written:
    bound = f"at least {one.at_least}" if one.at_least else f"more than {one.more_than}"
    return "Since when the headache has been chronic, at least to the month", bound, "short"


def _trials(one: PreventiveTrials) -> Written:
    drugs = counted(one.drugs_at_least, "drug")
    classes = f" of {counted(one.classes_at_least, 'class', 'classes')}" if one.classes_at_least > 1 else ""
    lasting = sorted({str(span) for way in one.counts_if if (span := getattr(way, "lasting_at_least", None))})
    long = f", each for at least {listed(lasting, 'or')}" if lasting else ""
    return (
        "Each preventive: dose, start, stop, days at that dose, what it was for, effect, why it was stopped",
        f"{drugs}{classes}{long}{_of(one.classes)}",
        "lines",
    )


def _of(classes: tuple[DrugClass, ...]) -> str:
    return f" ({listed((one.name for one in classes), 'or')})" if classes else ""


def _response(one: Response) -> Written:
    bounds = (
        ("at least {} percent less", one.percent_at_least),
        ("more than {} percent less", one.percent_more_than),
        ("at least {} days a month less", one.fewer_days_at_least),
        ("at least {} hours a month less", one.fewer_hours_at_least),
    )
    bound = next((words.format(count) for words, count in bounds if count is not None), "any reduction")
    after = f", judged after {counted(one.after_treatments, 'treatment')}" if one.after_treatments else ""
    diary = ", by a diary" if one.from_diary else ""
    what = "Hours of headache" if one.fewer_hours_at_least is not None else one.counting.plural.capitalize()
    return (
        f"{what} a month before the first treatment, and in each month since the last",
        f"{bound}{after}{diary}",
        "months",
    )


def _score(one: ScoreDocumented) -> Written:
    total = f", a total of at least {one.total_at_least}" if one.total_at_least is not None else ""
    return f"{listed(one.any_of, 'or')}: total and date", f"documented{total}{_since(one.within_last)}", "short"


def _since(within: Span | None) -> str:
    return f", within the last {within}" if within else ""


def _attached(one: Attached) -> Written:
    name = str(DocumentKind(one.document)).replace("_", " ")
    signed = ", signed" if one.signed else ""
    return f"The {name} that goes along: its date", f"attached{signed}{_since(one.within_last)}", "short"


def _given(one: TreatmentsGiven) -> Written:
    bound = f"at least {one.at_least}" if one.at_least else f"fewer than {one.less_than}"
    return "Each treatment so far: date, units, response, adverse effects", bound, "lines"


def _not_taking(one: NotTaking) -> Written:
    ago = f", stopped at least {one.for_at_least} ago" if one.for_at_least else ""
    return (
        f"Whether any of these is taken, and if not since when: {listed((c.name for c in one.any_of), 'or')}",
        f"none{ago}",
        "short",
    )


def _prescriber(one: PrescriberIs) -> Written:
    consulted = "; or one consulted: name, specialty, date" if one.or_consulting else ""
    return f"The prescriber's specialty{consulted}", "a specialist", "short"


_WRITE: dict[type[Clause], Callable[[Any], Written]] = {
    AcuteMedicineDays: lambda one: (
        "Each acute medicine: on how many days a week",
        f"at most {counted(one.days_per_week_at_most, 'day')} a week",
        "lines",
    ),
    Attached: _attached,
    AttestedBy: lambda one: (f"Whether you state that {one.about.statement}", "your statement, dated", "yes_no"),
    ChronicFor: _chronic,
    Contraindicated: lambda one: (
        "What must not be given, and why",
        f"a contraindication to each class{_of(one.every_class_in)}",
        "lines",
    ),
    DiagnosisCode: lambda one: (
        "The diagnosis in words, and its ICD-10-CM code",
        f"one of {listed(one.any_of, 'or')}",
        "short",
    ),
    DiaryKept: lambda one: (
        "Which months the diary covers, day by day",
        counted(one.months_at_least, "month"),
        "short",
    ),
    DoseAsked: lambda one: ("Units planned at one treatment", f"at most {counted(one.units_at_most, 'unit')}", "short"),
    HeadacheDays: _headache_days,
    Ichd3ChronicMigraine: lambda _: (
        "Headache days and migraine days of each month; how many attacks so far; which other diagnosis was considered",
        "chronic migraine by ICHD-3 1.3",
        "lines",
    ),
    Interval: lambda one: ("Date of the last treatment, and of the next", f"at least {one.at_least} apart", "short"),
    ManualCheck: lambda one: (
        one.says,
        "its text was not read: read the payer's own first" if one.not_read else "checked by a person",
        "lines",
    ),
    MedicationOveruse: lambda _: (
        "Each acute medicine: on how many days a month; what was done about overuse",
        "no overuse by ICHD-3 8.2, or overuse addressed",
        "lines",
    ),
    NotTaking: _not_taking,
    PlanStated: lambda _: ("How often, and for how long, treatment is planned", "stated", "short"),
    PrescriberIs: _prescriber,
    PreventiveTrials: _trials,
    Response: _response,
    ResponseDocumented: lambda one: (
        "What each of the last treatments changed",
        f"a benefit of each, over the last {counted(one.in_each_of_last, 'treatment')}",
        "lines",
    ),
    ScoreDocumented: _score,
    SitesAsked: lambda one: ("Sites planned at one treatment", f"{one.sites} sites", "short"),
    TreatmentsGiven: _given,
    UnitsWithin: lambda one: (
        "Every botulinum toxin treatment, whatever for: date and units"
        if one.all_indications
        else "Every treatment for migraine: date and units",
        f"at most {one.units_at_most} units in {one.days} days",
        "lines",
    ),
    VialsWithin: lambda one: (
        "Vials used at each treatment",
        f"at most {counted(one.vials_at_most, 'vial')} of {one.vial_units} units in {one.days} days",
        "short",
    ),
}
