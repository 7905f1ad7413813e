"""Platform, dates: how templates write days and moments."""

from datetime import UTC, date, datetime

from django.template import Context, Template

DAY = date(2024, 3, 5)


def test_a_template_writes_nothing_where_there_is_no_day() -> None:
    written = Template("[{{ none|day }}{{ none|moment }}] {{ day|day }}").render(Context({"none": None, "day": DAY}))
    assert written == "[] 5 March 2024"


def test_a_template_writes_a_moment_in_utc() -> None:
    at = datetime(2024, 3, 5, 14, 7, tzinfo=UTC)
    assert Template("{{ at|moment }}").render(Context({"at": at})) == "5 March 2024, 14:07 UTC"
