"""Judges preventive trials: each drug first, by itself, and then how many drugs and classes count.

A drug counts through one single trial (or contraindication, or intolerance) that satisfies everything asked.
Length from one trial and failure from another never add up.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import chain

from priorauth.case.evidence import Evidence
from priorauth.case.history import Counted, KnownTrial
from priorauth.clinical.calendar import Course, Span, elapsed_at_least
from priorauth.clinical.medicines import preventive
from priorauth.clinical.terms import Outcome, Whom
from priorauth.policy.trials import (
    Contraindicated,
    PreventiveTrials,
    Tried,
    Way,
)
from priorauth.review import words
from priorauth.review.classes import Listed, counting_class, name_all_of_class, names_class
from priorauth.review.spelling import ask_ingredient, not_recognised
from priorauth.review.tally import DrugJudgement, a_person_can_settle, say_tally, tally
from priorauth.review.time_at_dose import judge_time_at_dose
from priorauth.review.verdict import (
    Ask,
    Judgement,
    Verdict,
    all_of,
    ask,
    check_by_hand,
    met,
    not_documented,
    not_met,
    unique,
)

# a gepant may be either: an order "as needed" is for the attacks (preventives.csv, rimegepant)
_AS_NEEDED = re.compile(r"\b(as needed|prn)\b", re.IGNORECASE)
# AnyOf's order, from best to worst
_BEST_FIRST = (Verdict.MET, Verdict.NOT_DOCUMENTED, Verdict.CHECK_BY_HAND, Verdict.NOT_MET)
_NOT_CONTRAINDICATED = not_met("not contraindicated")


def judge_preventive_trials(criterion: PreventiveTrials, case: Counted) -> Judgement:
    """Judge whether enough drugs from enough classes count."""
    drugs = judge_drugs(criterion, case)
    if not drugs:
        return _nothing_documented(case)
    verdict = tally(criterion, drugs)
    if verdict is Verdict.NOT_MET and not case.case.trials:
        # intolerances and contraindications alone say nothing of what was tried (docs/decisions/0005)
        verdict = Verdict.NOT_DOCUMENTED
    shown = [drug for drug in drugs if drug.judgement.verdict is Verdict.MET] if verdict is Verdict.MET else drugs
    because = "; ".join(_say(drug) for drug in shown)
    if verdict is not Verdict.MET:
        because = f"{say_tally(criterion, drugs)}: {because}"
    asks = () if verdict is Verdict.MET else _asks(drugs)
    by_hand = verdict is Verdict.NOT_DOCUMENTED and a_person_can_settle(criterion, drugs)
    return Judgement(verdict, because, unique(_evidence(shown)), asks, by_hand=by_hand)


def judge_drugs(criterion: PreventiveTrials, case: Counted) -> tuple[DrugJudgement, ...]:
    """Judge every drug that the case documents, each under the class the policy counts it in, in the case's order."""
    found: dict[tuple[str, str], DrugJudgement] = {}
    for one in chain(_trials(criterion, case), _intolerances(criterion, case), _contraindications(criterion, case)):
        key = (one.drug, one.drug_class)
        known = found.get(key, one)
        by_hand = known.by_hand or one.judgement.verdict is Verdict.CHECK_BY_HAND
        found[key] = min(known, one, key=_rank)._replace(by_hand=by_hand)
    return tuple(found.values())


def judge_contraindicated(criterion: Contraindicated, case: Counted) -> Judgement:
    """Judge whether every class is contraindicated."""
    reasons, evidence, open_classes = [], list[Evidence](), []
    for drug_class in criterion.every_class_in:
        known = [one for one in case.case.contraindications if names_class(one.drug_class, drug_class)]
        if name_all_of_class((one.drug_class for one in known), drug_class):
            reasons.append(f"{drug_class.name}: {words.listed(dict.fromkeys(one.reason for one in known))}")
            evidence.extend(item for one in known for item in one.evidence)
        else:
            open_classes.append(drug_class.name)
    if not open_classes:
        return met("; ".join(reasons), evidence)
    missing = words.listed(open_classes)
    question = ask(Whom.CLINICIAN, f"Is there a contraindication to {missing}, and where is it documented?")
    return not_met(f"no contraindication is documented to {missing}", evidence, question)


