"""Web: a country pack told in rows; nothing of it without words."""

import pytest

from salwa.kernel.packs import Answer, Check, Consent, Dealing, MarkingUse, Pack, packs
from salwa.kernel.packs.validating import HOLDERS, VOCABULARIES
from salwa.web import rules_told
from salwa.web.rules_told import sections


def test_every_word_of_a_pack_has_words_for_people() -> None:
    for told, codes in (
        (rules_told.DEALINGS, Dealing),
        (rules_told.CHECKS, Check),
        (rules_told.CONSENTS, Consent),
        (rules_told.USES, MarkingUse),
        (rules_told.ANSWERS, Answer),
        (rules_told.HOLDERS, HOLDERS),
        (rules_told.VOCABULARIES, VOCABULARIES),
    ):
        assert set(told) == set(codes)


@pytest.mark.parametrize("pack", packs(), ids=lambda pack: f"{pack.state}{pack.edition}")
def test_every_rule_of_what_ships_is_told_with_its_source(pack: Pack) -> None:
    found = sections(pack)
    assert {section.key for section in found} >= {"retention", "marking", "identity"}
    for section in found:
        for rule in section.rules:
            assert all(rule.lines)
            assert rule.source or section.key == "additions"
    unverified = sum(rule.unverified for section in found for rule in section.rules)
    assert unverified == sum(one.unverified for one in (*pack.retention, *pack.marking))
