"""The command line: arguments to library calls to exit codes. It decides nothing.

Data go to stdout, messages to stderr. Exit codes are a stable part of the interface:

====  =====================================================================
0     done; for ``check`` and ``prepare``: ready to send
1     an error nobody foresaw (please report it)
2     the command was typed wrongly
3     a file cannot be read as a case, a chart or a form, or a patient of it not as a case
4     no single policy answers the request, or a policy's data are not as expected
5     a document that the packet points at is missing
6     a template or the page layout failed
7     the output cannot be written
8     a system library is missing
9     a settings file, such as the clinic's profile, is not as expected
10    gaps to close (``prepare``, ``form fill``); conflicts (``case``); findings (``lint``); a draft (``verify-packet``)
11    the policy is not met (``prepare`` wrote no letter); something for which nothing may be sent (``lint``)
12    a case beside a policy has another verdict than expected (``policy coverage``)
13    some cells or rows of a table could not be read (the rest was written by ``import table``)
14    a packet cannot be signed off, or is no longer what was signed off
15    a case of a batch was stopped: time, memory, or its worker died twice over it
16    the cluster of a batch cannot be reached, or its workers are not like this machine
130   a batch was stopped by Ctrl-C or SIGTERM; run it again to go on
====  =====================================================================

``batch`` leaves with the most serious code of all its cases, in this order: 1, 8, 16, 7, 6, 15, 14, 9, 5,
4, 3, 13, 11, 10, 0.
"""

from __future__ import annotations

import sys
from enum import StrEnum
from importlib.metadata import version
from importlib.resources import files
from pathlib import Path
from typing import Annotated, Literal

import typer

from priorauth.api import compare_case, prepare_packet, review_case, when_case, write_packet
from priorauth.batch.rows import EXIT
from priorauth.case.attached import attached_files
from priorauth.case.model import Case
from priorauth.case.profile import complete
from priorauth.case.read import read_case
from priorauth.cli.batch import batch
from priorauth.cli.cases import case_app
from priorauth.cli.clinic import clinic, own_profile
from priorauth.cli.diary import diary_app
from priorauth.cli.faults import said_of
from priorauth.cli.forms import form_app
from priorauth.cli.import_documents import import_documents
from priorauth.cli.imports import import_app
from priorauth.cli.lint import lint
from priorauth.cli.notes import notes_app
from priorauth.cli.options import AsJson, CaseFile, ClinicProfile, Drawn, Fax, Language, OwnTemplates, PolicyId, Quiet
from priorauth.cli.policies import policy_app
from priorauth.cli.prices import Prices
from priorauth.cli.settings import OwnPolicies, language_set, own_policies
from priorauth.cli.show import show_comparison, show_outlook, show_packet, show_review
from priorauth.cli.sign import kept_sign_off, sign
from priorauth.cli.templates import templates_app
from priorauth.cli.verify import verify_packet
from priorauth.cli.write import write_file
from priorauth.policy.model import Policy
from priorauth.review.finding import Review

app = typer.Typer(
    help="Prior-authorization letters and checklists for Botox in chronic migraine.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    add_completion=False,
)
app.add_typer(policy_app, name="policy")
app.add_typer(import_app, name="import")
app.add_typer(case_app, name="case")
app.add_typer(diary_app, name="diary")
app.add_typer(notes_app, name="read-notes")
import_app.command("documents")(import_documents)
app.add_typer(form_app, name="form")
app.add_typer(templates_app, name="templates")
app.command("lint")(lint)
app.command("batch")(batch)


class SchemaName(StrEnum):
    """What has a JSON Schema."""

    CASE = "case"
    POLICY = "policy"
    REVIEW = "review"


@app.callback(invoke_without_command=True)
def _root(
    show_version: Annotated[bool, typer.Option("--version", help="Print the version and stop.")] = False,
) -> None:
    if show_version:
        print(f"priorauth {version('priorauth')}")
        raise typer.Exit


