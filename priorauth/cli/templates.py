"""The commands around a clinic's own templates: see ours, copy one to start from, try a folder of them."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources import files
from pathlib import Path
from typing import Annotated

import typer

from priorauth.api import prepare_packet, read_look, review_case
from priorauth.case.model import Case
from priorauth.case.read import parse_case
from priorauth.cli.clinic import own_profile
from priorauth.cli.options import ClinicProfile, Quiet
from priorauth.cli.write import write_file
from priorauth.errors import OutputError, RenderError, UnknownPayer
from priorauth.packet.files import Packet
from priorauth.packet.look import Look
from priorauth.packet.signing import Signature
from priorauth.review.finding import Readiness

FAULTY = RenderError.exit_code
_MOST_PAGES_OF_LETTER = 2

templates_app = typer.Typer(help="Templates of the clinic's own, in place of ours.", no_args_is_help=True)


@templates_app.command("list")
def list_templates() -> None:
    """List our templates and stylesheets by the names under which they can be replaced."""
    from priorauth.render.own_templates import our_names

    for name in our_names():
        print(name)


@templates_app.command()
def copy(
    name: Annotated[str, typer.Argument(metavar="NAME", help="Such as letter/body.html.j2; see `templates list`.")],
    to: Annotated[Path, typer.Option("--to", metavar="DIR", help="The folder of the clinic's own templates.")],
) -> None:
    """Copy one of ours into the clinic's folder, to start from; a file that is there already stays."""
    from priorauth.render.own_templates import our_text

    text, path = our_text(name), to / name
    if path.exists():
        raise OutputError(f"{path} is there already. Move it away, if you want ours anew.")
    write_file(path, text.encode())
    print(path)


@templates_app.command()
def check(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="The folder of the clinic's own templates.")],
    profile: ClinicProfile = None,
    quiet: Quiet = False,
) -> None:
    """Try a folder of templates on every sample, and tell what goes wrong or went missing."""
    look = read_look(own_profile(profile), templates=folder)
    samples = sorted(files("priorauth").joinpath("samples").iterdir(), key=lambda one: one.name)
    found: dict[str, list[str]] = {}
    for sample in samples:
        for fault in dict.fromkeys(_faults(parse_case(sample.read_bytes(), sample.name), look)):
            found.setdefault(fault, []).append(sample.name.removesuffix(".json"))
    for fault, names in found.items():
        print(f"{fault} (In {len(names)} of {len(samples)} samples: {names[0]}{', …' if len(names) > 1 else ''})")
    if found:
        raise typer.Exit(FAULTY)
    if not quiet:
        tried = ", ".join(one.name for one in look.templates) or "no file"
        print(f"{len(samples)} samples prepared with {tried}: nothing is missing or wrong.")


def _faults(case: Case, look: Look) -> Iterator[str]:
    from priorauth.render.text_faults import faults_in, read_back

    try:
        packet = _prepared(case, look)
    except RenderError as error:
        yield str(error)
        return
    for file in packet.files:
        if file.kind == "letter" and (file.pages or 0) > _MOST_PAGES_OF_LETTER:
            yield f"The letter has {file.pages} pages. Two is what a reviewer reads: make the letter shorter."
        if file.path.endswith(".pdf"):
            yield from (f"{file.kind}, {fault}." for fault in faults_in(read_back(file.content)))


def _prepared(case: Case, look: Look) -> Packet:
    try:
        policy = review_case(case).policy.id
    except UnknownPayer:
        policy = "general"  # the sample of an invented payer
    ready = review_case(case, policy=policy).readiness is Readiness.READY
    # signed off where it can be, a draft where something is open: both kinds are looked at
    signature = Signature(by=case.prescriber.name, on=case.request.as_of) if ready and case.prescriber else None
    return prepare_packet(case, policy=policy, signature=signature, look=look)
