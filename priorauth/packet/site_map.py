"""The drawing of the injection sites: front, back and both sides. One unit of the drawing is one millimetre."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Literal, NamedTuple

from priorauth.clinical.injection import Muscle, MuscleDose
from priorauth.clinical.model import Model
from priorauth.clinical.tables import table
from priorauth.review.words import counted, listed

WIDTH = 181.0
_FRONT_AND_BACK, _SIDES = 11.5, 68.5  # where the two rows of heads begin
_HEIGHT = 117.0
_LINE = 4.2  # from one line of a label to the next, as the template sets it
_MIDDLES = (45.0, 136.0)

Outline = Literal["front", "back", "side"]


class Point(Model):
    """A place in a view, from its midline and the top of the head."""

    x: float
    y: float


class Dot(Point):
    """One injection site: filled where it is fixed, open where it follows the pain."""

    extra: bool


class Label(Point):
    """What a muscle gets, beside the head, with a line to its site."""

    anchor: Literal["start", "middle", "end"]
    lines: tuple[str, ...]
    lead_x: float
    lead_y: float
    leads_to: tuple[Point, ...]


class Side(Point):
    """Which side of the patient is where."""

    words: str


class View(Model):
    """One head."""

    outline: Outline
    mirrored: bool
    x: float
    y: float
    dots: tuple[Dot, ...]
    labels: tuple[Label, ...]
    sides: tuple[Side, ...]


class SiteMap(Model):
    """The drawing, and the same in words for whoever cannot see it."""

    words: str
    width: float = WIDTH
    height: float = _HEIGHT
    views: tuple[View, ...]


class _Place(NamedTuple):
    """Where the label of a muscle stands, where its leader begins, and where that ends."""

    x: float
    y: float
    anchor: Literal["start", "middle", "end"]
    lead: tuple[float, float]
    end: tuple[float, float]


# the page shows the drawing at 94%: its letters are larger than those of the other pictures, to stay above 10 pt
_LABELS = {
    Muscle.PROCERUS: _Place(0, -7, "middle", (0, -1.8), (0, 16.6)),
    Muscle.FRONTALIS: _Place(-19, 5, "end", (-18.4, 7), (-9.2, 11.4)),
    Muscle.CORRUGATOR: _Place(19, 9, "start", (18.4, 11.6), (5.1, 16)),
    Muscle.OCCIPITALIS: _Place(19, 8, "start", (18.4, 10.6), (10.2, 19.4)),
    Muscle.CERVICAL_PARASPINAL: _Place(-19, 29, "end", (-18.4, 30), (-6.8, 29)),
    Muscle.TRAPEZIUS: _Place(19, 33, "start", (24.5, 38.4), (20.2, 47.3)),
    Muscle.TEMPORALIS: _Place(20, 3, "start", (19.4, 4.4), (3.8, 11)),
}
_PATIENT_SIDES = {"front": ("right", "left"), "back": ("left", "right")}
_SIDE_MARKS = {"front": (31, 48.0), "back": (36, 45.0)}  # so far from the midline and the top


def site_map(plan: Iterable[MuscleDose]) -> SiteMap:
    """Return the drawing of an injection plan: each muscle with its sites and units."""
    doses = {dose.muscle: dose for dose in plan}
    return SiteMap(
        words=_in_words(doses.values()),
        views=(
            _facing("front", doses, _MIDDLES[0]),
            _facing("back", doses, _MIDDLES[1]),
            _profile("right", doses[Muscle.TEMPORALIS], _MIDDLES[0]),
            _profile("left", doses[Muscle.TEMPORALIS], _MIDDLES[1]),
        ),
    )


def _facing(outline: Literal["front", "back"], doses: dict[Muscle, MuscleDose], middle: float) -> View:
    shown = [dose for dose in doses.values() if _rows(outline, dose.muscle)]
    sides, (away, down) = _PATIENT_SIDES[outline], _SIDE_MARKS[outline]
    return View(
        outline=outline,
        mirrored=False,
        x=middle,
        y=_FRONT_AND_BACK,
        dots=tuple(dot for dose in shown for dot in _both_sides(outline, dose, sides)),
        labels=tuple(_label(dose.muscle.capitalize(), dose.sites, dose, _LABELS[dose.muscle]) for dose in shown),
        sides=tuple(Side(x=x, y=down, words=one[0].upper()) for x, one in zip((-away, away), sides, strict=True)),
    )


def _both_sides(outline: Outline, dose: MuscleDose, sides: tuple[str, str]) -> Iterator[Dot]:
    for side, sign in zip(sides, (-1, 1), strict=True):
        extra = dose.extra_left if side == "left" else dose.extra_right
        yield from _dots(outline, dose.muscle, extra, sign)
        if dose.midline:
            return


def _profile(side: Literal["left", "right"], dose: MuscleDose, middle: float) -> View:
    # the drawing looks to the left, as the left side of a patient does
    sign = 1 if side == "left" else -1
    sites, extra = (dose.left, dose.extra_left) if side == "left" else (dose.right, dose.extra_right)
    label = _label(f"{dose.muscle.capitalize()},", sites, dose, _LABELS[dose.muscle], side=side)
    return View(
        outline="side",
        mirrored=side == "right",
        x=middle - 4 * sign,
        y=_SIDES,
        dots=tuple(_dots("side", dose.muscle, extra, sign)),
        labels=(label if side == "left" else _mirrored(label),),
        sides=(),
    )


def _dots(outline: Outline, muscle: Muscle, extra: int, sign: int) -> Iterator[Dot]:
    rows = _rows(outline, muscle)
    fixed = [row for row in rows if row["extra"] == "no"]
    further = [row for row in rows if row["extra"] == "yes"][:extra]
    for row in (*fixed, *further):
        yield Dot(x=sign * float(row["x"]), y=float(row["y"]), extra=row["extra"] == "yes")


def _rows(outline: Outline, muscle: Muscle) -> list[dict[str, str]]:
    return [row for row in table("site_positions") if (row["view"], row["muscle"]) == (outline, muscle)]


def _label(name: str, sites: int, dose: MuscleDose, place: _Place, side: str = "") -> Label:
    each = () if side or not dose.extra else (f"{dose.right} right, {dose.left} left",)
    names = (name, f"{side} side") if side else tuple(name.split())
    return Label(
        x=place.x,
        y=round(place.y - _LINE * len(each), 2),  # a further line pushes the others up
        anchor=place.anchor,
        lines=(*names, f"{counted(sites, 'site')}, {sites * dose.units // dose.sites} U", *each),
        lead_x=place.lead[0],
        lead_y=place.lead[1],
        leads_to=(Point(x=place.end[0], y=place.end[1]),),
    )


def _mirrored(label: Label) -> Label:
    ends = tuple(Point(x=-end.x, y=end.y) for end in label.leads_to)
    return label.model_copy(
        update={"x": -label.x, "lead_x": -label.lead_x, "leads_to": ends, "anchor": "end"},
    )


def _in_words(doses: Iterable[MuscleDose]) -> str:
    return f"Drawing of the head from the front, the back and both sides: {listed(map(_say, doses))}."


def _say(dose: MuscleDose) -> str:
    where = "in the midline" if dose.midline else f"{dose.right} right and {dose.left} left"
    return f"{dose.muscle} {counted(dose.sites, 'site')} ({where}), {dose.units} units"
