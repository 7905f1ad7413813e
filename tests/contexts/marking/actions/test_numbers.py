"""Marking, tests: numbers that will stand on no firearm are void, with the reason."""

import os
import signal
import subprocess
import sys
from urllib.parse import urlencode

import pytest
from django.db import connections

from salwa.contexts.marking import public as marking
from salwa.contexts.marking.actions.numbers import void_numbers
from salwa.contexts.marking.models import Allotment, Job
from salwa.platform.database import address
from salwa.platform.errors import NotAllowed, Refused
from tests.conftest import Cast
from tests.contexts.marking import builders as m

KILLED = """
import os, signal, django
django.setup()
from salwa.contexts.identity.public import actor_by_name
from salwa.contexts.marking import public as marking
from salwa.contexts.marking.actions import jobs
gives = jobs.allot
def allot(*given):
    gives(*given)
    os.kill(os.getpid(), signal.SIGKILL)
jobs.allot = allot
pad = marking.NewPad(use=marking.Use.IMPORT, count=5, label="Pad")
marking.allot_numbers(actor=actor_by_name("registrar"), pad=pad)
"""


def test_open_numbers_are_made_void_and_others_stay_as_they_are(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102", "ENT103")
    one, two, _three = m.marks(cast.registrar, job)
    m.engraved(cast.registrar, job, one)
    assert void_numbers(actor=cast.registrar, job=job, reason="plate lost", marks=[two]) == 1
    assert void_numbers(actor=cast.registrar, job=job, reason="consignment went back") == 1
    account = marking.job_view(cast.registrar, job).account
    assert (account.engraved, account.void, account.still_open) == (1, 2, 0)


def test_a_number_that_is_not_open_is_named(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101", "ENT102")
    one = m.marks(cast.registrar, job)[0]
    m.engraved(cast.registrar, job, one)
    with pytest.raises(Refused, match=one):
        void_numbers(actor=cast.registrar, job=job, reason="lost", marks=[one])
    with pytest.raises(Refused, match="needed"):
        void_numbers(actor=cast.registrar, job=job, reason=" ")
    void_numbers(actor=cast.registrar, job=job, reason="lost")
    with pytest.raises(Refused, match="No number"):
        void_numbers(actor=cast.registrar, job=job, reason="lost")


def test_only_a_registrar_makes_numbers_void(cast: Cast) -> None:
    job = m.job(cast.registrar, "ENT101")
    with pytest.raises(NotAllowed):
        void_numbers(actor=cast.armourer, job=job, reason="lost")


@pytest.mark.django_db(transaction=True)
def test_a_process_that_is_killed_while_it_gives_out_numbers_gives_none(cast: Cast) -> None:
    environment = {**os.environ, "DJANGO_SETTINGS_MODULE": "salwa.config.settings"}
    for alias, (variable, _role) in address.ALIASES.items():
        told = connections[alias].settings_dict
        place = urlencode({"host": told["HOST"], "port": told["PORT"], "user": told["USER"]})
        environment[variable] = f"postgresql:///{told['NAME']}?{place}"
    done = subprocess.run([sys.executable, "-c", KILLED], env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == -signal.SIGKILL, done.stderr
    assert not Job.objects.exists()
    assert not Allotment.objects.exists()
    marking.allot_numbers(actor=cast.registrar, pad=marking.NewPad(use=marking.Use.IMPORT, count=5, label="Pad"))
    (one,) = marking.accounts(cast.registrar)
    assert one.account.is_balanced
    assert one.account.allotted == 5