def _trials(criterion: PreventiveTrials, case: Counted) -> Iterator[DrugJudgement]:
    for known in case.trials:
        if not known.is_preventive:
            yield DrugJudgement(known.name, "", not_met("taken for the attacks, not to prevent", known.trial.evidence))
        elif known.medicine is None:
            judgement = _best(_judge_way(way, criterion, known, case) for way in criterion.counts_if)
            yield _unknown(known.trial.drug, judgement)
        elif (counts := counting_class(criterion, known.medicine, known.trial.drug)) is not None:
            judgement = _best(_judge_way(way, criterion, known, case) for way in criterion.counts_if)
            yield _classed(known.name, counts, judgement)


def _intolerances(criterion: PreventiveTrials, case: Counted) -> Iterator[DrugJudgement]:
    for intolerance in case.case.intolerances:
        reaction = f"not tolerated ({intolerance.reaction})" if intolerance.reaction else "not tolerated"
        if any(way.way == "not_tolerated" for way in criterion.counts_if):
            judgement = met(reaction, intolerance.evidence)
            yield from _known_drug(criterion, intolerance.drug, judgement, intolerance.drug)
        elif any(way.way == "tried" and Outcome.INTOLERANCE in way.by_hand_if for way in criterion.counts_if):
            judgement = check_by_hand(
                f"{reaction}: the policy is silent on that",
                ask(Whom.PAYER, f"Does {intolerance.drug}, which was not tolerated, count as a trial?"),
                evidence=intolerance.evidence,
            )
            yield from _known_drug(criterion, intolerance.drug, judgement, intolerance.drug)


def _contraindications(criterion: PreventiveTrials, case: Counted) -> Iterator[DrugJudgement]:
    if not any(way.way == "contraindicated" for way in criterion.counts_if):
        return
    for one in case.case.contraindications:
        judgement = met(f"contraindicated ({one.reason})", one.evidence)
        if one.drug_class is not None and not criterion.classes:
            # without classes of the policy's own, how many drugs a class stands for is not ours to say
            question = ask(Whom.CLINICIAN, f"Which drugs does the contraindication to {one.drug_class} rule out?")
            doubt = check_by_hand(f"{judgement.because}, as a class", question, evidence=one.evidence)
            yield DrugJudgement(f"{one.drug_class} (class)", one.drug_class, doubt)
        elif one.drug is None:
            for drug_class in criterion.classes:
                if names_class(one.drug_class, drug_class):
                    yield DrugJudgement(f"{drug_class.name} (class)", drug_class.name, judgement)
        else:
            yield from _known_drug(criterion, one.drug, judgement)


def _known_drug(
    criterion: PreventiveTrials, drug: str, judgement: Judgement, order: str | None = None
) -> Iterator[DrugJudgement]:
    medicine = preventive(drug)
    if medicine is None:
        yield _unknown(drug, judgement)
    elif (counts := counting_class(criterion, medicine, order)) is not None:
        yield _classed(medicine.name, counts, judgement)


def _unknown(drug: str, judgement: Judgement) -> DrugJudgement:
    return DrugJudgement(drug, drug, _not_recognised(drug, judgement), recognised=False)


def _classed(drug: str, counts: tuple[str, Listed], judgement: Judgement) -> DrugJudgement:
    name, listed = counts
    if listed is Listed.BY_NAME or judgement.verdict is not Verdict.MET:
        return DrugJudgement(drug, name, judgement)
    doubt = _unlisted(judgement, name) if listed is Listed.AS_EXAMPLE else _form_unknown(judgement, drug)
    return DrugJudgement(drug, name, doubt)


def _judge_way(way: Way, criterion: PreventiveTrials, known: KnownTrial, case: Counted) -> Judgement:
    if way.way == "contraindicated":
        return _NOT_CONTRAINDICATED
    parts = [_judge_purpose(known)] if criterion.for_migraine else []
    if way.way == "not_tolerated":
        parts.append(_judge_intolerance(known))
    else:
        parts.extend(_judge_trial(way, known, case))
    verdict = all_of([part.verdict for part in parts])
    deciding = [part for part in parts if part.verdict is verdict]
    because = "; ".join([part.because for part in deciding if part.because])
    asks = tuple([one for part in deciding for one in part.asks])
    return Judgement(verdict, because, known.trial.evidence, asks)


