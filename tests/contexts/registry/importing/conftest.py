"""Registry, import, tests: files as registrars hand them in."""

from collections.abc import Callable
from pathlib import Path

import pytest

Written = Callable[..., Path]

HEADING = (
    "external_id,serial,make,model,calibre,type,country_of_manufacture,year_of_manufacture,import_country,import_year,"
    "first_sale_date,first_sale_place,status"
)


@pytest.fixture
def written(tmp_path: Path) -> Written:
    """Write rows under a heading (the default columns where none is given) and give the file."""

    def write(*rows: str, heading: str = HEADING, name: str = "register.csv") -> Path:
        path = tmp_path / name
        path.write_text("\n".join((heading, *rows)) + "\n", encoding="utf-8")
        return path

    return write
