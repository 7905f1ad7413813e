"""Tracing: a small register, made by the actions that registrars use."""

from collections.abc import Callable

import pytest

from salwa.contexts.registry.public import NewFirearm, NewMark, record_of, register_firearm
from salwa.kernel import vocabularies
from salwa.kernel.marks.model import MarkKind
from salwa.platform.actor import Actor
from tests.conftest import Cast
from tests.web.conftest import signed_in

__all__ = ["Register", "register", "signed_in"]

Register = Callable[..., str]


@pytest.fixture
def register(cast: Cast) -> Register:
    """``register("BKS012", make="Glock", model="17")`` gives the number of the record."""

    def enter(
        serial: str, make: str = "", model: str = "", *, actor: Actor | None = None, external_id: str = ""
    ) -> str:
        made = vocabularies.makes().resolve(make).term if make else None
        of_model = vocabularies.models().resolve(model, context=made).term if model else None
        row = register_firearm(
            actor=actor or cast.registrar,
            firearm=NewFirearm(
                make=made.code if made else 0,
                model=of_model.code if of_model else 0,
                external_id=external_id,
                marks=(NewMark(kind=MarkKind.SERIAL, text=serial),),
            ),
        )
        return record_of(row)

    return enter
