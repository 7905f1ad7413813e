"""The house, checked: what each action is tried on."""

from dataclasses import dataclass
from pathlib import Path

from salwa.contexts.registry import public as registry
from salwa.contexts.registry.models import (
    Firearm,
)
from salwa.kernel.lifecycle import Happened
from tests.conftest import Cast

WHEN = Happened.in_year(2020)


@dataclass(frozen=True, slots=True)
class Stage:
    """Two firearms of the registrar's, and a folder."""

    cast: Cast
    row: Firearm
    other: Firearm
    folder: Path

    def merged(self) -> None:
        registry.merge_firearms(actor=self.cast.registrar, survivor=self.row, absorbed=self.other, reason="one")

    @property
    def slide(self) -> registry.PartName:
        return registry.PartName(self.row.pk, 2)

    def file(self) -> Path:
        path = self.folder / "register.csv"
        path.write_text("external_id,serial,make\nX1,ENT55123,Glock\n", encoding="utf-8")
        return path
