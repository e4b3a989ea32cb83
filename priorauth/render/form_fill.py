"""Fills a payer's PDF form from the facts of a case. What does not fit a field goes whole onto a page behind it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, Pdf, Stream, String

from priorauth.clinical.model import Model
from priorauth.errors import FormError
from priorauth.packet.form_map import FormMap
from priorauth.render.form_fields import CHOICE, RADIO, TEXT, TICK, KnownField, known_fields, on_states, open_form
from priorauth.render.form_text import Face, combed, drawn, fit
from priorauth.render.pdf import lay_out
from priorauth.render.templates import fill

_SEE = ("see addendum, item {}", "addendum {}", "add. {}", "{}")
_ON = "on"


class Item(Model):
    """A text that did not fit its field."""

    number: int
    field: str
    text: str


class Addendum(Model):
    """The page behind the form, with the texts that did not fit."""

    case_id: str
    patient: str | None
    born: str | None
    items: tuple[Item, ...]


class FilledForm(Model):
    """A filled form, and what a person still has to do with it."""

    content: bytes
    filled: tuple[str, ...]
    """Fields that have a value now."""
    missing: tuple[str, ...]
    """Required fields that have none."""
    addendum: tuple[str, ...]
    """Fields whose text stands behind the form."""
    refused: tuple[str, ...]
    """Fields whose value is none of the form's options."""


def fill_form(
    content: bytes, mapping: FormMap, facts: Mapping[str, str | None], *, case_id: str, name: str
) -> FilledForm:
    """Fill a form with the facts of a case by name; ``name`` is its file's, for messages.

    The same input always gives the same bytes.

    Raises:
        FormError: the form cannot be read, the mapping names a field that it has not, or its font lacks a letter.
        RenderError: the addendum could not be laid out.
    """
    with open_form(content, name) as pdf:
        fields = {field.about.name: field for field in known_fields(pdf)}
        if unknown := sorted(set(mapping.fields) - set(fields)):
            raise FormError(f"{name} has no field {unknown[0]}. `priorauth form fields` lists what it has.")
        values = {key: value for key, one in mapping.fields.items() if (value := one.value(facts)) is not None}
        writer = _Writer(pdf)
        done = {key: writer.write(fields[key], value) for key, value in values.items()}
        writer.finish()
        _put_behind(pdf, _addendum(writer.items, facts, case_id))
        result = BytesIO()
        pdf.save(result, deterministic_id=True)
    return FilledForm(
        content=result.getvalue(),
        filled=tuple(key for key in fields if done.get(key)),
        missing=tuple(key for key, field in fields.items() if field.about.required and not done.get(key)),
        addendum=tuple(item.field for item in writer.items),
        refused=tuple(key for key, written in done.items() if not written),
    )


