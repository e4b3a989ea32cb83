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
from enum import Enum
from pathlib import Path
from typing import Any, Literal

import typer
from typer.core import TyperCommand, TyperGroup

import priorauth
from priorauth import cli, errors
from priorauth.case.evidence import ChartFact, Fact
from priorauth.case.model import Case
from priorauth.clinical import terms
from priorauth.clinical.model import Model
from priorauth.clinical.schema import json_schema
from priorauth.packet.files import Manifest, Packet
from priorauth.policy import criteria
from priorauth.policy.clause import Clause
from priorauth.policy.criteria import walk
from priorauth.policy.model import Policy
from priorauth.policy.outline import outline
from priorauth.policy.registry import all_policies
from priorauth.review.finding import Review

DOCS = Path(__file__).resolve().parents[1] / "docs"
MARK = "<!-- Made by scripts/docs.py from the code. Do not edit: change the code, then run `make docs`. -->\n"
HELP_WIDTH = 100
Json = dict[str, Any]
Mode = Literal["validation", "serialization"]


def main() -> int:
    """Write the pages, or check them; return the exit code."""
    parser = argparse.ArgumentParser(description="Write the pages of docs/ that are made from the code.")
    parser.add_argument("--check", action="store_true", help="write nothing; name the stale pages and exit with 1")
    known = pages()
    wrong = stale(known)
    if parser.parse_args().check:
        for name in wrong:
            print(f"docs/{name} is stale: run `make docs`", file=sys.stderr)
        return 1 if wrong else 0
    for name in wrong:
        _put(DOCS / name, known.get(name))
        print(f"docs/{name}")
    return 0


def pages() -> dict[str, str]:
    """Return the text of every generated page, by its path under docs/."""
    return {
        **payer_pages(all_policies()),
        "reference/command-line.md": command_line(),
        "reference/errors.md": error_page(),
        "reference/criteria.md": criteria_page(),
        "reference/library.md": library_page(),
        "reference/case.schema.json": _json(json_schema(Case, "validation")),
        "reference/case.md": model_page(Case, "validation", CASE_INTRO),
        "reference/review.schema.json": _json(json_schema(Review, "serialization")),
        "reference/review.md": model_page(Review, "serialization", REVIEW_INTRO),
        "reference/manifest.md": model_page(Manifest, "serialization", MANIFEST_INTRO),
    }


def stale(known: dict[str, str], folder: Path = DOCS) -> list[str]:
    """Return the pages in a folder that are missing, differ, or have no policy any more."""
    differing = [name for name, text in known.items() if _text_of(folder / name) != text]
    on_disk = (f"payers/{path.name}" for path in (folder / "payers").glob("*.md"))
    return sorted({*differing, *(name for name in on_disk if name not in known)})


def _text_of(path: Path) -> str | None:
    return path.read_text(encoding="utf-8") if path.exists() else None


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def _json(schema: Json) -> str:
    return json.dumps(schema, indent=2) + "\n"


# ---- payers/


def payer_pages(policies: Iterable[Policy]) -> dict[str, str]:
    """Return the outline of every policy, under the name that `priorauth policy outline --all` gives it."""
    files = {f"{policy.id.replace('/', '_')}.md": policy for policy in policies}
    found = {f"payers/{name}": outline(policy) for name, policy in files.items()}
    return {**found, "payers/README.md": _payer_index(files)}


def _payer_index(files: dict[str, Policy]) -> str:
    rows = [
        (
            f"[{policy.payer_name}]({name})" + ("" if policy.is_payer else " (no payer's rule)"),
            policy.source.number or "none seen",
            str(policy.line_of_business),
            str(policy.effective),
            str(policy.ended or "no end known"),
            ", ".join(policy.requests),
            f"{policy.source.read_on}, {policy.source.confidence}",
        )
        for name, policy in files.items()
    ]
    return _lines(
        MARK,
        "# Policies that are held",
        "",
        f"{len(rows)} policies are held. How to read an outline, and how a policy is added or revised:",
        "[payer_rules/README.md](../../payer_rules/README.md).",
        "",
        *_table(("policy", "document", "line of business", "from", "until", "requests", "read, confidence"), rows),
    )


# ---- reference/command-line.md


