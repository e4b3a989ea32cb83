"""The mapping file of a payer's form: which fact of a case goes into which field."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from json import dumps
from typing import Any

from pydantic import Field, ValidationError, model_validator
from rapidfuzz import fuzz, utils

from priorauth.clinical.model import Model
from priorauth.errors import FormError
from priorauth.packet.case_facts import FACTS

_NEAR = 86  # of 100: how like a field's name a fact's label must be to be proposed
BLANK = ""


class FormField(Model):
    """One field of a form, as its file describes it."""

    name: str
    label: str | None
    """What a reader sees on hovering, where the form says it."""
    kind: str
    """text, check box, radio buttons, choice, signature or button."""
    options: tuple[str, ...] = ()
    """What can be chosen, for radio buttons and choices; the one state of a check box."""
    most: int | None = None
    """The most letters that fit by the form's own word."""
    required: bool = False
    lines: bool = False
    """True where text may run over several lines."""


class Filling(Model):
    """What goes into one field."""

    fact: str
    """Name of a fact, such as "patient.born"; empty: nothing goes in, and that is meant."""
    when: str | None = None
    """For a check box: the value of the fact with which it is ticked."""
    options: dict[str, str] = Field(default_factory=dict)
    """For radio buttons and choices: the form's own option for each value of the fact."""

    @model_validator(mode="before")
    @classmethod
    def _accept_a_name(cls, value: Any) -> Any:  # noqa: ANN401 - pydantic hands over raw input
        return {"fact": value} if isinstance(value, str) else value

    def value(self, values: Mapping[str, str | None]) -> str | None:
        """Return what goes into the field, of the values of the facts by name; None for nothing."""
        value = values[self.fact] if self.fact else None
        if self.when is not None:
            return "on" if value == self.when else None
        return self.options.get(value, value) if value is not None else None


class FormMap(Model):
    """The mapping of one form, by the names of its fields."""

    fields: dict[str, Filling]


def read_form_map(text: str, name: str) -> FormMap:
    """Read a mapping file; ``name`` is the file's, for messages.

    Raises:
        FormError: it is no TOML, not of the expected form, or names a fact that there is not.
    """
    try:
        found = FormMap.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise FormError(f"{name} is no TOML file: {error}.") from None
    except ValidationError:
        raise FormError(
            f'{name}: expected a table [fields] with lines such as "Patient Name" = "patient.name". '
            "See docs/how-to/fill-a-form.md."
        ) from None
    unknown = sorted({one.fact for one in found.fields.values()} - {BLANK, *FACTS})
    if unknown:
        raise FormError(
            f"{name} names the fact {unknown[0]}, which there is not. `priorauth form facts` lists them all."
        )
    return found


def propose_form_map(fields: Iterable[FormField]) -> str:
    """Return a mapping file for a form, as TOML, with the facts whose labels are like its fields' names.

    It is a proposal: a person reads it before it fills anything.
    """
    return "\n".join((_HEAD, *(line for field in fields for line in _proposal(field))))


_HEAD = """\
# Which fact of the case goes into which field. Read every line before you use it.
#   "Field" = "fact"       text: the fact's value; "" leaves the field blank on purpose
#   "Field" = { fact = "request.kind", when = "initial" }                 a check box
#   "Field" = { fact = "request.place_of_service", options = { "11" = "Office" } }   radio buttons, choices
# `priorauth form facts` lists the facts.

[fields]"""


def _proposal(field: FormField) -> Iterator[str]:
    notes = [field.kind, "required" if field.required else "", f"at most {field.most}" if field.most else ""]
    about = "; ".join(filter(None, (*notes, field.label or "", ", ".join(field.options))))
    fact = _nearest(field) if field.kind == "text" else None
    # a field that no fact is like stays out until a person has decided
    line = f"{dumps(field.name, ensure_ascii=False)} = {dumps(fact or BLANK)}"
    yield f"\n# {about}"
    yield line if fact else f"# {line}"


def _nearest(field: FormField) -> str | None:
    said = [utils.default_process(one) for one in (field.label, field.name) if one]
    scores = {
        name: max(
            fuzz.token_sort_ratio(utils.default_process(known), one)
            for known in (fact.label, *fact.also)
            for one in said
        )
        for name, fact in FACTS.items()
    }
    best = max(scores, key=lambda name: scores[name])
    return best if scores[best] >= _NEAR else None