def _judge_trial(way: Tried, known: KnownTrial, case: Counted) -> Iterator[Judgement]:
    if way.outcomes is not None:
        yield _judge_outcome(way.outcomes, known)
    if way.lasting_at_least is not None:
        yield _judge_length(way, way.lasting_at_least, known)
    if way.dose:
        yield _judge_dose(way, known)
    if way.at_dose_for_at_least is not None:
        yield judge_time_at_dose(way.at_dose_for_at_least, known, case.as_of)
    if way.signs:
        yield _judge_signs(way, known)
    if way.oral:
        yield _judge_route(known)
    if way.within_last is not None:
        yield _judge_recency(way.within_last, known, case)


def _judge_purpose(known: KnownTrial) -> Judgement:
    if _AS_NEEDED.search(known.trial.drug):
        return not_met("taken as needed, not to prevent")
    if known.trial.for_migraine is None:
        return not_documented(
            "what it was given for is not documented", ask(Whom.CLINICIAN, f"What was {known.name} prescribed for?")
        )
    if known.trial.for_migraine:
        return met("")
    return not_met(f"given for {known.trial.prescribed_for or 'another illness'}, not for migraine")


def _judge_outcome(accepted: tuple[Outcome, ...], known: KnownTrial) -> Judgement:
    outcome = known.trial.outcome
    if outcome is None:
        question = f"How did {known.name} work, and why was it stopped?"
        return not_documented("its outcome is not documented", ask(Whom.CLINICIAN, question))
    if outcome in accepted:
        return met(_said_outcome(known))
    return not_met(f"outcome: {outcome.words}")


def _judge_intolerance(known: KnownTrial) -> Judgement:
    if known.trial.ongoing and known.trial.outcome is Outcome.INTOLERANCE:
        question = ask(Whom.CLINICIAN, f"Was {known.name} stopped because it was not tolerated, and when?")
        return not_documented(f"{_said_outcome(known)}, and still being taken", question)
    return _judge_outcome((Outcome.INTOLERANCE,), known)


def _judge_length(way: Tried, span: Span, known: KnownTrial) -> Judgement:
    lasted = known.course.lasted_at_least(span)
    said = say_length(known.course)
    if lasted:
        return met(said)
    if lasted is None:
        question = f"On which dates was {known.name} started and stopped?"
        return not_documented(f"{said}; {span} cannot be told from that", ask(Whom.PHARMACY, question))
    if way.by_hand_if and known.trial.outcome is None:
        question = f"Why was {known.name} stopped?"
        return not_documented(f"{said}, less than {span}; why is not documented", ask(Whom.CLINICIAN, question))
    if known.trial.outcome in way.by_hand_if:
        return check_by_hand(
            f"{said}, {_said_outcome(known)}: the policy asks for {span} and is silent on that",
            ask(Whom.PAYER, f"Does {known.name}, {_said_outcome(known)} before {span}, count as a trial?"),
        )
    return not_met(f"{said}, less than {span}")


def _judge_dose(way: Tried, known: KnownTrial) -> Judgement:
    asked = words.listed((dose.value.replace("_", " ") for dose in way.dose), "or")
    reached = known.trial.dose_reached
    if reached is None:
        question = f"What was the highest daily dose of {known.name}, and was it the {asked} dose?"
        return not_documented(f"whether the {asked} dose was reached is not documented", ask(Whom.CLINICIAN, question))
    if reached in way.dose:
        return met(f"{reached.value.replace('_', ' ')} dose reached")
    return not_met(f"{reached.value.replace('_', ' ')} dose reached, {asked} dose asked for")


def _judge_signs(way: Tried, known: KnownTrial) -> Judgement:
    shown = [sign for sign in known.trial.signs if sign in way.signs]
    if shown:
        return met(words.listed(sign.value.replace("_", " ") for sign in shown))
    question = f"On {known.name}, did migraine days change, and was there an emergency or hospital visit?"
    return not_documented("how it failed is not documented", ask(Whom.CLINICIAN, question))


def _judge_route(known: KnownTrial) -> Judgement:
    if known.trial.oral is None:
        return not_documented("its route is not documented", ask(Whom.PHARMACY, f"Was {known.name} taken by mouth?"))
    return met("by mouth") if known.trial.oral else not_met("not taken by mouth")


