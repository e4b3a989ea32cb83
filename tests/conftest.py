"""Options and settings of the whole test run."""

from __future__ import annotations

import os
import shutil
import tempfile

import pytest
from hypothesis import settings

SHARED = "PRIORAUTH_TEST_PACKETS"
"""Names the folder in which the processes of one test run share the packets of the samples."""

settings.register_profile("deterministic", derandomize=True, deadline=None, max_examples=60)
settings.load_profile("deterministic")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--rewrite-golden", action="store_true", help="write the golden files anew, to review as wording")


def pytest_configure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):  # the process that starts the others, which inherit the folder's name
        os.environ[SHARED] = tempfile.mkdtemp(prefix="priorauth-packets-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if not hasattr(config, "workerinput"):
        shutil.rmtree(os.environ.pop(SHARED), ignore_errors=True)


@pytest.fixture
def rewrite_golden(request: pytest.FixtureRequest) -> bool:
    return bool(request.config.getoption("--rewrite-golden"))
