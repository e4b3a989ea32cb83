"""The shape of the code: who may import whom, how long things are, what every public name has, where tests stand."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from statistics import median, quantiles

import pytest

ROOT = Path(__file__).parents[1]
SOURCES = sorted(path for folder in ("priorauth", "payer_rules") for path in (ROOT / folder).rglob("*.py"))
TREES = {path.relative_to(ROOT).as_posix(): ast.parse(path.read_text(encoding="utf-8")) for path in SOURCES}
TEST_FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / "tests").rglob("*.py"))

# Files under tests/ that hold no tests: pytest does not collect them, so each is here on purpose.
HELPERS = {
    "tests/batch/batches.py",
    "tests/batch/clusters.py",
    "tests/batch/emulators.py",
    "tests/batch/nights.py",
    "tests/batch/other_machine.py",
    "tests/batch/strange.py",
    "tests/builders.py",
    "tests/certificates.py",
    "tests/office_papers.py",
    "tests/charts_on_paper.py",
    "tests/clinical/misspellings.py",
    "tests/cql/agreement.py",
    "tests/cql/charts.py",
    "tests/cql/facts.py",
    "tests/forms.py",
    "tests/fuzz/fuzz_case.py",
    "tests/fuzz/fuzz_ccda.py",
    "tests/fuzz/fuzz_diary.py",
    "tests/fuzz/fuzz_documents.py",
    "tests/fuzz/fuzz_fhir.py",
    "tests/fuzz/fuzz_notes.py",
    "tests/fuzz/fuzz_table.py",
    "tests/fuzz/harness.py",
    "tests/fuzz/run.py",
    "tests/intake/attached/pdfs.py",
    "tests/intake/diary_year.py",
    "tests/intake/documents.py",
    "tests/intake/notes/labelled.py",
    "tests/intake/records.py",
    "tests/intake/smart.py",
    "tests/intake/table/tables.py",
    "tests/packets.py",
    "tests/largest.py",
    "tests/payer_rules/aetna/trial_rows.py",
    "tests/payer_rules/by_hand.py",
    "tests/payer_rules/caresource_passe/passe_rows.py",
    "tests/payer_rules/charts.py",
    "tests/payer_rules/healthpartners/trial_rows.py",
    "tests/payer_rules/magellan_rx/limit_rows.py",
    "tests/payer_rules/medicare/rows.py",
    "tests/payer_rules/moved.py",
    "tests/payer_rules/seen.py",
    "tests/payer_rules/table.py",
    "tests/payer_rules/unitedhealthcare/trial_rows.py",
    "tests/payer_rules/usual_rows.py",
    "tests/payer_rules/washington_lni/lni_rows.py",
    "tests/policies.py",
    "tests/render/page_numbers.py",
    "tests/render/pages.py",
    "tests/render/pseudo.py",
    "tests/review/lint/linted.py",
    "tests/review/shapes.py",
    "tests/review/shapes_of_course.py",
    "tests/review/shapes_of_trials.py",
    "tests/samples.py",
}
HEAVY = ("babel", "jinja2", "weasyprint", "typer")
LEFT_OVER = re.compile(r"\b(TODO|FIXME|XXX|NotImplementedError)\b")

Function = ast.FunctionDef | ast.AsyncFunctionDef


def run(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False, timeout=60)


def test_import_contracts_are_kept() -> None:
    done = run(str(Path(sys.executable).with_name("lint-imports")), "--no-logo", "--no-cache")
    assert done.returncode == 0, done.stdout + done.stderr
    assert " 0 broken." in done.stdout


def test_importing_the_package_pulls_in_nothing_heavy() -> None:
    done = run(sys.executable, "-c", f"import sys, priorauth; print([m for m in {HEAVY} if m in sys.modules])")
    assert (done.stdout.strip(), done.stderr) == ("[]", "")


def test_every_test_file_is_collected_or_a_known_helper() -> None:
    collected = re.compile(r"(test_\w+|conftest)\.py")
    rest = {path for path in TEST_FILES if not collected.fullmatch(Path(path).name)}
    packages = {path for path in rest if Path(path).name == "__init__.py"}
    assert rest - packages <= HELPERS
    assert [path for path in packages if (ROOT / path).read_text(encoding="utf-8").strip()] == []


def functions(tree: ast.Module) -> Iterator[Function]:
    """Yield every function and method, nested ones too."""
    yield from (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))


def length(node: Function) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_functions_are_short() -> None:
    """Half of the functions have at most 12 lines, and nine in ten at most 35."""
    lengths = [length(function) for tree in TREES.values() for function in functions(tree)]
    assert median(lengths) <= 12
    assert quantiles(lengths, n=10)[-1] <= 35


def test_no_function_is_over_60_lines() -> None:
    long = [
        f"{path}:{function.lineno} {function.name} has {length(function)} lines"
        for path, tree in TREES.items()
        for function in functions(tree)
        if length(function) > 60
    ]
    assert long == []


@pytest.mark.parametrize("folder", ["priorauth", "payer_rules", "tests"])
def test_no_file_is_over_400_lines(folder: str) -> None:
    lines = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in (ROOT / folder).rglob("*.py")}
    assert {path.relative_to(ROOT).as_posix(): count for path, count in lines.items() if count > 400} == {}


def undocumented(node: ast.Module | ast.ClassDef, name: str) -> Iterator[str]:
    """Yield the public names in a module or class that have no docstring, itself included."""
    if not ast.get_docstring(node):
        yield name
    for child in node.body:
        if not isinstance(child, ast.ClassDef | Function) or child.name.startswith("_"):
            continue
        if isinstance(child, ast.ClassDef):
            yield from undocumented(child, f"{name}.{child.name}")
        elif not ast.get_docstring(child):
            yield f"{name}.{child.name}"


def test_every_public_name_has_a_docstring() -> None:
    assert [name for path, tree in TREES.items() for name in undocumented(tree, path)] == []


def test_nothing_is_left_to_do() -> None:
    left = [
        f"{path.relative_to(ROOT).as_posix()}:{number} {line.strip()}"
        for path in SOURCES
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if LEFT_OVER.search(line)
    ]
    assert left == []
