"""Whether the diagnosis codes are valid, go together, and say what the words of the chart say."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import combinations

from priorauth.case.model import Case, Diagnosis
from priorauth.clinical.calendar import show_date
from priorauth.clinical.codes import has_aura, is_chronic_migraine, is_episodic_migraine
from priorauth.clinical.diagnosis_codes import are_apart, code_facts, is_wrong_migraine_code, valid_from
from priorauth.policy.counts import DiagnosisCode
from priorauth.policy.criteria import Criterion, walk
from priorauth.review.lint.finding import LintFinding, found

# Inclusion terms of "intractable" in ICD-10-CM's G43 (diagnosis_codes.csv).
_INTRACTABLE = re.compile(
    r"\b(not |non[- ]?|no |without (?:mention of )?)?"
    r"(?:intractable|refractory|pharmaco-?resistant|treatment[- ]resistant|poorly controlled)\b"
)
_AURA = re.compile(r"\b(with|without|w/o?|no) (?:\w+ )?aura\b")
_STATUS = re.compile(r"\b(with|without|w/o?|no) (?:mention of )?status migrainosus\b")
_EPISODIC = re.compile(r"\bepisodic\b")
_CHRONIC = re.compile(r"\bchronic migraine\b|\btransformed migraine\b")


def diagnosis_findings(case: Case, asked: Criterion | None) -> Iterator[LintFinding]:
    """Yield what is wrong with the diagnosis codes; ``asked`` is what the policy asks, where one is known."""
    day = case.request.service_date or case.request.as_of
    for number, one in enumerate(case.diagnoses):
        at = f"diagnoses.{number}.code"
        if is_wrong_migraine_code(one.code):
            yield found("code-not-billable", at, f"{one.code} is no billable ICD-10-CM code.")
        first = valid_from(one.code)
        if first is not None and day < first:
            text = f"{one.code} is valid from {show_date(first)}; the day of service is {show_date(day)}."
            yield found("code-not-valid", at, text)
        yield from _against_text(one, at)
    yield from _pairs(case)
    yield from _aura_by_payer(case, asked)


def _pairs(case: Case) -> Iterator[LintFinding]:
    codes = list(dict.fromkeys(one.code for one in case.diagnoses))
    for first, second in combinations(codes, 2):
        chronic = [code for code in (first, second) if is_chronic_migraine(code)]
        if len(chronic) == 2:
            yield found("code-two-chronic", "diagnoses", f"{first} and {second} are both codes of chronic migraine.")
        elif chronic and (is_episodic_migraine(first) or is_episodic_migraine(second)):
            continue  # the review flags this pair
        elif are_apart(first, second):
            code = "code-excludes1" if chronic else "code-excludes1-other"
            yield found(code, "diagnoses", f"{first} and {second} exclude each other (Excludes1).")


def _aura_by_payer(case: Case, asked: Criterion | None) -> Iterator[LintFinding]:
    chronic = [one.code for one in case.diagnoses if is_chronic_migraine(one.code)]
    if not chronic or not all(has_aura(code) for code in chronic):
        return
    # where the policy lists its codes, the review has judged it
    if asked is not None and any(isinstance(one, DiagnosisCode) for one in walk(asked)):
        return
    at = next(number for number, one in enumerate(case.diagnoses) if one.code == chronic[0])
    yield found("code-aura-by-payer", f"diagnoses.{at}.code", f"{chronic[0]} is chronic migraine with aura.")


def _against_text(one: Diagnosis, at: str) -> Iterator[LintFinding]:
    if one.text is None or (facts := code_facts(one.code)) is None:
        return
    text = one.text.lower()
    pairs = (
        ("aura", facts.aura, _with(_AURA, text)),
        ("intractable", facts.intractable, _intractable(text)),
        ("status migrainosus", facts.status, _with(_STATUS, text)),
        ("chronic", facts.chronic, _chronic(text)),
    )
    wrong = [word for word, by_code, said in pairs if None not in (by_code, said) and by_code is not said]
    if wrong:
        yield found("code-against-text", at, f"{one.code} and the words of the diagnosis differ: {', '.join(wrong)}.")


def _with(pattern: re.Pattern[str], text: str) -> bool | None:
    answers = {match[1] in ("with", "w/") for match in pattern.finditer(text)}
    return answers.pop() if len(answers) == 1 else None


def _intractable(text: str) -> bool | None:
    answers = {not match[1] for match in _INTRACTABLE.finditer(text)}
    return answers.pop() if len(answers) == 1 else None


def _chronic(text: str) -> bool | None:
    answers = {holds for holds, pattern in ((True, _CHRONIC), (False, _EPISODIC)) if pattern.search(text)}
    return answers.pop() if len(answers) == 1 else None
