"""Platform, errors: a sentence for the user, a status, an exit code."""

import pytest

from salwa.platform.errors import Conflict, Fault, NotAllowed, NotFound, NotReady, NotSignedIn, Refused, SalwaError


def test_every_fault_is_told_with_its_place():
    error = Refused([Fault(3, "serial", "is empty"), Fault(0, "year", "is no year"), Fault(7, "", "is not text")])
    assert str(error) == "line 3, serial: is empty\nyear: is no year\nline 7: is not text"


def test_a_summary_stands_beside_the_faults():
    error = Refused("Two rows cannot be taken.", [Fault(3, "serial", "is empty")])
    assert error.detail == "Two rows cannot be taken."
    assert error.faults == (Fault(3, "serial", "is empty"),)


def test_without_a_sentence_the_title_speaks():
    assert str(NotAllowed()) == "You may not do this"


@pytest.mark.parametrize(
    ("kind", "status", "code"),
    [
        (SalwaError, 500, 1),
        (NotSignedIn, 401, 3),
        (NotAllowed, 403, 3),
        (NotFound, 404, 3),
        (Conflict, 409, 2),
        (Refused, 422, 2),
        (NotReady, 503, 2),
    ],
)
def test_each_kind_has_its_status_and_exit_code(kind, status, code):
    assert (kind.status, kind.exit_code) == (status, code)
