"""Licensing: licences in words."""

from datetime import date
from uuid import UUID

from django.utils import translation

from salwa.contexts.licensing import wording
from salwa.contexts.licensing.models import CheckKind, Grounds
from salwa.contexts.licensing.models.choices import LicenceEventKind
from salwa.contexts.licensing.rules import REQUIREMENTS, EventKind, Requirement, Standing
from salwa.contexts.licensing.rules.requirements import CheckPassed, OneOfAKind
from salwa.contexts.registry.models import HolderKind
from salwa.contexts.registry.public import HolderView
from salwa.kernel.packs import Check, Dealing, LicenceKind

KIND = LicenceKind(
    code="A1", name={"en": "Possession", "ar": "حيازة"}, holders=(), permits=(), source="Arms Act, s. 14"
)
UUID_ = UUID("0190f5fe-7c3f-7c3f-8c3f-1234567890ab")


def test_everything_has_words() -> None:
    assert set(wording.STANDING_NAMES) == set(Standing)
    assert set(wording.DEALING_NAMES) == set(Dealing)
    assert {one.value for one in Check} == set(CheckKind.values)
    assert {int(one) for one in EventKind} == set(LicenceEventKind.values)
    assert all(wording.event_name(kind) for kind in EventKind)
    assert wording.grounds_name(Grounds.COURT) == "a court ordered it"
    assert wording.grounds_name("") == ""
    assert wording.category_name("club") == "shooting club"
    assert wording.category_name("gone") == "gone"


def test_a_pack_speaks_the_reader_s_language_or_english() -> None:
    assert wording.kind_name(KIND, "A1") == "Possession"
    with translation.override("ar"):
        assert wording.kind_name(KIND, "A1") == "حيازة"
    with translation.override("fr"):
        assert wording.kind_name(KIND, "A1") == "Possession"
    assert wording.kind_name(None, "OLD") == "OLD"


def test_a_person_is_only_told_to_be_one() -> None:
    person = HolderView(id=1, uuid=UUID_, kind=HolderKind.NATURAL_PERSON, year_of_birth=1980)
    assert wording.holder_name(person) == "person 7890ab"
    assert wording.holder_name(HolderView(id=1, uuid=UUID_, kind=HolderKind.LEGAL_PERSON, name="Quay")) == "Quay"


def test_a_requirement_says_how_far_it_reaches() -> None:
    day, until = date(2026, 3, 5), date(2027, 3, 5)
    check = Requirement(rule=CheckPassed, is_met=True, check=Check.MEDICAL, on=day, until=until)
    assert wording.requirement_name(check) == "Check: medical fitness"
    assert wording.requirement_state(check) == "passed on 5 March 2026, counts until 5 March 2027"
    told = {
        Requirement(rule=CheckPassed, is_met=True, check=Check.MEDICAL, on=day): "passed on 5 March 2026",
        Requirement(rule=CheckPassed, is_met=False, check=Check.MEDICAL, on=day): "not passed on 5 March 2026",
        Requirement(rule=CheckPassed, is_met=None, check=Check.MEDICAL): "not on record",
        Requirement(rule=OneOfAKind, is_met=True): "met",
        Requirement(rule=OneOfAKind, is_met=False): "not met",
        Requirement(rule=OneOfAKind, is_met=None): "cannot be told from what is on record",
    }
    for one, words in told.items():
        assert wording.requirement_state(one) == words
    lapsed = Requirement(rule=CheckPassed, is_met=False, check=Check.MEDICAL, on=day, until=until)
    assert wording.requirement_state(lapsed) == "passed on 5 March 2026, counted until 5 March 2027"


def test_a_requirement_of_the_pack_names_the_law() -> None:
    sources = {rule: wording.requirement_source(Requirement(rule=rule, is_met=True), KIND) for rule in REQUIREMENTS}
    assert sources[CheckPassed] == "Arms Act, s. 14"
    assert sources[OneOfAKind] == "Salwa, house rule"
    assert wording.requirement_source(Requirement(rule=CheckPassed, is_met=True), None).startswith("country pack")


def test_small_words() -> None:
    assert wording.quota_words(None) == "without limit"
    assert wording.quota_words(1) == "1 firearm"
    assert wording.until(None) == "until further notice"
    assert wording.day(None) == "–"
    assert wording.type_name(0) == "–"
