"""Registry: a holder is found by the identifier, a company by its name."""

import pytest

from salwa.contexts.registry.queries.holders_by import company_named, holder_by_uuid
from salwa.platform.errors import NotFound
from tests.conftest import Cast
from tests.contexts.registry import builders as b


def test_a_holder_is_found_by_the_identifier(cast: Cast) -> None:
    holder = b.person(cast.registrar)
    assert holder_by_uuid(cast.registrar, f" {holder.uuid} ") == holder
    assert holder_by_uuid(cast.registrar, holder.uuid) == holder
    for who, identifier in ((cast.analyst, str(holder.uuid)), (cast.registrar, "none")):
        with pytest.raises(NotFound):
            holder_by_uuid(who, identifier)


def test_a_company_is_found_by_its_name_where_it_is_the_only_one(cast: Cast) -> None:
    one = b.company(cast.registrar, "Harbour Arms")
    assert company_named(cast.registrar, " harbour arms ") == one
    assert company_named(cast.registrar, "Harbour Arms", "HR 2") is None
    assert company_named(cast.analyst, "Harbour Arms") is None
    b.company(cast.registrar, "Harbour Arms")
    assert company_named(cast.registrar, "Harbour Arms") is None
