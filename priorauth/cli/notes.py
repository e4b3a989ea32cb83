"""The commands that propose facts from notes, and take those that a person accepts."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer
from typer.core import TyperGroup

from priorauth.case.read import write_part
from priorauth.cli.options import Quiet
from priorauth.cli.show import LIST_WIDTH, console
from priorauth.cli.write import write_file
from priorauth.errors import CaseFileError

if TYPE_CHECKING:
    from priorauth.intake.notes.proposals import Proposals


class _ProposesByDefault(TyperGroup):
    """A group whose first word may be a file: then it is ``propose``."""

    def parse_args(self, ctx: typer.Context, args: list[str]) -> list[str]:  # type: ignore[override]
        """Put ``propose`` before the arguments where they name no command."""
        known = {*self.commands, "--help"}
        return super().parse_args(ctx, args if not args or args[0] in known else ["propose", *args])


notes_app = typer.Typer(
    cls=_ProposesByDefault, help="Propose facts from notes; a person accepts them.", no_args_is_help=True
)


@notes_app.command("propose")
def propose(
    files: Annotated[list[Path], typer.Argument(metavar="FILE…", help="Notes: PDF with a text layer, or plain text.")],
    out: Annotated[Path, typer.Option("--out", help="File to write the proposals to.")],
    dated: Annotated[
        datetime | None, typer.Option("--dated", formats=["%Y-%m-%d"], help="Day of all these notes.")
    ] = None,
    author: Annotated[str | None, typer.Option("--author", help="Who wrote all these notes.")] = None,
    quiet: Quiet = False,
) -> None:
    """Propose facts from notes, each with its quote and page. Nothing enters a case before a person accepts it."""
    from priorauth.intake.notes.files import Said, read_note_files

    failed: list[CaseFileError] = []
    found = read_note_files(files, Said(dated=dated.date() if dated else None, author=author), failed.append)
    for error in failed:
        console(stderr=True).print(f"priorauth: {error}", soft_wrap=True, markup=False)
    if len(failed) < len(files):
        write_file(out, found.model_dump_json(indent=2, exclude_defaults=True).encode() + b"\n")
        if not quiet:
            _show(found)
    if failed:
        raise typer.Exit(CaseFileError.exit_code)


@notes_app.command("accept")
def accept_proposals(
    proposals: Annotated[Path, typer.Argument(metavar="PROPOSALS", help="A file that `read-notes` wrote.")],
    ids: Annotated[str, typer.Option("--ids", help='The numbers to take, such as "1,3,7".')],
    by: Annotated[str, typer.Option("--by", help="Who compared them with the notes.")],
    on: Annotated[datetime, typer.Option("--on", formats=["%Y-%m-%d"], help="The day of that.")],
    out: Annotated[Path, typer.Option("--out", help="File to write the facts to: a part of a case.")],
) -> None:
    """Make a part of a case of the proposals that a person has compared with the notes."""
    from priorauth.intake.attached.text import read_file
    from priorauth.intake.notes.proposals import accept, parse_proposals

    known = parse_proposals(read_file(proposals), proposals.name)
    write_file(out, write_part(accept(known, _numbers(ids), by, on.date())))
    print(out)


def _numbers(ids: str) -> list[int]:
    parts = [part.strip() for part in ids.split(",")]
    if not all(part.isdecimal() and len(part) < 7 for part in parts):
        raise typer.BadParameter('expected numbers such as "1,3,7"', param_hint="--ids")
    return [int(part) for part in parts]


def _show(found: Proposals) -> None:
    from rich.table import Table
    from rich.text import Text

    from priorauth.case.evidence import evidence_in

    out = console(pipe_width=LIST_WIDTH)
    table = Table(box=None, pad_edge=False, header_style="bold")
    table.add_column("id", no_wrap=True, justify="right")
    table.add_column("page", no_wrap=True, justify="right")
    for title in ("proposed", "the note says", "why"):
        table.add_column(title, overflow="fold")
    for proposal in found.proposals:
        places = list(evidence_in(proposal.part))
        pages = ", ".join(dict.fromkeys(str(place.page) for place in places))
        quotes = " … ".join(place.quote or "" for place in places)
        table.add_row(
            str(proposal.id),
            pages,
            Text(f"{proposal.kind.words}: {proposal.says}"),
            Text(f"“{quotes}”"),
            Text(f"{proposal.confidence}: {proposal.why}"),
        )
    out.print(table if found.proposals else "Nothing is proposed.")
    for line in found.not_read:
        console(stderr=True).print(f"not read: {line}", soft_wrap=True, markup=False)
