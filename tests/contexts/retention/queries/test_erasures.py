"""Retention: an entry that lost its name and reason by no erasure is named."""

import psycopg
import pytest

from salwa.contexts.registry.public import report_loss
from salwa.contexts.retention.public import erased_by_nobody
from salwa.platform.errors import NotAllowed
from salwa.platform.models import Entry
from tests.conftest import Cast
from tests.contexts.registry import builders as b


@pytest.mark.django_db(transaction=True)
def test_what_the_superuser_emptied_is_named(cast: Cast, superuser: psycopg.Connection) -> None:
    report_loss(actor=cast.registrar, firearm=b.firearm(cast.registrar), happened=b.year(2020), reason="told so")
    assert erased_by_nobody(cast.auditor, 10) == []
    entry = Entry.objects.latest("id").pk
    superuser.execute("UPDATE platform_entry SET actor_name = '', reason = '', salt = '' WHERE id = %s", [entry])
    assert erased_by_nobody(cast.administrator, 10) == [entry]
    with pytest.raises(NotAllowed):
        erased_by_nobody(cast.inspector, 10)
