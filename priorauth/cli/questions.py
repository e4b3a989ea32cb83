"""The questions of `priorauth policy new` on a terminal: the same as in the table, one at a time."""

from __future__ import annotations

import sys
from collections.abc import Iterator

import typer

from priorauth.policy.form import cells
from priorauth.policy.form.answers import Answer
from priorauth.policy.form.cells import CellFault
from priorauth.policy.form.questions import (
    ABOUT,
    CLAUSES,
    SILENT,
    TOPICS,
    ClauseQuestion,
    Kinds,
    Question,
)

_SECTIONS = {
    Kinds.BOTH: "Every request",
    Kinds.INITIAL: "A first request",
    Kinds.CONTINUATION: "A request to continue",
}
_SEVERAL = {"not_taking", "trial_class", "attached", "attested", "score", "by_hand", "note"}
"""Questions that are asked again until nothing is answered."""
_NOT_ASKED = {"blank_means"}
_LONGEST_WORDS = 160
_YES_OR_NO = {"yes", "y", "no", "n"}
_HINT = (
    'Enter: not read, so a person is asked later. "silent": you read for it, and the document does not say it.\n'
    "Write only what the document says. Ctrl-C stops, and nothing is written.\n"
)


def ask_for_answers() -> tuple[Answer, ...]:
    """Return what somebody answers on the terminal, each answer such as its question can read."""
    typer.echo(_HINT, err=True)
    about = tuple(_about())
    wanted = next((Kinds(one.read()) for one in about if one.key == "requests"), Kinds.BOTH)
    sections = [kinds for kinds in _SECTIONS if set(kinds.kinds) & set(wanted.kinds)]
    return (*about, *(one for kinds in sections for one in _section(kinds)))


def is_confirmed(question: str) -> bool:
    """Ask a question on the terminal that Enter answers with no."""
    return _said(f"\n{question} (yes or no)", _YES_OR_NO) in ("yes", "y")


def _about() -> Iterator[Answer]:
    for question in ABOUT:
        if question.key not in _NOT_ASKED:
            yield from _answers(question, Kinds.BOTH)


def _section(kinds: Kinds) -> Iterator[Answer]:
    typer.echo(f"\n{_SECTIONS[kinds]}", err=True)
    for topic in TOPICS:
        questions = [one for one in CLAUSES if one.topic == topic and one.requests is kinds]
        if questions:
            yield from _topic(topic, questions, kinds)
    yield from (answer for one in CLAUSES if not one.topic and one.requests is kinds for answer in _answers(one, kinds))


def _topic(topic: str, questions: list[ClauseQuestion], kinds: Kinds) -> Iterator[Answer]:
    """Ask first whether the document says anything on a topic, and only then what."""
    said = _said(f"Does it say anything on {topic}? (yes or no; Enter: not read)", _YES_OR_NO)
    if said in ("no", "n"):
        # the details of a trial are silent where the trial itself is
        yield from (_answer(one, SILENT, kinds) for one in questions if not one.in_trials or one.key == "trials")
    elif said:
        for question in questions:
            found = list(_answers(question, kinds))
            yield from found
            if question.key == "trials" and (not found or found[0].is_silent or found[0].is_not_read):
                return


def _said(prompt: str, known: set[str]) -> str:
    while True:
        said = _prompt(prompt).lower()
        if not said or said in known:
            return said
        typer.echo(f"  Expected {' or '.join(sorted(known))}.", err=True)


def _answers(question: Question, kinds: Kinds) -> Iterator[Answer]:
    """Ask one question until its answer can be read; yield nothing where it is left open."""
    prompt = f"{question.asks} ({question.expected})"
    while said := _needed(question, prompt):
        answer = _answer(question, said, kinds)
        if answer.is_clause and (answer.is_silent or answer.is_not_read):
            yield answer
            return
        try:
            question.read(said)
        except CellFault as fault:
            typer.echo(f"  Expected {fault}.", err=True)
            continue
        yield _cited(answer)
        if question.key not in _SEVERAL:
            return
        prompt = "  Another? (Enter: no)"


def _needed(question: Question, prompt: str) -> str:
    while True:
        said = _prompt(prompt)
        if said or not question.needed:
            return said
        typer.echo("  Without this there is no policy.", err=True)


def _cited(answer: Answer) -> Answer:
    """Ask where the document says it, and in which words."""
    if not answer.is_clause or (getattr(answer.question, "in_trials", False) and answer.key != "trials"):
        return answer
    clause = _prompt("  Its clause number (Enter: none)")
    page = _page()
    words = _prompt(f"  The payer's words, at most {_LONGEST_WORDS} characters (Enter: ours)")
    while len(words) > _LONGEST_WORDS:
        words = _prompt(f"  Those are {len(words)} characters. The part that matters, at most {_LONGEST_WORDS}")
    return answer.model_copy(update={"clause": clause or None, "page": page, "words": words or None})


def _page() -> int | None:
    while True:
        said = _prompt("  Its page (Enter: none)")
        try:
            return cells.page(said) if said else None
        except CellFault as fault:
            typer.echo(f"  Expected {fault}.", err=True)


def _answer(question: Question, said: str, kinds: Kinds) -> Answer:
    return Answer(key=question.key, said=said, requests=kinds, where=f'the answer to "{question.asks}" ({said})')


def _prompt(prompt: str) -> str:
    """Ask on standard error, so that standard output holds nothing but what was written."""
    typer.echo(f"{prompt}: ", nl=False, err=True)
    line = sys.stdin.readline()
    if not line:
        raise typer.Abort
    return line.strip()
