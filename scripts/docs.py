"""Writes the pages of docs/ that are made from the code: payers/ and reference/.

Run it after a change of the code: ``make docs``. With ``--check`` it writes nothing and names the stale pages.
"""

from __future__ import annotations

import argparse
import inspect
import json
import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import typer
from model_pages import Fields, doc_of, model_lines, plain, table
from process_page import process_page
from table_pages import column_lines, fact_lines
from typer.core import TyperCommand, TyperGroup

import priorauth
from priorauth import cli, errors
from priorauth.case.model import Case
from priorauth.clinical.model import Model
from priorauth.clinical.schema import json_schema
from priorauth.packet.files import Manifest, Packet
from priorauth.packet.look import Look
from priorauth.policy import criteria
from priorauth.policy.clause import Clause
from priorauth.policy.folder import PolicyFolder
from priorauth.policy.form.questions import ABOUT, CLAUSES
from priorauth.policy.model import Policy
from priorauth.policy.outline import outline
from priorauth.policy.process import all_process_rules
from priorauth.policy.registry import all_policies, is_called
from priorauth.policy.verified import old_from
from priorauth.review.finding import Review
from priorauth.review.lint.finding import LintFinding
from priorauth.review.when import Outlook

DOCS = Path(__file__).resolve().parents[1] / "docs"
MARK = "<!-- Made by scripts/docs.py from the code. Do not edit: change the code, then run `make docs`. -->\n"
HELP_WIDTH = 100
RESULTS = ("Packet", "PacketFile", "Outlook", "Earliest", "PolicyFolder", "Verification", "LintFinding", "Look")

CASE_INTRO = """# Case

What goes in: one file, or one dict, for one request. The same as JSON Schema: [case.schema.json](case.schema.json).
A key that is not listed here is refused. A field that is left out is not known, and becomes a question if it matters.

## Every fact

What the chart says carries four fields beside its own. `evidence` lists where it is documented. `origin` is `auto`
when a program read it, and `manual` or `override` when a person entered it; then `entered_by` and `entered_on` name
that person and the day. A clinical fact needs evidence, or the person who entered it.
"""
REVIEW_INTRO = """# Review

What `priorauth check --json` prints, `review_case` returns and `office/review.json` holds. The same as JSON Schema:
[review.schema.json](review.schema.json). It holds patient data and stays in the office.
"""
POLICY_INTRO = """# Policy

What one file in the folder of a clinic's own policies holds: one dated edition of one payer document. The same as JSON
Schema: [policy.schema.json](policy.schema.json). How to make one without writing JSON:
[Keep your own policies](../how-to/own-policies.md). The kinds of criteria are in [criteria.md](criteria.md).
"""
TABLE_INTRO = """# The table of a policy

The rows that `priorauth policy new --table-template FILE` writes, and the questions that `priorauth policy new` asks on
a terminal. N stands for a number of the payer's document. Every answer on what a request needs can also be `silent`
(you read for it, and the document does not say it) or `not read`, which is what a blank one means unless the row
`blank_means` says otherwise. How to fill it: [Keep your own policies](../how-to/own-policies.md).
"""
NAMES_INTRO = """# Names of payers

The names by which a request finds a payer. Capitals, signs and the words "of", "the" and "and" make no difference:
"bcbs of N.C." finds what "BCBS NC" does. Where a request finds its policy by another name than the payer's own,
`check`, `prepare`, the checklist and `review.json` say which. A name that is not here is never guessed: the nearest
are suggested, and none is taken.
"""
MANIFEST_INTRO = """# Manifest

`manifest.json` tells what a packet was made of (hashes of case, policy, documents and templates, and the versions),
who signed it off, and the hash and page count of every file. It holds no clock: the same case and the same versions
give the same manifest.
"""


