"""Writes payer_rules/coverage.csv: which verdicts the tests have seen of each clause. Run it by ``make coverage``."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from priorauth.policy.registry import all_policies  # noqa: E402 - the tests are found from the checkout's folder
from priorauth.policy.tested import FILE  # noqa: E402
from tests.payer_rules.seen import coverage_csv, tables_of  # noqa: E402


def main() -> None:
    """Write the file anew."""
    text = coverage_csv((policy, tables_of(policy)) for policy in all_policies())
    (ROOT / "payer_rules" / FILE).write_text(text, encoding="utf-8")
    print(f"payer_rules/{FILE}")


if __name__ == "__main__":
    main()
