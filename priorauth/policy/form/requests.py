"""From the answers on one kind of request to its criteria, with what is silent and what was not read."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from pydantic import ValidationError

from priorauth.clinical.terms import RequestKind
from priorauth.errors import PolicyDataError
from priorauth.policy.criteria import AllOf, AnyOf, Criterion, ManualCheck
from priorauth.policy.form.answers import Answer
from priorauth.policy.form.made import Made
from priorauth.policy.form.questions import CLAUSES, SILENT, TOPICS, ClauseQuestion, Kinds
from priorauth.policy.trials import ContraindicatedDrug, NotTolerated, PreventiveTrials, Tried

ASKED_AGAIN = "which criteria of a first request are asked again"
_LONGEST = 160


@dataclass
class Asked:
    """What a policy asks of one kind of request, as far as the answers say."""

    criterion: Criterion
    silent_on: list[str] = field(default_factory=list)
    not_read: list[str] = field(default_factory=list)


def asked_of(kind: RequestKind, answers: Sequence[Answer], numbers: dict[str, str], blank_means: str) -> Asked:
    """Return what the policy asks of a kind of request.

    ``numbers`` gives each answer's clause number by its place; ``blank_means`` is "not read" or "silent".

    Raises:
        PolicyDataError: an answer is not as expected, or there is none at all.
    """
    given = [one for one in answers if one.is_for(kind)]
    said = [one for one in given if not one.is_silent and not one.is_not_read]
    silent, unread = _unanswered(kind, given, blank_means)
    pairs = [*_criteria(said, numbers), *((None, check) for check in _checks(kind, unread))]
    if not pairs:
        raise PolicyDataError(f"Of the {kind} request nothing is asked. Answer a row, or leave it out of `requests`.")
    whole = AllOf(clause=kind, says=f"all that is asked of the {kind} request", criteria=tuple(_grouped(kind, pairs)))
    subjects = [subject for _, found in unread for subject in found]
    return Asked(criterion=whole, silent_on=silent, not_read=subjects)


def _criteria(said: list[Answer], numbers: dict[str, str]) -> Iterator[tuple[str | None, Criterion]]:
    trials = [one for one in said if _question(one).in_trials]
    for answer in said:
        if answer not in trials:
            yield answer.one_of, _criterion(answer, answer.read(), numbers)
        elif answer is trials[0]:
            yield _trials(trials, numbers)


def _question(answer: Answer) -> ClauseQuestion:
    assert isinstance(answer.question, ClauseQuestion)
    return answer.question


def _criterion(answer: Answer, made: Made, numbers: dict[str, str]) -> Any:  # noqa: ANN401 - any kind of criterion
    try:
        return made.kind(
            clause=numbers[answer.where],
            page=answer.page,
            says=answer.words or textwrap.shorten(made.says, _LONGEST, placeholder=" …"),
            quoted=answer.words is not None,
            **made.fields,
        )
    except ValidationError as error:
        raise answer.fault(f"something else ({error.errors()[0]['msg'].removeprefix('Value error, ')})") from None


def _trials(answers: list[Answer], numbers: dict[str, str]) -> tuple[str | None, Criterion]:
    """Return the one criterion that the rows on failed preventives make together."""
    by_key: dict[str, list[Answer]] = {}
    for one in answers:
        by_key.setdefault(one.key, []).append(one)
    twice = next((found[1] for key, found in by_key.items() if len(found) > 1 and key != "trial_class"), None)
    if twice is not None:
        raise twice.fault("one row of this for a kind of request; put a second way to meet it into a by_hand row")
    if "trials" not in by_key:
        raise answers[0].fault('an answer to the row "trials" too: how many preventive drugs', "key")
    values = {key: found[0].read() for key, found in by_key.items()}
    classes = tuple(one.read() for one in by_key.get("trial_class", ()))
    tried = Tried(outcomes=values.get("trial_outcomes"), lasting_at_least=values.get("trial_length"))
    ways: list[Tried | NotTolerated | ContraindicatedDrug] = [tried]
    if values.get("trial_not_tolerated"):
        ways.append(NotTolerated())
    if values.get("trial_contraindicated"):
        ways.append(ContraindicatedDrug())
    drugs, of_classes = values["trials"], values.get("trial_classes", 1)
    fields = {"drugs_at_least": drugs, "classes_at_least": of_classes, "classes": classes, "counts_if": tuple(ways)}
    words = f"{drugs} preventives{f' of {of_classes} classes' if of_classes > 1 else ''}"
    length = f", {values['trial_length']} each" if "trial_length" in values else ""
    first = by_key["trials"][0]
    return first.one_of, _criterion(first, Made(PreventiveTrials, words + length, fields), numbers)


def _unanswered(
    kind: RequestKind, given: list[Answer], blank_means: str
) -> tuple[list[str], list[tuple[str, list[str]]]]:
    """Return the subjects on which the text is silent, and by topic those it was not read for."""
    silent: list[str] = []
    unread: dict[str, list[str]] = {}
    for question in _questions_on(kind, given):
        answers = [one for one in given if one.key == question.key]
        is_again = kind not in question.requests.kinds
        subject, topic = (ASKED_AGAIN, ASKED_AGAIN) if is_again else (question.subject, question.topic)
        if any(one.is_not_read for one in answers) or (not answers and blank_means != SILENT):
            unread.setdefault(topic, []).append(subject)
        elif not answers or any(one.is_silent for one in answers):
            silent.append(subject)
    by_topic = [(topic, list(dict.fromkeys(unread[topic]))) for topic in (*TOPICS, ASKED_AGAIN) if topic in unread]
    return [one for one in dict.fromkeys(silent) if one not in unread.get(one, ())], by_topic


def _questions_on(kind: RequestKind, given: list[Answer]) -> Iterator[ClauseQuestion]:
    """Yield the questions that a policy must answer, or be silent on, for a kind of request."""
    has_trials = any(one.key == "trials" and not one.is_silent and not one.is_not_read for one in given)
    for question in CLAUSES:
        is_detail = question.in_trials and question.key != "trials"
        if not question.topic or (is_detail and not has_trials):
            continue
        if kind is RequestKind.INITIAL and question.requests is Kinds.CONTINUATION:
            continue
        yield question


def _checks(kind: RequestKind, unread: list[tuple[str, list[str]]]) -> Iterator[ManualCheck]:
    said = (words for topic, subjects in unread for words in _unread_words(topic, subjects))
    for number, words in enumerate(said, start=1):
        yield ManualCheck(
            clause=f"{kind}.not-read.{number}",
            says=words,
            not_read=True,
            why="this part of the payer's text was not read",
        )


def _unread_words(topic: str, subjects: list[str]) -> Iterator[str]:
    """Yield what a person is asked to read for, in as many sentences as the length of one needs."""
    if topic == ASKED_AGAIN:
        yield topic
        return
    words = ""
    for subject in subjects:
        longer = f"{words}, {subject}" if words else f"what is asked of {subject}"
        if len(longer) > _LONGEST:
            yield words
            longer = f"what is asked of {subject}"
        words = longer
    yield words


def _grouped(kind: RequestKind, pairs: list[tuple[str | None, Criterion]]) -> Iterator[Criterion]:
    """Yield the criteria, with those that are alternatives gathered where the first of them stands."""
    done: set[str] = set()
    for name, criterion in pairs:
        if name is None:
            yield criterion
        elif name not in done:
            done.add(name)
            members = tuple(one for other, one in pairs if other == name)
            yield AnyOf(clause=f"{kind}.{name}", says="any one of these is enough", criteria=members)