def main() -> int:
    """Write the pages, or check them; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the pages of docs/ that are made from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; name the stale pages and exit with 1")
    only_check = parser.parse_args().check
    known = pages()
    wrong = stale(known)
    for name in wrong:
        if only_check:
            print(f"docs/{name} is stale: run `make docs`", file=sys.stderr)
        else:
            _put(DOCS / name, known.get(name))
            print(f"docs/{name}")
    return 1 if only_check and wrong else 0


def pages() -> dict[str, str]:
    """Return the text of every generated page, by its path under docs/."""
    return {
        **payer_pages(all_policies()),
        "reference/command-line.md": command_line(),
        "reference/errors.md": error_page(),
        "reference/criteria.md": criteria_page(),
        "reference/library.md": library_page(),
        "reference/process.md": process_page(all_process_rules()),
        "reference/case.schema.json": _json(json_schema(Case, "validation")),
        "reference/case.md": _page(CASE_INTRO, *model_lines(Case, "validation")),
        "reference/review.schema.json": _json(json_schema(Review, "serialization")),
        "reference/review.md": _page(REVIEW_INTRO, *model_lines(Review, "serialization")),
        "reference/policy.schema.json": _json(json_schema(Policy, "validation")),
        "reference/policy.md": policy_page(),
        "reference/policy-table.md": table_page(),
        "reference/payer-names.md": names_page(all_policies()),
        "reference/table-columns.md": _page(*column_lines()),
        "reference/facts.md": _page(*fact_lines()),
        "reference/manifest.md": _page(MANIFEST_INTRO, *model_lines(Manifest, "serialization")),
    }


def stale(known: dict[str, str], folder: Path = DOCS) -> list[str]:
    """Return the pages in a folder that are missing, differ, or have no policy any more."""
    differing = [name for name, text in known.items() if _text_of(folder / name) != text]
    outlines = (f"payers/{path.name}" for path in (folder / "payers").glob("*.md"))
    return sorted({*differing, *(name for name in outlines if name not in known)})


def payer_pages(policies: Iterable[Policy]) -> dict[str, str]:
    """Return the outline of every policy, under the name that `priorauth policy outline --all` gives it."""
    files = {f"{policy.id.replace('/', '_')}.md": policy for policy in policies}
    outlines = {f"payers/{name}": outline(policy) for name, policy in files.items()}
    return {**outlines, "payers/README.md": _payer_index(files)}


def command_line() -> str:
    """Return every command's own help, at a fixed width."""
    helps = [f"## {title}\n\n```text\n{text}\n```\n" for title, text in _helps()]
    return _page(
        "# Command line",
        "",
        "Data go to standard output, messages to standard error. What the exit codes mean: [errors.md](errors.md).",
        "In a checkout the program is `.venv/bin/priorauth`; `python -m priorauth` is the same.",
        "",
        *helps,
    )


def commands() -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """Yield every command and group of commands, each with what one types to reach it."""
    yield from _below("priorauth", typer.main.get_command(cli.app))


def exit_codes() -> list[tuple[str, str]]:
    """Return the exit codes that the command line documents, each with its meaning."""
    found = re.findall(r"^(\d+) +(\S.*)$", cli.__doc__ or "", flags=re.MULTILINE)
    return [(code, plain(meaning)) for code, meaning in found]


def error_page() -> str:
    """Return the exit codes and the error tree."""
    about, tree, rest = (errors.__doc__ or "").strip().split("\n\n", 2)
    rows = [
        (f"`{one.__name__}`", f"`{one.__bases__[0].__name__}`", str(one.exit_code), doc_of(one))
        for one in _errors_below(errors.PriorAuthError)
    ]
    return _page(
        "# Errors and exit codes",
        "",
        "## Exit codes of the command line",
        "",
        *table(("code", "meaning"), exit_codes()),
        "",
        "## The error tree",
        "",
        about,
        "",
        f"```text\n{tree}\n```",
        "",
        plain(rest),
        "",
        "## Every error",
        "",
        "All of them can be imported from `priorauth`.",
        "",
        *table(("error", "is a", "exit code", "meaning"), rows),
    )


