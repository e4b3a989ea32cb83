"""``priorauth form``: a payer's own PDF form, filled from a case."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from priorauth.case.read import read_case
from priorauth.cli.options import AsJson, CaseFile
from priorauth.cli.write import write_file
from priorauth.errors import FormError

form_app = typer.Typer(help="Fill a payer's own PDF form.", no_args_is_help=True)
FormFile = Annotated[Path, typer.Argument(metavar="FORM", help="The payer's form, a PDF with fields.")]
GAPS = 10


@form_app.command()
def fields(form: FormFile, as_json: AsJson = False) -> None:
    """List the fields of a form: name, kind, length, options."""
    import json

    from priorauth.render.form_fields import read_fields

    found = read_fields(_read(form), form.name)
    if as_json:
        print(json.dumps([one.model_dump() for one in found], indent=2, ensure_ascii=False))
        return
    for one in found:
        notes = ["required" if one.required else "", f"at most {one.most}" if one.most else ""]
        about = ", ".join(filter(None, (one.kind, *notes, " | ".join(one.options))))
        print(f"{one.name}: {about}{f' ({one.label})' if one.label else ''}")


@form_app.command()
def facts(as_json: AsJson = False) -> None:
    """List the facts of a case that a mapping file can name."""
    import json

    from priorauth.packet.case_facts import FACTS

    known = {name: fact.label for name, fact in FACTS.items()}
    print(json.dumps(known, indent=2) if as_json else "\n".join(f"{name}: {label}" for name, label in known.items()))


@form_app.command("map")
def map_(
    form: FormFile,
    out: Annotated[Path, typer.Option("--out", help="File to write the mapping to; an existing one is kept.")],
) -> None:
    """Propose a mapping file for a form: which fact goes into which field. Read it before you use it."""
    from priorauth.packet.form_map import propose_form_map
    from priorauth.render.form_fields import read_fields

    if out.exists():
        raise FormError(f"{out.name} exists. Name another file, so that no work on a mapping is lost.")
    text = propose_form_map(read_fields(_read(form), form.name))
    write_file(out, f"{text}\n".encode())
    print(out)


@form_app.command("fill")
def fill_(
    form: FormFile,
    case: CaseFile,
    mapping: Annotated[Path, typer.Option("--map", help="The form's mapping file.")],
    out: Annotated[Path, typer.Option("--out", help="File to write the filled form to.")],
) -> None:
    """Fill a form from a case. Required fields that stay empty are named."""
    from priorauth.packet.case_facts import values_for_forms
    from priorauth.packet.form_map import read_form_map
    from priorauth.render.form_fill import fill_form

    known = read_case(case)
    values = values_for_forms(known)
    read = read_form_map(_read(mapping).decode("utf-8", errors="replace"), mapping.name)
    filled = fill_form(_read(form), read, values, case_id=known.id, name=form.name)
    write_file(out, filled.content)
    print(out)
    notes = (
        ("Required, and still empty", filled.missing),
        ("No option of the form fits", filled.refused),
        ("Too long for the field, so on the addendum", filled.addendum),
    )
    for what, names in notes:
        if names:
            print(f"{what}: {'; '.join(names)}", file=sys.stderr)
    raise typer.Exit(GAPS if filled.missing or filled.refused else 0)


def _read(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise FormError(f"{path.name} cannot be read: {error.strerror}.") from None
