"""Tells whether a sentence speaks of this patient, of now, and of what is so: the idea of ConText, kept small.

Each question has one list of words. Where a list and a sentence leave a doubt, the answer is the one that proposes
less: a fact that is missed becomes a question, a fact that is wrong becomes a false letter.
"""

from __future__ import annotations

import re
from typing import Final


def _words(*alternatives: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{'|'.join(alternatives)})(?!\w)", re.IGNORECASE)


_SOMEBODY_ELSE = _words(
    "mother", "father", "mom", "dad", "sisters?", "brothers?", "siblings?", "aunts?", "uncles?", "cousins?",
    "nieces?", "nephews?", "grand(?:mother|father|parents?)", "sons?", "daughters?", "child(?:ren)?", "parents?",
    "family", "husband", "wife", "twin", "relatives?", "maternal", "paternal", "friends?", "fh", "fhx",
)  # fmt: skip
_NOT_SO = _words(
    "if", "should", "would", "will", "could", "can", r"may(?!,?\s+\d)", "might", "maybe", "perhaps", "possibly",
    "probably", "consider(?:ed|ing)?", "plan(?:s|ned|ning)?", "recommend(?:s|ed)?", "suggest(?:s|ed)?",
    "discuss(?:ed|ing)?", "offer(?:ed|s)?", "declin(?:ed|es)", "refus(?:ed|es)", "candidate", "option(?:s|al)?",
    "goal", "target", "unless", "requir(?:e|es|ed|ements?)", "defin(?:ed|ition)", "criteri(?:a|on)",
    "qualif(?:y|ies)", "insur(?:er|ance)", "payer", "plan asks", "policy", "guidelines?", "advis(?:ed|e|es)",
    "limit(?:ed|s)?", "counsel(?:ed|led)?", "avoid", "request(?:ed|ing)?", "unsure", "unclear", "uncertain",
    "whether", "unknown", "pending", "authoriz(?:ed|ation)", "needs?", "to be", "wants?", "instead of",
    "alternatives?", "hypothetical(?:ly)?", "in the future", "next", "start", "begin", "initiate", "restart",
    "resume", "add", "instruct(?:ed)?", "educat(?:ed|ion)", "restrict", "exceed", "hesitant", "reluctant",
    "interested in", "contraindicated", "studies", "trials show", "patients(?!')", "subjects", "participants",
    "in preempt", "study", "hop(?:e|es|ing)", "wish(?:es)?", "expect(?:s|ed)?", "aim(?:s|ing)?", "ideal(?:ly)?",
    "first said", "first reported", "deni(?:ed|al) the", "(?:for|in) (?:everyone|most people|some people|general)",
    "can cause", "yes */ *no", "told", "means", "considered", "classified", "tried to (?:get|obtain|order)",
    "used to treat", "is used", "side effects (?:of \\w+ )?include", "risks?", "prior auth\\w*", "pa",
    "approv(?:al|ed|es)", "coverage", "covered", "appeal(?:ed)?", "formulary", "prefers?", "allowed",
    "estimat(?:es?|ed)",
)  # fmt: skip
_NEVER_TAKEN = _words(
    "never", "has(?: not|n't)(?! (?:helped|worked|improved|responded|tolerated))", "have not", "haven't", "naive",
    "not yet", "failed to (?:take|start|fill|try)", "forgot", "no history", "no prior",
    "not (?:tried|taken|started|filled|used|been|on|a)", "not taking", "no longer wants", "untried",
    "did not (?:take|start|fill|try)", "didn't (?:take|start|fill|try)", "no known", "nkda", "tried *: *no",
    "filled", "dispensed",
)  # fmt: skip
# "could not tolerate" and the like say what happened, though "could" alone does not
_HARMLESS = _words(
    "could(?: not|n't) tolerate", "unable to tolerate", "no (?:more|less|fewer) than", "not more than",
    "would not tolerate", "without (?:treatment|medication|medicine|aura|acute treatment)", "in addition",
    "(?:if|when) (?:left )?(?:untreated|not treated)", "if no treatment is taken", "was started", "were started",
)  # fmt: skip
_NEGATED = _words(
    "den(?:y|ies|ied)", "no", "not", "never", "without", "n't", "free", "none", "neither", "nor", "negative",
)  # fmt: skip
_EARLIER = _words(
    "previous(?:ly)?", "prior(?: to)?", "before", "baseline", "used to", "formerly", "earlier", "ago", "initially",
    "at onset", "last year", "in the past", "at (?:her|his|their|the|its) worst", "decreased from", "reduced from",
    "improved from", "down from", "up from", "increased from", "had been", "was having", "were having",
    "at that time", "copied", "copy", "carried forward", "per (?:the )?(?:previous|prior|last) note", "in \\d{4}",
    "during \\d{4}", "off (?:of )?(?:medicines?|medications?|meds|botox|treatment|preventives?)",
    "(?:have|has) (?:decreased|increased|improved|gone)", "pre-?(?:botox|treatment)", "historical(?:ly)?",
    "from \\d+", "(?:bad|good|some|most|worse|better|worst|best) months?", "wear(?:s|ing)? off",
    "last (?:two|2|three|3|few) weeks", "seasonal(?:ly)?", "in (?:the )?(?:winter|summer|spring|fall|autumn)",
    "(?:first|initial|last) (?:office )?visit", "referral", "intake form",
)  # fmt: skip
_PLAIN_PAST = re.compile(r"\b(?<!has )(?<!have )(?<!'s )(?<!'ve )had\b|\b(?:was|were)\b", re.IGNORECASE)

