"""Licensing: files and licences made ready for the templates."""

from salwa.contexts.licensing.pages.shown import event_words, show_application, show_file, show_licence_file
from salwa.contexts.licensing.public import (
    application_view,
    file_of,
    grant,
    holder_of,
    licence_file,
    suspend,
)
from tests.conftest import Cast
from tests.contexts.licensing import builders as l


def test_a_file_says_the_next_step(cast: Cast) -> None:
    ann = l.person(cast.licensing_officer)
    view = holder_of(cast.registrar, ann.uuid)

    def steps() -> list[str]:
        return list(show_file(file_of(cast.registrar, view, l.today()), l.today(), may_decide=True)["steps"])

    assert steps() == ["Take in an application: nothing has been asked for yet."]
    l.held(cast.registrar, ann)
    assert len(steps()) == 2
    licence = l.granted(cast.licensing_officer, ann)
    assert steps() == []
    suspend(actor=cast.licensing_officer, licence=licence, measure=l.measure("inquiry"))
    assert "Settle the suspended licence" in steps()[0]


def test_a_licence_says_what_it_permits_and_what_happened(cast: Cast) -> None:
    licence = l.granted(cast.licensing_officer, l.person(cast.licensing_officer))
    file = licence_file(cast.registrar, licence, l.today())
    shown = show_licence_file(file)
    assert shown["permits"] == "to possess"
    assert shown["standing"] == "in force"
    assert event_words(file.events[0]).startswith("Granted on ")


def test_a_proposal_is_one_s_own_for_who_made_it(cast: Cast) -> None:
    row = l.asked(cast.licensing_officer, l.person(cast.licensing_officer))
    grant(actor=cast.licensing_officer, application=row, terms=l.terms(), reason="Known to me")
    view = application_view(cast.registrar, row, l.today())
    assert show_application(view, cast.licensing_officer.actor_id)["proposal"]["is_own"]
    assert not show_application(view, cast.second_officer.actor_id)["proposal"]["is_own"]
    assert show_application(view)["state"] == "waits for a second officer"