def command_line() -> str:
    """Return every command's own help, at a fixed width."""
    blocks = [
        f"## {title}\n\n```text\n{text}\n```\n" for title, text in _helps(typer.main.get_command(cli.app), "priorauth")
    ]
    return _lines(
        MARK,
        "# Command line",
        "",
        "Data go to standard output, messages to standard error. The exit codes are in [errors.md](errors.md).",
        "In a checkout the program is `.venv/bin/priorauth`; `python -m priorauth` is the same.",
        "",
        "\n".join(blocks).rstrip("\n"),
    )


def commands(command: object, title: str) -> Iterator[tuple[str, TyperCommand | TyperGroup]]:
    """Yield a command and every one below it, each with what one types to reach it."""
    assert isinstance(command, TyperCommand | TyperGroup)
    yield title, command
    if isinstance(command, TyperGroup):
        for name, below in command.commands.items():
            yield from commands(below, f"{title} {name}")


def _helps(root: object, title: str) -> Iterator[tuple[str, str]]:
    for reached, command in commands(root, title):
        command.rich_markup_mode = None
        context = command.make_context(
            reached, [], resilient_parsing=True, terminal_width=HELP_WIDTH, max_content_width=HELP_WIDTH
        )
        yield reached, "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


# ---- reference/errors.md


def error_page() -> str:
    """Return the exit codes and the error tree."""
    tree = (errors.__doc__ or "").split("\n\n")
    found = _errors_below(errors.PriorAuthError)
    rows = [(f"`{one.__name__}`", f"`{_parent(one)}`", str(one.exit_code), _doc(one)) for one in found]
    return _lines(
        MARK,
        "# Errors and exit codes",
        "",
        "## Exit codes of the command line",
        "",
        *_table(("code", "meaning"), exit_codes()),
        "",
        "## The error tree",
        "",
        f"{tree[0]}",
        "",
        "```text",
        tree[1],
        "```",
        "",
        _plain(" ".join(tree[2].split())),
        "",
        "## Every error",
        "",
        "All of them are importable from `priorauth`. Each message says what is wrong and what to do next, and none",
        "holds a name, a birth date or a member id.",
        "",
        *_table(("error", "is a", "exit code", "raised when"), rows),
    )


def exit_codes() -> list[tuple[str, str]]:
    """Return the exit codes that the command line documents, each with its meaning."""
    found = re.findall(r"^(\d+) +(\S.*)$", cli.__doc__ or "", flags=re.MULTILINE)
    return [(code, _plain(meaning)) for code, meaning in found]


def _errors_below(error: type[errors.PriorAuthError]) -> list[type[errors.PriorAuthError]]:
    return [error, *(one for child in error.__subclasses__() for one in _errors_below(child))]


def _parent(error: type[Exception]) -> str:
    return error.__bases__[0].__name__


# ---- reference/library.md


def library_page() -> str:
    """Return the public names with their signatures and docstrings."""
    public = {name: getattr(priorauth, name) for name in priorauth.__all__}
    functions = [line for name, one in public.items() if inspect.isfunction(one) for line in _function(name, one)]
    raised = [f"- `{name}`: {_doc(one)}" for name, one in public.items() if inspect.isclass(one)]
    schema = json_schema(Packet, "serialization")
    return _lines(
        MARK,
        "# Library",
        "",
        "These names are the whole public interface: `from priorauth import …`. What is not listed may change.",
        "",
        *functions,
        "## What comes back",
        "",
        "`review_case` returns a Review: [review.md](review.md). `prepare_packet` returns a Packet, in memory:",
        "",
        *_fields(schema, frozenset({"Review", "Manifest"}), {"Review": "review.md", "Manifest": "manifest.md"}),
        "",
        "Every result is a frozen pydantic model: `result.model_dump(mode=\"json\")` gives plain data.",
        "",
        "## Errors",
        "",
        "Their exit codes are in [errors.md](errors.md).",
        "",
        *raised,
    )


def _function(name: str, function: object) -> list[str]:
    assert callable(function)
    signature = str(inspect.signature(function)).replace("'", "")
    words, _, raised = (inspect.getdoc(function) or "").partition("\n\nRaises:\n")
    found = re.findall(r"^ {4}(\w+): (.+)$", raised, flags=re.MULTILINE)
    raises = ["Raises:", "", *(f"- `{error}`: {when}" for error, when in found), ""] if found else []
    return [f"## {name}", "", "```python", f"{name}{signature}", "```", "", _plain(words), "", *raises]


# ---- reference/criteria.md