def library_page() -> str:
    """Return the public names with their signatures and docstrings."""
    public = {name: getattr(priorauth, name) for name in priorauth.__all__}
    functions = [line for name, one in public.items() if inspect.isfunction(one) for line in _function(name, one)]
    classes = {name: one for name, one in public.items() if inspect.isclass(one)}
    raised = {name: one for name, one in classes.items() if issubclass(one, errors.PriorAuthError)}
    elsewhere = {"Review": "review.md", "Manifest": "manifest.md", "Policy": "policy.md"}
    fields = Fields(
        frozenset({"PacketFile", "Earliest", "Verification", "LintFinding"}), is_input=False, elsewhere=elsewhere
    )
    results = {
        **_definitions(Packet),
        **_definitions(Outlook),
        **_definitions(PolicyFolder),
        **_definitions(LintFinding),
        **_definitions(Look),
    }
    return _page(
        "# Library",
        "",
        "These names are the whole public interface: `from priorauth import …`. What is not listed here may change.",
        "",
        *functions,
        "## What comes back",
        "",
        "`review_case` and `compare_case` return reviews: see [review.md](review.md). `prepare_packet` returns a",
        "Packet, `when_case` an Outlook, `lint_case` LintFindings, `read_policy_folder` a PolicyFolder, and",
        "`read_look` a Look. All are frozen pydantic models. Of all but a packet and a look, which hold bytes,",
        '`model_dump(mode="json")` gives plain data.',
        "",
        *(line for name in RESULTS for line in _result(name, results[name], fields)),
        *(f"- `{name}`: {doc_of(one)}" for name, one in classes.items() if name not in raised),
        "## Errors",
        "",
        "Their exit codes are in [errors.md](errors.md).",
        "",
        *(f"- `{name}`: {doc_of(one)}" for name, one in raised.items()),
    )


def criteria_page() -> str:
    """Return every kind of the criterion language, in the order of the modules that define them."""
    named = (getattr(criteria, name) for name in criteria.__all__)
    kinds = [one for one in named if isinstance(one, type) and issubclass(one, Model)]
    fields = Fields(frozenset(one.__name__ for one in kinds), is_input=True)
    # the groups first: they stand in the module that gathers the others
    modules = sorted({one.__module__ for one in kinds}, key=lambda name: (name != criteria.__name__, name))
    sections = [
        line
        for module in modules
        for line in _criteria_of(module, [one for one in kinds if one.__module__ == module], fields)
    ]
    return _page(
        "# Criteria",
        "",
        "Every form in which a payer's clause can be checked. A payer module is written in these words and no others.",
        "How a criterion becomes one of four verdicts: [ranges and verdicts](../explanation/ranges-and-verdicts.md).",
        "",
        "## What every criterion carries",
        "",
        *fields.table(json_schema(Clause, "validation")),
        *sections,
    )


def policy_page() -> str:
    """Return the fields of a policy and of its parts; the criteria have a page of their own."""
    schema = json_schema(Policy, "validation")
    parts = ("Source", "Authorization", "Contact")
    fields = Fields(frozenset(parts), is_input=True)
    sections = [line for name in parts for line in (f"## {name}", "", *fields.table(schema["$defs"][name]))]
    return _page(POLICY_INTRO, *fields.table(schema), *sections)


def table_page() -> str:
    """Return the questions of the table, with what may be answered."""
    about = [(f"`{one.key}`", one.asks, one.expected, "yes" if one.needed else "") for one in ABOUT]
    asked = [(f"`{one.key}`", one.asks, one.expected, str(one.requests)) for one in CLAUSES]
    return _page(
        TABLE_INTRO,
        "## The document",
        "",
        *table(("key", "question", "what to write", "needed"), about),
        "",
        "## What it asks of a request",
        "",
        *table(("key", "question", "what to write", "requests"), asked),
        "",
        "The rows whose keys begin with `trial` make one criterion together.",
    )


def names_page(policies: Iterable[Policy]) -> str:
    """Return every name by which a payer is found, with the policies that it finds."""
    held = list(policies)
    found = {
        (name, policy.payer_name): [f"`{one.id}`" for one in held if is_called(one, name)]
        for policy in held
        for name in (policy.payer_name, *policy.names)
    }
    rows = [
        (name, "its own name" if name == payer else payer, ", ".join(ids))
        for (name, payer), ids in sorted(found.items(), key=lambda pair: pair[0][0].lower())
    ]
    return _page(NAMES_INTRO, *table(("name", "payer", "policies"), rows))


