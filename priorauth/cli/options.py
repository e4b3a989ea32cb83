"""Arguments and options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from priorauth.packet.files import EngineName

CaseFile = Annotated[Path, typer.Argument(metavar="CASE", help="A case file (JSON; see `priorauth schema case`).")]
PolicyId = Annotated[
    str | None, typer.Option("--policy", help="Check against this policy, not the one the case chooses.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON for machines.")]
Drawn = Annotated[
    EngineName, typer.Option("--engine", help="Draws the pages: weasyprint, or fast (needs the extra ‘fast’).")
]
Fax = Annotated[bool, typer.Option("--fax", help="Also write the packet as a fax sends it (TIFF).")]
ClinicProfile = Annotated[
    Path | None,
    typer.Option(
        "--profile",
        metavar="FILE",
        envvar="PRIORAUTH_PROFILE",
        help="The clinic's profile (TOML); without it the one that priorauth.toml names.",
    ),
]
OwnTemplates = Annotated[
    Path | None,
    typer.Option(
        "--templates",
        metavar="DIR",
        envvar="PRIORAUTH_TEMPLATES",
        help="Folder of the clinic's own templates; without it the one of priorauth.toml or of the profile.",
    ),
]
Language = Annotated[
    str | None,
    typer.Option(
        "--language",
        metavar="TAG",
        envvar="PRIORAUTH_LANGUAGE",
        help="Language of the documents, such as en-US; without it the one that priorauth.toml names.",
    ),
]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Print nothing but errors.")]
