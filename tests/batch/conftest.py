"""The S3 server that the tests of a batch share."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.batch import clusters


@pytest.fixture(scope="module")
def s3(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, str]]:
    """An S3 server with the empty bucket "night"; this process can use it, and what is given lets others."""
    with (
        clusters.s3_server(tmp_path_factory.mktemp("s3") / "log") as environment,
        pytest.MonkeyPatch.context() as patch,
    ):
        for name, value in environment.items():
            patch.setenv(name, value)
        clusters.bucket().mkdir("night")
        yield environment