def criteria_page() -> str:
    """Return every kind of the criterion language, in the order of the modules that define them."""
    classes = [one for name in criteria.__all__ if inspect.isclass(one := getattr(criteria, name))]
    by_module: dict[str, list[type[Model]]] = {}
    for one in sorted(classes, key=lambda one: (one.__module__ != criteria.__name__, one.__module__, _line_of(one))):
        by_module.setdefault(one.__module__, []).append(one)
    here = frozenset(one.__name__ for one in classes)
    sections = [line for module, found in by_module.items() for line in _criteria_of(module, found, here)]
    return _lines(
        MARK,
        "# Criteria",
        "",
        "Every form in which a payer's clause can be checked. A payer module is written in these words and no others.",
        "Ranges and the four verdicts: [ranges and verdicts](../explanation/ranges-and-verdicts.md).",
        "",
        "## What every criterion carries",
        "",
        *_fields(json_schema(Clause, "validation"), here),
        "",
        *sections[:-1],
    )


def _criteria_of(module: str, classes: list[type[Model]], here: frozenset[str]) -> Iterator[str]:
    title = "Groups of criteria" if module == criteria.__name__ else (sys.modules[module].__doc__ or "").split(":")[0]
    yield f"## {title.strip().rstrip('.')}"
    yield ""
    definitions = json_schema(criteria.AllOf, "validation")["$defs"]
    for one in classes:
        yield f"### {one.__name__}"
        yield ""
        yield _doc(one)
        yield ""
        kind = one.model_fields.get("kind")
        if kind is not None:
            yield f"Kind: `{kind.default}`. Used by: {_users(str(kind.default))}."
            yield ""
        own = [*_fields(definitions[one.__name__], here, left_out={*Clause.model_fields, "kind", "way"})]
        yield from [*own, ""] if own else []


def _users(kind: str) -> str:
    ids = [
        f"`{policy.id}`"
        for policy in all_policies()
        if any(one.kind == kind for request in policy.requests.values() for one in walk(request))
    ]
    return ", ".join(ids) or "no policy that is held"


def _line_of(one: type) -> int:
    return inspect.getsourcelines(one)[1]


# ---- reference/case.md, review.md, manifest.md

CASE_INTRO = """# Case

What goes in: one file, or one dict, for one request. The same as JSON Schema: [case.schema.json](case.schema.json).
A key that is not listed here is refused. A field that is left out is not known, and becomes a question if it matters.

## Every fact

What the chart says carries four fields beside its own. `evidence` lists where it is documented. `origin` is `auto`
when a program read it, and `manual` or `override` when a person entered it; then `entered_by` and `entered_on` name
that person and the day. A clinical fact needs evidence, or the person who entered it.
"""
REVIEW_INTRO = """# Review

What comes out of `priorauth check --json`, of `review_case` and into `office/review.json`. The same as JSON Schema:
[review.schema.json](review.schema.json). It stays in the office. Gaps come in the order to close them.
"""
MANIFEST_INTRO = """# Manifest

`manifest.json` tells what a packet was made of: the hash of the case, the policy and its hash, the versions, and the
hash and page count of every file. It holds no clock: the same case and the same versions give the same manifest.
"""
_FACT = set(Fact.model_fields)


def model_page(model: type[Model], mode: Mode, intro: str) -> str:
    """Return a readable page of a model and every model and list of words below it."""
    schema = json_schema(model, mode)
    definitions: dict[str, Json] = {model.__name__: schema, **schema.get("$defs", {})}
    order = _in_reading_order(model.__name__, definitions)
    here = frozenset(definitions)
    known = {one.__name__: one for one in _models_below(Model)}
    lines = [line for name in order for line in _definition(name, definitions[name], known.get(name), here)]
    return _lines(MARK, intro, *lines[:-1])


def _definition(name: str, definition: Json, model: type[Model] | None, here: frozenset[str]) -> Iterator[str]:
    yield f"## {name}"
    yield ""
    yield _plain(str(definition.get("description", "")))
    yield ""
    if "enum" in definition:
        yield from _words(name, definition["enum"])
    if model is not None and issubclass(model, Fact):
        needed = " Evidence, or the person who entered it, is needed." if issubclass(model, ChartFact) else ""
        yield f"Carries the fields of [every fact](#every-fact).{needed}"
        yield ""
        yield from _fields(definition, here, left_out=_FACT)
        yield ""
    elif "properties" in definition:
        yield from _fields(definition, here)
        yield ""


