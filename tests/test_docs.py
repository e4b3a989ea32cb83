"""The documentation holds what the program does: pages are current, examples run, links lead somewhere."""

from __future__ import annotations

import ast
import contextlib
import importlib.util
import io
import json
import re
import shlex
import sys
import tomllib
from collections.abc import Iterable, Iterator
from datetime import date
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any, NamedTuple

import pytest

import priorauth
from priorauth import cli
from priorauth.batch.rows import EXIT
from priorauth.case.read import make_case
from priorauth.cli import policies
from priorauth.cli.batch import STOPPED
from priorauth.errors import PriorAuthError
from priorauth.policy.model import Policy
from priorauth.policy.registry import all_policies
from tests.samples import sample_data

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
IGNORED = [line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()] + [".git"]
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
HEADINGS = ("Status", "Context", "Decision", "Why", "Consequences")
OLDER_FORM = {"docs/decisions/0009-setup.md"}
LONGEST_DECISION = 40
GROWING = {"docs/decisions/0007-dependencies.md"}  # a line for each dependency
LARGEST_PICTURE = 100_000


def repository_files(pattern: str = "*") -> list[Path]:
    """Every file that is not ignored, tracked or not."""
    found = (path for path in ROOT.rglob(pattern) if path.is_file())
    return sorted(path for path in found if not any(_is_ignored(part) for part in path.relative_to(ROOT).parts))


def _is_ignored(part: str) -> bool:
    return any(fnmatch(part, pattern) for pattern in IGNORED)


PAGES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in repository_files("*.md")}


@cache
def script() -> ModuleType:
    """scripts/docs.py, which imports a module that stands beside it."""
    path = ROOT / "scripts" / "docs.py"
    spec = importlib.util.spec_from_file_location("scripts_docs", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(path.parent))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(path.parent))
    return module


# Generated pages


def test_generated_pages_are_current() -> None:
    """A page that differs is written anew by `make docs`."""
    assert script().stale(script().pages()) == []


def test_a_changed_a_missing_and_a_left_over_page_are_stale(tmp_path: Path) -> None:
    known = {"payers/a.md": "a", "payers/b.md": "b", "reference/c.md": "c"}
    (tmp_path / "payers").mkdir()
    for name in ("a", "b", "old"):
        (tmp_path / "payers" / f"{name}.md").write_text("a", encoding="utf-8")

    assert script().stale(known, tmp_path) == ["payers/b.md", "payers/old.md", "reference/c.md"]


COMMANDS: list[tuple[str, Any]] = list(script().commands())


@pytest.mark.parametrize(("title", "command"), COMMANDS, ids=[title for title, _ in COMMANDS])
def test_every_command_and_option_is_described(title: str, command: Any) -> None:
    page = PAGES["docs/reference/command-line.md"]
    section = page.partition(f"\n## {title}\n")[2].partition("\n## ")[0]

    assert command.help, f"{title} has no help"
    assert f"Usage: {title} " in section
    for parameter in command.params:
        for name in parameter.opts if parameter.param_type_name == "option" else [parameter.metavar or parameter.name]:
            assert name in section, f"{title}: {name} is not described"


def test_every_exit_code_and_error_is_described() -> None:
    page = PAGES["docs/reference/errors.md"]
    used = {
        0,
        1,
        2,
        policies.DIFFERING,
        STOPPED,
        *EXIT.values(),
        *(error.exit_code for error in _errors(PriorAuthError)),
    }

    assert {int(code) for code in re.findall(r"^\| (\d+) \|", page, flags=re.MULTILINE)} == used
    assert [error.__name__ for error in _errors(PriorAuthError) if f"| `{error.__name__}` |" not in page] == []


def _errors(error: type[PriorAuthError]) -> list[type[PriorAuthError]]:
    return [error, *(one for child in error.__subclasses__() for one in _errors(child))]


def test_every_public_name_is_described() -> None:
    page = PAGES["docs/reference/library.md"]
    assert [name for name in priorauth.__all__ if f"## {name}\n" not in page and f"- `{name}`: " not in page] == []


# Examples


class Step(NamedTuple):
    """A fenced block of a page, with the last line of text before it."""

    before: str
    language: str
    body: str


def steps(page: str) -> Iterator[Step]:
    end = 0
    for found in FENCE.finditer(PAGES[page]):
        before = PAGES[page][end : found.start()].strip().splitlines()
        yield Step(before[-1] if before else "", found[1], found[2])
        end = found.end()