def _page(*lines: str) -> str:
    return "\n".join((MARK, *lines)).rstrip("\n") + "\n"


def _json(schema: dict[str, Any]) -> str:
    return json.dumps(schema, indent=2) + "\n"


def _text_of(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _payer_index(files: dict[str, Policy]) -> str:
    rows = [
        (
            f"[{policy.payer_name}]({name})" + ("" if policy.is_payer else " (no payer's rule)"),
            policy.source.number or "none seen",
            str(policy.line_of_business),
            str(policy.effective),
            str(policy.ended or "no end known"),
            ", ".join(policy.requests),
            policy.source.read_on,
            str(old_from(policy)),
            str(policy.source.confidence),
        )
        for name, policy in files.items()
    ]
    titles = ("policy", "document", "line of business", "from", "until", "requests", "read", "old from", "confidence")
    return _page(
        "# Policies that are held",
        "",
        "One outline for each, to lay beside the payer's document. How to read one, and how a policy is added or",
        "revised: [payer_rules/README.md](../../payer_rules/README.md). Other names of the payers:",
        "[payer-names.md](../reference/payer-names.md). From the day under *old from* a reading is older than a year.",
        "",
        *table(titles, rows),
    )


def _below(title: str, command: object) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    assert isinstance(command, TyperCommand | TyperGroup)
    yield title, command
    if isinstance(command, TyperGroup):
        for name, child in command.commands.items():
            yield from _below(f"{title} {name}", child)


def _helps() -> Iterator[tuple[str, str]]:
    for title, command in commands():
        command.rich_markup_mode = None  # plain text, without boxes
        context = command.make_context(
            title, [], resilient_parsing=True, terminal_width=HELP_WIDTH, max_content_width=HELP_WIDTH
        )
        yield title, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def _errors_below(error: type[errors.PriorAuthError]) -> list[type[errors.PriorAuthError]]:
    return [error, *(one for child in error.__subclasses__() for one in _errors_below(child))]


def _function(name: str, function: object) -> list[str]:
    assert callable(function)
    signature = str(inspect.signature(function)).replace("'", "")
    words, _, raised = (inspect.getdoc(function) or "").partition("\n\nRaises:\n")
    found = re.findall(r"^ {4}(\w+): (.+)$", raised, flags=re.MULTILINE)
    raises = ["Raises:", "", *(f"- `{error}`: {when}" for error, when in found), ""] if found else []
    return [f"## {name}", "", f"```python\n{name}{signature}\n```", "", plain(words), "", *raises]


def _definitions(model: type[Model]) -> dict[str, dict[str, Any]]:
    schema = json_schema(model, "serialization")
    return {model.__name__: schema, **schema.get("$defs", {})}


def _result(name: str, definition: dict[str, Any], fields: Fields) -> list[str]:
    return [f"### {name}", "", plain(str(definition["description"])), "", *fields.table(definition)]


def _criteria_of(module: str, kinds: list[type[Model]], fields: Fields) -> Iterator[str]:
    about = (sys.modules[module].__doc__ or "").split(":")[0].split("\n")[0].rstrip(".")
    yield from (f"## {'Groups of criteria' if module == criteria.__name__ else about}", "")
    definitions = json_schema(criteria.AllOf, "validation")["$defs"]
    for one in sorted(kinds, key=lambda kind: inspect.getsourcelines(kind)[1]):
        yield from (f"### {one.__name__}", "", doc_of(one), "")
        if "kind" in one.model_fields:
            kind = str(one.model_fields["kind"].default)
            yield from (f"Kind: `{kind}`. Used by: {_users(kind)}.", "")
        yield from fields.table(definitions[one.__name__], left_out={*Clause.model_fields, "kind", "way"})


def _users(kind: str) -> str:
    ids = [
        f"`{policy.id}`"
        for policy in all_policies()
        if any(one.kind == kind for request in policy.requests.values() for one in criteria.walk(request))
    ]
    return ", ".join(ids) or "no policy that is held"


if __name__ == "__main__":
    sys.exit(main())