class _Writer:
    """Writes values into the fields of one form, with one font for all of them."""

    def __init__(self, pdf: Pdf) -> None:
        self._pdf, self._face = pdf, Face()
        self._drawings: list[Object] = []
        self.items: list[Item] = []

    def write(self, field: KnownField, value: str) -> bool:
        """Write a value; return False where it is none of the form's options, or the field takes none."""
        kind = field.about.kind
        if kind in (TICK, RADIO):
            return _press(field, value)
        if kind == CHOICE and value not in field.exported:
            return False
        if kind not in (TEXT, CHOICE):
            return False
        if self._face.lacks(value):
            raise FormError(f"The value of the field {field.about.name} has a letter that the font lacks.")
        self._write_text(field, value)
        return True

    def _write_text(self, field: KnownField, value: str) -> None:
        # one value for all the places where the field is drawn: the smallest decides
        candidates = (value, *self._pointers(field)) if field.about.kind == TEXT else (value,)
        for text in candidates:
            drawings = [self._drawing(field, widget, text) for widget in field.widgets]
            if all(one is not None for one in drawings):
                break
        else:
            text, drawings = "", [b"" for _ in field.widgets]
        if text != value:
            about = field.about.label or field.about.name
            self.items.append(Item(number=len(self.items) + 1, field=about, text=value))
        field.holder[Name.V] = String(field.exported.get(text, text))
        for widget, drawing in zip(field.widgets, drawings, strict=True):
            self._draw(widget, drawing or b"")

    def _pointers(self, field: KnownField) -> Iterator[str]:
        return (words.format(len(self.items) + 1) for words in _SEE)

    def _drawing(self, field: KnownField, widget: Object, text: str) -> bytes | None:
        room, about = _room(widget), field.about
        if about.most is not None and len(text) > about.most:
            return None
        if field.comb and about.most:
            return combed(self._face, text, room, about.most, field.size) if "\n" not in text else None
        fitted = fit(self._face, text, room, field.size, lines=about.lines)
        if fitted is None:
            return None
        return drawn(self._face, fitted, room, lines=about.lines, align=field.align)

    def _draw(self, widget: Object, drawing: bytes) -> None:
        width, height = _room(widget)
        stream = Stream(self._pdf, _frame(widget, width, height) + drawing)
        stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, width, height])))
        self._drawings.append(stream)
        widget[Name.AP] = Dictionary(N=self._pdf.make_indirect(stream))

    def finish(self) -> None:
        """Put the font into the file, and leave nothing that would make a viewer draw the fields anew."""
        font = self._pdf.make_indirect(self._face.embedded(self._pdf)) if self._face.used else None
        for drawing in self._drawings if font is not None else ():
            drawing[Name.Resources] = Dictionary(Font=Dictionary(PaFont=font))
        acro = self._pdf.Root.AcroForm
        for key in (Name.XFA, Name.NeedAppearances):
            if key in acro:
                del acro[key]


def _press(field: KnownField, value: str) -> bool:
    ons = {state for widget in field.widgets for state in on_states(widget)}
    state = next(iter(field.about.options), "") if field.about.kind == TICK and value == _ON else value
    if state not in ons:
        return False
    field.holder[Name.V] = Name(f"/{state}")
    for widget in field.widgets:
        widget[Name.AS] = Name(f"/{state}") if state in on_states(widget) else Name.Off
    return True


def _room(widget: Object) -> tuple[float, float]:
    left, low, right, high = (float(one) for one in widget[Name.Rect])
    return abs(right - left), abs(high - low)


def _frame(widget: Object, width: float, height: float) -> bytes:
    looks = widget.get(Name.MK, Dictionary())
    line = float(widget.get(Name.BS, Dictionary()).get(Name.W, 1))
    parts = []
    if color := _color(looks.get(Name.BG), ("g", "rg", "k")):
        parts.append(f"{color} 0 0 {width:g} {height:g} re f")
    if line and (color := _color(looks.get(Name.BC), ("G", "RG", "K"))):
        parts.append(f"{color} {line:g} w {line / 2:g} {line / 2:g} {width - line:g} {height - line:g} re S")
    return f"q {' '.join(parts)} Q ".encode() if parts else b""


def _color(parts: Object | None, operators: tuple[str, str, str]) -> str:
    numbers = [f"{float(one):g}" for one in parts] if parts is not None else []
    operator = dict(zip((1, 3, 4), operators, strict=True)).get(len(numbers))
    return " ".join((*numbers, operator)) if operator else ""


def _addendum(items: list[Item], facts: Mapping[str, str | None], case_id: str) -> Addendum | None:
    if not items:
        return None
    return Addendum(
        case_id=case_id,
        patient=facts["patient.name"],
        born=facts["patient.born"],
        items=tuple(items),
    )


def _put_behind(form: Pdf, addendum: Addendum | None) -> None:
    if addendum is None:
        return
    pages = lay_out(fill("forms/addendum.html.j2", addendum), "letter.css")
    with Pdf.open(BytesIO(pages.content)) as behind:
        form.pages.extend(behind.pages)