def _judge_recency(span: Span, known: KnownTrial, case: Counted) -> Judgement:
    ended = known.course.ended
    if ended is None:
        question = ask(Whom.PHARMACY, f"When was {known.name} last taken?")
        return not_documented("when it was stopped is not documented", question)
    long_ago = elapsed_at_least(ended, case.as_of, span)
    if long_ago is None:
        question = ask(Whom.PHARMACY, f"When exactly was {known.name} last taken?")
        return not_documented(f"stopped {ended}: not exact enough for the last {span}", question)
    return not_met(f"stopped {ended}, not within the last {span}") if long_ago else met(f"stopped {ended}")


def say_length(course: Course) -> str:
    """Say how long a course lasted, as exactly as it is known: "84 days", "59–92 days", "length not documented"."""
    if course.contradicts_itself:
        return "the dates and the stated length contradict each other"
    if course.stated is not None and (course.began is None or course.ended is None):
        return str(course.stated)
    if course.began is None:
        return "start not documented"
    fewest, most = course.fewest_days, course.most_days
    if fewest is None:
        return "end not documented"
    return words.counted(fewest, "day") if fewest == most else f"{fewest}–{most} days"


def _said_outcome(known: KnownTrial) -> str:
    outcome = known.trial.outcome
    side_effects = words.listed(known.trial.side_effects)
    said = outcome.words if outcome else ""
    return f"{said} ({side_effects})" if side_effects and outcome is Outcome.INTOLERANCE else said


def _not_recognised(drug: str, judgement: Judgement) -> Judgement:
    if judgement.verdict is Verdict.NOT_MET:
        return judgement
    question = ask_ingredient(drug)
    if judgement.verdict is Verdict.MET:
        return check_by_hand(not_recognised(drug), question, evidence=judgement.evidence)
    because = f"{not_recognised(drug)}; {judgement.because}"
    return Judgement(judgement.verdict, because, judgement.evidence, (question, *judgement.asks))


def _unlisted(judgement: Judgement, name: str) -> Judgement:
    because = f"{judgement.because}; not among the examples that the policy names as {name}".removeprefix("; ")
    question = ask(Whom.PAYER, f"Does the drug count as {name}? The policy names examples only.")
    return Judgement(Verdict.CHECK_BY_HAND, because, judgement.evidence, (question,))


def _form_unknown(judgement: Judgement, drug: str) -> Judgement:
    because = f"{judgement.because}; the policy lists one form only, and the chart does not say which it was"
    question = ask(Whom.PHARMACY, f"Which form of {drug} was it (salt, extended release)?")
    return Judgement(Verdict.CHECK_BY_HAND, because.removeprefix("; "), judgement.evidence, (question,))


def _say(drug: DrugJudgement) -> str:
    named = drug.drug if drug.drug_class in drug.drug or not drug.drug_class else f"{drug.drug} ({drug.drug_class})"
    # a policy may ask nothing of a trial but that there was one
    return f"{named}: {drug.judgement.because}" if drug.judgement.because else named


def _nothing_documented(case: Counted) -> Judgement:
    question = (
        "Which medicines were tried to prevent migraine? For each: dose, start, stop, what it was for, "
        "how it worked and why it was stopped."
    )
    if case.case.trials:
        named = words.listed(dict.fromkeys(known.name for known in case.trials))
        return not_met(
            f"{named}: no drug that counts here", _trial_evidence(case.trials), ask(Whom.CLINICIAN, question)
        )
    return not_documented("no preventive trial is documented", ask(Whom.CLINICIAN, question))


def _asks(drugs: tuple[DrugJudgement, ...]) -> tuple[Ask, ...]:
    asks = tuple(dict.fromkeys(chain.from_iterable(drug.judgement.asks for drug in drugs)))
    return asks or (ask(Whom.CLINICIAN, "Was any other medicine tried to prevent migraine, or ruled out, and why?"),)


def _best(judgements: Iterable[Judgement]) -> Judgement:
    made = []
    for one in judgements:
        # nothing is better, and of two alike the first counts: the other ways need not be judged
        if one.verdict is Verdict.MET:
            return one
        made.append(one)
    return min(made, key=lambda one: _BEST_FIRST.index(one.verdict))


def _rank(drug: DrugJudgement) -> int:
    return _BEST_FIRST.index(drug.judgement.verdict)


def _evidence(drugs: Iterable[DrugJudgement]) -> Iterator[Evidence]:
    return chain.from_iterable(drug.judgement.evidence for drug in drugs)


def _trial_evidence(trials: Iterable[KnownTrial]) -> Iterator[Evidence]:
    return chain.from_iterable(known.trial.evidence for known in trials)