def _words(name: str, values: list[str]) -> Iterator[str]:
    members: type[Enum] | None = getattr(terms, name, None)
    for value in values:
        member = members(value) if members else None
        said = next((text for way in ("statement", "plural", "words") if (text := getattr(member, way, None))), None)
        yield f"- `{value}`" + (f": {said}" if said else "")
    yield ""


def _in_reading_order(first: str, definitions: dict[str, Json]) -> list[str]:
    """Return the names as a reader meets them, first the models and then the lists of words."""
    order = [first]
    for name in order:
        referred = re.findall(r'"#/\$defs/(\w+)"', json.dumps({**definitions[name], "$defs": {}}))
        order += [one for one in dict.fromkeys(referred) if one not in order]
    return sorted(order, key=lambda name: "enum" in definitions[name])


def _models_below(model: type[Model]) -> Iterator[type[Model]]:
    for child in model.__subclasses__():
        yield child
        yield from _models_below(child)


# ---- fields and tables


def _fields(
    definition: Json,
    here: frozenset[str],
    elsewhere: dict[str, str] | None = None,
    left_out: Iterable[str] = (),
) -> list[str]:
    kept = {name: one for name, one in definition.get("properties", {}).items() if name not in set(left_out)}
    if not kept:
        return []
    required = set(definition.get("required", ()))
    rows = [
        (
            f"`{name}`",
            _type(field, here, elsewhere or {}),
            "yes" if name in required else _default(field),
            " ".join(_plain(str(field.get("description", ""))).split()),
        )
        for name, field in kept.items()
    ]
    return _table(("field", "holds", "needed", "meaning"), rows)


def _default(field: Json) -> str:
    default = field.get("default")
    return "" if default in (None, [], "", {}) else f"else `{json.dumps(default, ensure_ascii=False)}`"


def _type(field: Json, here: frozenset[str], elsewhere: dict[str, str]) -> str:
    if "$ref" in field:
        return _link(field["$ref"].rpartition("/")[2], here, elsewhere)
    if "discriminator" in field:
        names = [one["$ref"].rpartition("/")[2] for one in field["oneOf"]]
        return " or ".join(_link(one, here, elsewhere) for one in names) if len(names) < 5 else "any criterion"
    if "anyOf" in field:
        kinds = dict.fromkeys(_type(one, here, elsewhere) for one in field["anyOf"] if one.get("type") != "null")
        return "number" if "number" in kinds else " or ".join(kinds)
    if field.get("type") == "array":
        return f"list of {_type(field['items'], here, elsewhere)}" if "items" in field else "list"
    return _scalar(field)


def _link(name: str, here: frozenset[str], elsewhere: dict[str, str]) -> str:
    if name in elsewhere:
        return f"[{name}]({elsewhere[name]})"
    if name in here:
        return f"[{name}](#{name.lower()})"
    return f"[{name}](case.md#{name.lower()})" if name in _case_names() else name


def _case_names() -> set[str]:
    return set(json_schema(Case, "validation")["$defs"])


def _scalar(field: Json) -> str:
    if "const" in field:
        return f"`{field['const']}`"
    if "enum" in field:
        return " or ".join(f"`{value}`" for value in field["enum"])
    match field.get("type"):
        case "string":
            return _text(field)
        case "integer":
            return f"whole number{_bounds(field)}"
        case "boolean":
            return "true or false"
        case kind:
            return str(kind)


def _text(field: Json) -> str:
    if field.get("format") == "date":
        return "date (YYYY-MM-DD)"
    if "pattern" in field:
        return f"text like `{field['pattern'].replace('|', '&#124;')}`"
    return f"text, at most {field['maxLength']} characters" if "maxLength" in field else "text"


def _bounds(field: Json) -> str:
    if "minimum" in field and "maximum" in field:
        return f" from {field['minimum']} to {field['maximum']}"
    if "minimum" in field:
        return f", {field['minimum']} or more"
    return f", {field['exclusiveMinimum'] + 1} or more" if "exclusiveMinimum" in field else ""


def _table(titles: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> list[str]:
    lines = [titles, tuple("---" for _ in titles), *rows]
    return [f"| {' | '.join(cell or ' ' for cell in row)} |" for row in lines]


def _doc(one: object) -> str:
    return " ".join(_plain(inspect.getdoc(one) or "").split())


def _plain(text: str) -> str:
    return text.replace("``", "`")


def _lines(*lines: str) -> str:
    return "\n".join(lines).rstrip("\n") + "\n"


if __name__ == "__main__":
    sys.exit(main())
