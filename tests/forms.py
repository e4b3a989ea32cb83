"""Invented payer forms (AcroForm), made for the tests: no payer's own form is shipped or copied."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name, Pdf, Stream, String

REQUIRED, MULTILINE, COMB, RADIO, COMBO = 1 << 1, 1 << 12, 1 << 24, 1 << 15, 1 << 17


def form(*, extra: tuple[Dictionary, ...] = (), **options: Any) -> bytes:
    """A form of one page with one field of every kind; ``xfa``, ``encrypted`` and ``required`` change it."""
    required = REQUIRED if options.get("required", True) else 0
    with pikepdf.new() as pdf:
        page = pdf.add_blank_page(page_size=(612, 792))
        fields = [
            text("Patient Name", (150, 720, 400, 738), flags=required, label="Patient name"),
            text("Member ID", (150, 690, 350, 708), flags=COMB, most=11, size=12),
            text("DOB", (150, 660, 250, 678), size=10),
            text("Prescriber NPI", (150, 630, 250, 648), most=10, size=10),
            text("Clinical Notes", (150, 520, 500, 610), flags=MULTILINE, size=10),
            text("Diagnosis", (150, 490, 230, 508), size=10),
            text("Office Use", (150, 460, 250, 478), flags=required),
            *[box(pdf, name, y) for name, y in (("Initial request", 430), ("Continuation", 410))],
            radio(pdf, "Place of service", {"Office": 380, "Hospital": 360}),
            choice("State", (150, 330, 250, 348), ("CT", "NY", "OH")),
            *extra,
        ]
        made = [pdf.make_indirect(one) for one in fields]
        for one in made:
            if "/Kids" in one:
                one["/Kids"] = Array([pdf.make_indirect(kid) for kid in one["/Kids"]])
            for kid in one.get("/Kids", []):
                kid["/Parent"] = one
        page.obj["/Annots"] = Array([kid for one in made for kid in one.get("/Kids", [one])])
        font = Dictionary(Type=Name.Font, Subtype=Name.Type1, BaseFont=Name.Helvetica, Encoding=Name.WinAnsiEncoding)
        acro = Dictionary(
            Fields=Array(made),
            DA=String("/Helv 0 Tf 0 g"),
            DR=Dictionary(Font=Dictionary(Helv=pdf.make_indirect(font))),
        )
        if options.get("xfa"):
            acro["/XFA"] = pdf.make_indirect(Stream(pdf, b"<xdp:xdp/>"))
            if options["xfa"] == "only":
                acro["/Fields"], page.obj["/Annots"] = Array(), Array()
        pdf.Root.AcroForm = acro
        result = BytesIO()
        if options.get("encrypted"):
            pdf.save(result, encryption=pikepdf.Encryption(user="secret", owner="secret"))
        else:
            pdf.save(result, deterministic_id=True)
    return result.getvalue()


def text(
    name: str, place: tuple[int, ...], *, flags: int = 0, most: int | None = None, size: int = 0, label: str = ""
) -> Dictionary:
    """A text field; ``size`` 0 lets the filler choose."""
    field = Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Tx,
        T=String(name),
        Rect=Array(place),
        F=4,
        Ff=flags,
        DA=String(f"/Helv {size} Tf 0 g"),
        MK=Dictionary(BC=Array([0])),
    )
    if most is not None:
        field["/MaxLen"] = most
    if label:
        field["/TU"] = String(label)
    return field


def box(pdf: Pdf, name: str, y: int) -> Dictionary:
    """A check box whose state is "Yes"."""
    return Dictionary(FT=Name.Btn, T=String(name), V=Name.Off, **_button(pdf, y, "Yes"))


def radio(pdf: Pdf, name: str, states: dict[str, int]) -> Dictionary:
    """Radio buttons, one of which can be on."""
    kids = [pdf.make_indirect(Dictionary(**_button(pdf, y, state))) for state, y in states.items()]
    return Dictionary(FT=Name.Btn, Ff=RADIO, T=String(name), V=Name.Off, Kids=Array(kids))


def choice(name: str, place: tuple[int, ...], options: tuple[str, ...]) -> Dictionary:
    """A list to choose from."""
    return Dictionary(
        Type=Name.Annot,
        Subtype=Name.Widget,
        FT=Name.Ch,
        Ff=COMBO,
        T=String(name),
        Rect=Array(place),
        F=4,
        DA=String("/Helv 10 Tf 0 g"),
        Opt=Array([String(one) for one in options]),
    )


def _button(pdf: Pdf, y: int, state: str) -> dict[str, Any]:
    def drawn(content: bytes) -> pikepdf.Object:
        stream = Stream(pdf, content)
        stream.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 12, 12])))
        return pdf.make_indirect(stream)

    frame = b"0.8 w 0.5 0.5 11 11 re S "
    return {
        "Type": Name.Annot,
        "Subtype": Name.Widget,
        "Rect": Array([150, y, 162, y + 12]),
        "F": 4,
        "AS": Name.Off,
        "AP": Dictionary(
            N=Dictionary({f"/{state}": drawn(frame + b"2 2 m 10 10 l 2 10 m 10 2 l S"), "/Off": drawn(frame)})
        ),
    }