CLAUSE_BREAK: Final = re.compile(
    r";\s*|,?\s*\(?(?:compared (?:with|to)|versus|vs\.?)\s+|\s*\((?=was\b)"
    r"|,?\s+(?:but|however|whereas|while|although)\s+,?|,\s*(?=now\b|currently\b)",
    re.IGNORECASE,
)
_SHORT_FORMS: tuple[tuple[re.Pattern[str], str], ...] = tuple(
    (re.compile(rf"(?<![\w/]){short}(?![\w/])", re.IGNORECASE), long)
    for short, long in (
        ("w/o", "without"),
        ("d/t", "due to"),
        ("b/c(?: of)?", "because of"),
        ("s/e", "side effects"),
        ("w/", "with"),
    )
)
_BOX = re.compile(r"(?P<empty>\[ ?\]|☐|\( \))|(?P<ticked>\[[xX✓]\]|☒|☑)")


def is_about_somebody_else(text: str) -> bool:
    """Tell whether a relative or another person is named: then nothing in the sentence is taken."""
    return _SOMEBODY_ELSE.search(text) is not None


def is_not_so(text: str) -> bool:
    """Tell whether the sentence speaks of a plan, a wish, a condition, a rule or a doubt."""
    return text.rstrip().endswith("?") or _NOT_SO.search(_HARMLESS.sub(" ", text)) is not None


def states(text: str) -> bool:
    """Tell whether a sentence states something of this patient: not of another person, and no plan or doubt."""
    return not is_about_somebody_else(text) and not is_not_so(text)


def was_never_taken(text: str) -> bool:
    """Tell whether the sentence says of a drug that it was not taken."""
    return _NEVER_TAKEN.search(text) is not None


def is_negated(before: str) -> bool:
    """Tell whether the words before a statement deny it."""
    return _NEGATED.search(_HARMLESS.sub(" ", before)) is not None


def is_earlier(clause: str) -> bool:
    """Tell whether a clause speaks of an earlier time, or was copied from an earlier note."""
    return _EARLIER.search(clause) is not None or _PLAIN_PAST.search(clause) is not None


def clauses(text: str) -> list[str]:
    """Cut a sentence at "but", ";", ", now" and the like: what holds in one part need not hold in the other."""
    return [part for part in CLAUSE_BREAK.split(text) if part.strip()]


def spelled_out(text: str) -> str:
    """Return the text with "w/o", "d/t" and the like written out."""
    for short, long in _SHORT_FORMS:
        text = short.sub(long, text)
    return text


def only_ticked(text: str) -> str:
    """Return the text without the items of a form whose boxes are empty."""
    boxes = list(_BOX.finditer(text))
    if not boxes:
        return text
    kept = [text[: boxes[0].start()]]
    ends = [*(box.start() for box in boxes[1:]), len(text)]
    kept += [text[box.end() : end] for box, end in zip(boxes, ends, strict=True) if box["ticked"]]
    return ", ".join(part.strip(" ,") for part in kept if part.strip(" ,"))
