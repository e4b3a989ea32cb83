"""Tables that are no clinic's: no case may be made of them."""

from __future__ import annotations

from pathlib import Path

import pytest

from priorauth.errors import CaseFileError
from tests.intake.table.tables import read

SHARED = Path(__file__).parents[4] / "shared"
TABLES = sorted(SHARED.glob("clinical/*.csv")) + sorted(SHARED.glob("fhir/inferno_*/*.csv"))


@pytest.mark.skipif(not TABLES, reason="the tables are not at ../shared")
def test_no_case_is_made_of_a_table_of_drugs_or_codes() -> None:
    for path in TABLES:
        with pytest.raises(CaseFileError):
            read(path)
