"""Reads the clinic's price table, which lies outside the case: what things cost is no fact of a patient."""

from __future__ import annotations

import tomllib
from decimal import Decimal
from pathlib import Path
from typing import Annotated

import typer
from pydantic import ValidationError

from priorauth.errors import SettingsError
from priorauth.packet.cost import PriceTable

Prices = Annotated[
    Path | None,
    typer.Option(
        "--prices", metavar="FILE", help="The clinic's price table (TOML), for a cost sheet; without it the profile's."
    ),
]


def read_prices(path: Path | None) -> PriceTable | None:
    """Read the clinic's price table; None where none is named.

    Raises:
        SettingsError: it cannot be read, or a line is not as expected.
    """
    if path is None:
        return None
    try:
        return PriceTable.model_validate(tomllib.loads(path.read_text(encoding="utf-8"), parse_float=Decimal))
    except OSError as error:
        raise SettingsError(f"{path}: the price table cannot be read ({error.strerror}).") from error
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise SettingsError(f"{path}: not TOML ({error}). Expected lines such as: vial_200 = 1200.00") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False, include_context=False)[0]
        where = ".".join(str(part) for part in first["loc"])
        raise SettingsError(f"{path}: {where} is not as expected. Write a price such as: vial_200 = 1200.00") from None
