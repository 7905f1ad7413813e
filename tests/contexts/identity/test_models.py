"""Identity, models: what the database itself refuses."""

from datetime import timedelta

import pytest
from django.db import transaction
from django.db.utils import IntegrityError
from django.utils import timezone

from salwa.contexts.identity.models import AccessToken, Agency, RoleAssignment, Unit, User


def refuses(make):
    with pytest.raises(IntegrityError), transaction.atomic():
        make()


def test_a_sign_in_name_is_plain_and_taken_once(cast):
    told = {"display_name": "X", "agency_id": cast.registrar.agency_id, "added_at": timezone.now()}
    refuses(lambda: User.objects.create(username="Registrar", **told))
    refuses(lambda: User.objects.create(username="registrar", **told))
    refuses(lambda: User.objects.create(username="another", **{**told, "display_name": ""}))


def test_an_agency_has_a_name_of_its_own_and_is_not_its_own_parent(cast):
    refuses(lambda: Agency.objects.create(name="", kind="other"))
    refuses(lambda: Agency.objects.create(name="Tracing desk", kind="other"))
    refuses(lambda: Agency.objects.create(id=999, name="Own parent", kind="other", parent_id=999))


def test_a_role_is_held_once_at_a_time_and_does_not_end_before_it_begins(cast):
    held = RoleAssignment.objects.get(user_id=cast.registrar.actor_id)
    again = {"user_id": held.user_id, "agency_id": held.agency_id, "role": held.role, "entry": 1}
    refuses(lambda: RoleAssignment.objects.create(held_from=timezone.now(), **again))
    refuses(lambda: RoleAssignment.objects.filter(pk=held.pk).update(held_to=held.held_from - timedelta(seconds=1)))


def test_a_unit_is_named_once_in_its_agency(cast):
    Unit.objects.create(agency_id=cast.registrar.agency_id, name="Archive")
    Unit.objects.create(agency_id=cast.outsider.agency_id, name="Archive")
    refuses(lambda: Unit.objects.create(agency_id=cast.registrar.agency_id, name="Archive"))


def test_a_token_is_valid_for_some_time(cast):
    now = timezone.now()
    refuses(
        lambda: AccessToken.objects.create(user_id=cast.analyst.actor_id, digest=b"1", issued_at=now, expires_at=now)
    )


def test_there_is_no_mark_on_a_user_that_goes_round_the_policies():
    names = {field.name for field in User._meta.get_fields()}
    assert not names & {"is_superuser", "is_staff", "user_permissions", "groups"}


def test_a_user_with_records_is_not_deleted(cast):
    with pytest.raises(Exception, match="protected"):
        User.objects.get(username="registrar").delete()
