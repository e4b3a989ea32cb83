"""A policy as a Python module of payer_rules: loading it gives the equal policy, in the style of the others."""

from __future__ import annotations

import ast
import subprocess
import sys
from pathlib import Path

import pytest

from priorauth.policy.form.module import module_path, policy_module
from priorauth.policy.model import Policy, Source
from priorauth.policy.registry import all_policies
from tests.policies import a_policy
from tests.test_catalogue import LANGUAGE, not_data

ROOT = Path(__file__).parents[2]
HARD_WORDS = 'He said "it\'s" \\ 100 % – ' + "long " * 60


def loaded(text: str) -> Policy:
    names: dict[str, Policy] = {}
    exec(compile(text, "module", "exec"), names)
    return names["POLICY"]


@pytest.mark.parametrize("policy", all_policies(), ids=lambda policy: policy.id)
def test_every_policy_comes_back_equal_from_its_module(policy: Policy) -> None:
    assert loaded(policy_module(policy)) == policy


def test_any_words_come_back_as_they_were() -> None:
    source = Source(title=HARD_WORDS, revision="\n", url="https://example.org/'", read_on="2026-01", confidence="high")
    policy = a_policy(source=source, notes=(HARD_WORDS, "", "x" * 300))
    assert loaded(policy_module(policy)) == policy


def test_a_module_lies_where_the_others_do() -> None:
    assert module_path(a_policy()) == "example_health/commercial_2026_01.py"


def test_modules_are_in_the_style_of_the_project_and_nothing_but_data(tmp_path: Path) -> None:
    for policy in (*all_policies(), a_policy(notes=(HARD_WORDS,))):
        text = policy_module(policy)
        (tmp_path / f"{policy.id.replace('/', '_')}.py").write_text(text, encoding="utf-8")
        assert [node for statement in ast.parse(text).body[1:] for node in not_data(statement, LANGUAGE)] == []
    ruff = str(Path(sys.executable).with_name("ruff"))
    config = ("--config", str(ROOT / "pyproject.toml"), "--no-cache", str(tmp_path))
    for command in ((ruff, "format", "--check", *config), (ruff, "check", *config)):
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        assert done.returncode == 0, done.stdout