@pytest.mark.parametrize("page", [page for page in PAGES if any(step.language == "console" for step in steps(page))])
def test_console_blocks_show_what_the_program_prints(
    page: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A page is followed from top to bottom: its commands are run, its files written and changed as it says."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("FORCE_COLOR", raising=False)
    monkeypatch.delenv("PRIORAUTH_POLICIES", raising=False)
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "settings"))
    monkeypatch.setattr(policies, "today", lambda: date(2026, 11, 26))
    sought: tuple[Path, str] | None = None
    for step in steps(page):
        if step.language == "console":
            _run_block(step.body, monkeypatch, capsys)
        elif saved := re.search(r"Save this as `([^`]+)`:$", step.before):
            Path(saved[1]).write_text(step.body, encoding="utf-8")
        elif found := re.search(r"In `([^`]+)`, find:$", step.before):
            sought = Path(found[1]), step.body
        elif step.before == "Replace it by:" and sought:
            text = sought[0].read_text(encoding="utf-8")
            assert text.count(sought[1]) == 1
            sought[0].write_text(text.replace(sought[1], step.body), encoding="utf-8")


def _run_block(block: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    code = 0
    for part in re.split(r"^\$ ", block, flags=re.MULTILINE)[1:]:
        command, *expected = part.splitlines()
        if command == "echo $?":
            assert expected == [str(code)]
            continue
        code = _run(shlex.split(command), monkeypatch)
        printed = capsys.readouterr()
        _assert_shown(expected, printed.out + printed.err, command)


def _run(words: list[str], monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(sys, "argv", words)
    assert words[0] == "priorauth"
    try:
        cli.main()
    except SystemExit as left:
        return int(left.code or 0)
    return 0


def _assert_shown(expected: Iterable[str], printed: str, command: str) -> None:
    # lines of "…" stand for lines left out; the others must come in this order
    rest = iter([line.rstrip() for line in printed.splitlines()])
    for line in expected:
        if line.strip() not in ("", "…"):
            assert line.rstrip() in rest, f"`{command}` does not print, or not in this order: {line}"


def test_library_example_of_the_readme_prints_what_it_shows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    example, shown = (step.body for step in steps("README.md") if step.language in ("python", "text"))

    assert _print_of(example, {}) == shown


def test_examples_for_an_ehr_run(tmp_path: Path) -> None:
    names: dict[str, Any] = {}
    for step in steps("docs/how-to/call-from-an-ehr.md"):
        if step.language == "python":
            _print_of(step.body, names)

    assert names["readiness_of"](sample_data("aetna_initial_gap_hours"))["readiness"] == "gaps"
    assert "payer" in names["readiness_of"](sample_data("general_initial_ready"))["error"]
    assert "id" in names["readiness_of"]({})["error"]
    assert (names["packet_of"](sample_data("uhc_initial_ready"), tmp_path) / "manifest.json").is_file()


def _print_of(code: str, names: dict[str, Any]) -> str:
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        exec(compile(code, "example", "exec"), names)
    return printed.getvalue()


@pytest.mark.parametrize(
    "snippet", [step.body for step in steps("docs/how-to/fix-a-gap.md") if step.language == "json"]
)
def test_snippets_are_parts_of_a_case(snippet: str) -> None:
    make_case(sample_data("aetna_initial_ready") | json.loads(snippet))


# The questions of the gaps


def test_every_question_of_a_gap_has_its_section() -> None:
    """Sections are found by the words that the biller saw; "…" stands for what differs from case to case."""
    page = PAGES["docs/how-to/fix-a-gap.md"]
    asked = set(_questions())

    assert (
        sorted(question for question in asked if f"### {question}\n" not in page and f"| {question} |" not in page)
        == []
    )
    sections = [heading for heading in re.findall(r"^### (.+)$", page, flags=re.MULTILINE)]
    assert [section for section in sections if section not in asked] == []


def _questions() -> Iterator[str]:
    for path in sorted((ROOT / "priorauth" / "review").glob("*.py")):
        nodes = list(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        parts = {id(part) for node in nodes if isinstance(node, ast.JoinedStr) for part in node.values}
        docstrings = {id(node.value) for node in nodes if isinstance(node, ast.Expr)}
        flags = {id(keyword.value) for node in nodes for keyword in _keywords_of_flag(node) if keyword.arg == "text"}
        for node in nodes:
            text = "" if id(node) in parts | docstrings else _literal(node)
            if "?" in text or "Please" in text or id(node) in flags:
                yield text


def _literal(node: ast.AST) -> str:
    match node:
        case ast.Constant(value=str(text)):
            return text
        case ast.JoinedStr(values=parts):
            return re.sub("…+", "…", "".join(_literal(part) or "…" for part in parts))
    return ""


def _keywords_of_flag(node: ast.AST) -> list[ast.keyword]:
    return node.keywords if isinstance(node, ast.Call) and ast.unparse(node.func) == "Flag" else []


# Links, names and paths


def slugs(page: str) -> set[str]:
    headings = re.findall(r"^#+ (.+)$", FENCE.sub("", PAGES[page]), flags=re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def links(page: str) -> list[str]:
    """The relative links of a page; what stands in code is none."""
    text = re.sub(r"`[^`\n]*`", "code", FENCE.sub("", PAGES[page]))
    return [link for link in re.findall(r"\]\(([^)\s]+)\)", text) if "://" not in link]


@pytest.mark.parametrize("page", PAGES)
def test_relative_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    for link in links(page):
        name, _, anchor = link.partition("#")
        target = (folder / name).resolve() if name else ROOT / page
        assert target.exists(), f"{link} leads nowhere"
        if anchor:
            assert anchor in slugs(target.relative_to(ROOT).as_posix()), f"{link}: no such heading"


def test_the_index_lists_every_page() -> None:
    listed = {(DOCS / link.partition("#")[0]).resolve() for link in links("docs/README.md")}
    pages = {path for path in DOCS.rglob("*.md") if path.parent.name != "payers" or path.name == "README.md"}

    assert pages - {DOCS / "README.md"} - listed == set()


@pytest.mark.parametrize("page", PAGES)
def test_make_targets_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), flags=re.MULTILINE))
    code = [body for _, body in FENCE.findall(PAGES[page])] + re.findall(r"`([^`\n]+)`", FENCE.sub("", PAGES[page]))
    named = {target for text in code for target in re.findall(r"^make (?:\w+=\S+ )*([a-z]+)", text, re.MULTILINE)}

    assert named <= targets


def test_the_picture_is_a_small_png() -> None:
    content = (DOCS / "images" / "letter.png").read_bytes()
    assert content.startswith(b"\x89PNG")
    assert len(content) < LARGEST_PICTURE


def test_no_file_names_a_path_of_one_machine() -> None:
    machine = [f"/{folder}/" for folder in ("work", "tmp", "root")]
    found = [
        f"{path.relative_to(ROOT).as_posix()} names {place}"
        for path in repository_files()
        if path.name != ".gitignore"
        and not (path.suffix in (".json", ".gz", ".ndjson") and ROOT / "tests" in path.parents)
        for place in machine
        if re.search(rf"(?<![\w.*\]-]){re.escape(place)}".encode(), path.read_bytes())
    ]
    assert found == []


# Decisions and changes


@pytest.mark.parametrize("page", [page for page in PAGES if page.startswith("docs/decisions/")])
def test_decisions_have_one_form_and_fit_on_a_page(page: str) -> None:
    if page not in OLDER_FORM:
        assert tuple(re.findall(r"^## (.+)$", PAGES[page], flags=re.MULTILINE)) == HEADINGS
    assert page in GROWING or len(PAGES[page].splitlines()) <= LONGEST_DECISION


def _project() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_dependency_has_a_reason() -> None:
    project, page = _project(), PAGES["docs/decisions/0007-dependencies.md"]
    wanted = [*project["project"]["dependencies"], *project["dependency-groups"]["dev"]]
    names = [re.split(r"[<>=~\[]", requirement)[0] for requirement in wanted]

    assert [name for name in names if f"**{name}**" not in page] == []


def test_the_newest_changes_are_of_this_version() -> None:
    newest = re.findall(r"^## ([\d.]+)", PAGES["CHANGELOG.md"], flags=re.MULTILINE)[0]
    assert newest == _project()["project"]["version"]


@pytest.mark.parametrize("policy", all_policies(), ids=lambda policy: policy.id)
def test_every_policy_is_in_the_changes(policy: Policy) -> None:
    """payer_rules/README.md asks for a line: payer, document number, first day in effect, clauses, what is noticed."""
    rows = [line for line in PAGES["CHANGELOG.md"].splitlines() if line.startswith("| ")]
    assert any((policy.source.number or policy.payer_name) in row and str(policy.effective) in row for row in rows)


def test_the_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert "Apache License" in text
    assert "END OF TERMS AND CONDITIONS" in text