@app.command()
def check(
    case: CaseFile,
    policy: PolicyId = None,
    policies: OwnPolicies = None,
    profile: ClinicProfile = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
) -> None:
    """Tell whether a case meets what its payer asks, clause by clause."""
    known = complete(read_case(case), own_profile(profile))
    review = review_case(known, policy=policy, own=own_policies(policies))
    _print_review(review, as_json=as_json, quiet=quiet)
    raise typer.Exit(EXIT[review.readiness])


@app.command()
def prepare(
    case: CaseFile,
    out: Annotated[Path, typer.Option("--out", help="Folder to write to; the packet gets a folder of its own there.")],
    policy: PolicyId = None,
    policies: OwnPolicies = None,
    prices: Prices = None,
    profile: ClinicProfile = None,
    templates: OwnTemplates = None,
    as_json: AsJson = False,
    quiet: Quiet = False,
    fax: Fax = False,
    language: Language = None,
    engine: Drawn = "weasyprint",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Judge the case, write nothing.")] = False,
) -> None:
    """Write the packet of a case: the letter of its kind of request, what goes around it, and the office papers."""
    own, brought = own_policies(policies), clinic(profile, templates, prices)
    known = brought.complete(read_case(case))
    if dry_run:
        review = review_case(known, policy=policy, own=own)
        _print_review(review, as_json=as_json, quiet=quiet)
        raise typer.Exit(EXIT[review.readiness])
    documents = attached_files(known, case.parent)
    packet = prepare_packet(
        known,
        policy=policy,
        own=own,
        documents=documents,
        prices=brought.prices,
        fax=fax,
        language=language_set(language),
        look=brought.look,
        engine=engine,
    )
    packet = kept_sign_off(packet, out, own, brought.prices)
    folder = write_packet(packet, out)
    if as_json:
        print(packet.manifest.model_dump_json(indent=2))
    elif not quiet:
        show_review(packet.review)
        show_packet(packet, folder)
    raise typer.Exit(EXIT[packet.review.readiness])


app.command()(sign)
app.command()(verify_packet)


@app.command()
def compare(
    case: CaseFile,
    policies: OwnPolicies = None,
    as_json: AsJson = False,
    every: Annotated[bool, typer.Option("--all", help="Also policies of other lines of business and states.")] = False,
) -> None:
    """Hold one case against every policy that could apply."""
    reviews = compare_case(read_case(case), every=every, own=own_policies(policies))
    if as_json:
        print(f"[{','.join(review.model_dump_json() for review in reviews)}]")
    else:
        show_comparison(reviews)


@app.command()
def when(case: CaseFile, policy: PolicyId = None, policies: OwnPolicies = None, as_json: AsJson = False) -> None:
    """Tell on which day the policy could first be met if what is going on goes on."""
    outlook = when_case(read_case(case), policy=policy, own=own_policies(policies))
    if as_json:
        print(outlook.model_dump_json(indent=2))
    else:
        show_outlook(outlook)


@app.command()
def schema(name: SchemaName) -> None:
    """Print the JSON Schema of a case or a policy (what goes in) or of a review (what comes out)."""
    import json

    from priorauth.clinical.schema import json_schema

    models = {SchemaName.CASE: Case, SchemaName.POLICY: Policy, SchemaName.REVIEW: Review}
    mode: Literal["validation", "serialization"] = "serialization" if name is SchemaName.REVIEW else "validation"
    print(json.dumps(json_schema(models[name], mode), indent=2))


@app.command()
def samples(out: Annotated[Path, typer.Argument(metavar="DIR", help="Folder to write the sample cases to.")]) -> None:
    """Write the sample cases, each named for where it lands. All patients in them are invented."""
    shipped = sorted(files("priorauth").joinpath("samples").iterdir(), key=lambda one: one.name)
    for one in shipped:
        write_file(out / one.name, one.read_bytes())
    print(out)


def main() -> None:
    """Run the command line and leave with its exit code; an error is one sentence on stderr, never a traceback."""
    try:
        app(prog_name="priorauth")
    except Exception as error:
        message, code = said_of(error)
        print(f"priorauth: {message}", file=sys.stderr)
        sys.exit(code)


def _print_review(review: Review, *, as_json: bool, quiet: bool) -> None:
    if as_json:
        print(review.model_dump_json(indent=2))
    elif not quiet:
        show_review(review)
