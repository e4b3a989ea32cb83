"""Reads the fields of a payer's PDF form (AcroForm)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

from pikepdf import Array, Dictionary, Name, Object, PasswordError, Pdf, PdfError

from priorauth.errors import FormError
from priorauth.packet.form_map import FormField

TEXT, TICK, RADIO, CHOICE = "text", "check box", "radio buttons", "choice"
_REQUIRED, _LINES, _RADIO, _PUSH, _COMB = 1 << 1, 1 << 12, 1 << 15, 1 << 16, 1 << 24
_PLAIN_KINDS = {"/Tx": TEXT, "/Ch": CHOICE, "/Sig": "signature"}


@dataclass(frozen=True)
class KnownField:
    """A field, the object that holds its value, and where it is drawn."""

    about: FormField
    holder: Object
    widgets: tuple[Object, ...]
    comb: bool
    size: float
    """Of its text; 0 where the form leaves it to the filler."""
    align: int
    exported: dict[str, str]
    """For a choice: the value to store, by what a reader sees."""


def open_form(content: bytes, name: str) -> Pdf:
    """Open a form; ``name`` is its file's, for messages.

    Raises:
        FormError: it is no PDF, is locked, or has no fields that can be filled.
    """
    try:
        pdf = Pdf.open(BytesIO(content))
    except PasswordError:
        raise FormError(f"{name} is locked with a password. Ask the payer for a form that is not.") from None
    except PdfError:
        raise FormError(f"{name} is no PDF that can be opened.") from None
    if pdf.is_encrypted:
        raise FormError(f"{name} is encrypted. Ask the payer for a form that is not.")
    acro = pdf.Root.get(Name.AcroForm)
    if acro is None or not len(acro.get(Name.Fields, Array())):
        what = "an XFA form, which only Adobe's programs can fill" if acro and Name.XFA in acro else "without fields"
        raise FormError(f"{name} is {what}. Print it, and fill it by hand, or ask the payer for a form with fields.")
    return pdf


def read_fields(content: bytes, name: str) -> tuple[FormField, ...]:
    """Return the fields of a form in its own order.

    Raises:
        FormError: it cannot be read as a form.
    """
    with open_form(content, name) as pdf:
        return tuple(one.about for one in known_fields(pdf))


def known_fields(pdf: Pdf) -> Iterator[KnownField]:
    """Yield every field of an open form in its own order."""
    acro = pdf.Root.AcroForm
    for field in acro.Fields:
        yield from _below(field, "", {"/DA": acro.get(Name.DA)})


def _below(field: Object, above: str, passed_on: dict[str, Object | None]) -> Iterator[KnownField]:
    name = ".".join(part for part in (above, str(field.get(Name.T, ""))) if part)
    has = passed_on | {key: field[key] for key in ("/FT", "/Ff", "/MaxLen", "/DA", "/Q", "/Opt") if key in field}
    kids = list(field.get(Name.Kids, []))
    named = [kid for kid in kids if Name.T in kid]
    for kid in named:
        yield from _below(kid, name, has)
    if not named and "/FT" in has:
        yield _known(field, name, has, tuple(kids) or (field,))


def _known(field: Object, name: str, has: dict[str, Object | None], widgets: tuple[Object, ...]) -> KnownField:
    flags, most = int(has.get("/Ff") or 0), has.get("/MaxLen")
    kind = _kind(str(has["/FT"]), flags)
    exported = _choices(has.get("/Opt")) if kind == CHOICE else {}
    states = dict.fromkeys(state for widget in widgets for state in on_states(widget)) if kind in (TICK, RADIO) else {}
    about = FormField(
        name=name,
        label=str(field[Name.TU]) if Name.TU in field else None,
        kind=kind,
        options=(*exported, *states),
        most=int(most) if most is not None and kind == TEXT else None,
        required=bool(flags & _REQUIRED),
        lines=kind == TEXT and bool(flags & _LINES),
    )
    return KnownField(
        about=about,
        holder=field,
        widgets=widgets,
        comb=kind == TEXT and bool(flags & _COMB) and most is not None,
        size=_size(str(has.get("/DA") or "")),
        align=int(has.get("/Q") or 0),
        exported=exported,
    )


def _kind(kind: str, flags: int) -> str:
    if kind != "/Btn":
        return _PLAIN_KINDS.get(kind, "other")
    return RADIO if flags & _RADIO else "button" if flags & _PUSH else TICK


def on_states(widget: Object) -> list[str]:
    """Return the states of a button other than "off", without their slash."""
    looks = widget.get(Name.AP, Dictionary())
    normal = looks.get(Name.N, Dictionary())
    states = normal.keys() if isinstance(normal, Dictionary) else ()
    return [state.removeprefix("/") for state in states if state != "/Off"]


def _choices(options: Object | None) -> dict[str, str]:
    found: dict[str, str] = {}
    for one in options if options is not None else ():
        stored, seen = (str(one[0]), str(one[1])) if isinstance(one, Array) else (str(one), str(one))
        found[seen] = stored
    return found


def _size(appearance: str) -> float:
    words = appearance.split()
    try:
        return abs(float(words[words.index("Tf") - 1]))
    except (ValueError, IndexError):
        return 0
