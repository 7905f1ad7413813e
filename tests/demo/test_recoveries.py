"""Demonstration, recoveries: the real records, read as they stand."""

from collections import Counter
from dataclasses import replace
from datetime import date

from salwa.demo.recoveries import Group, recoveries, sale_to_crime


def test_all_320_rows_are_read_and_fall_into_four_groups() -> None:
    groups = Counter(one.group for one in recoveries())
    assert groups == {
        Group.WRITTEN_DIFFERENTLY: 20,
        Group.WRITTEN_ALIKE: 161,
        Group.ONE_HAND: 112,
        Group.NO_SERIAL: 27,
    }
    assert len({one.external_id for one in recoveries()}) == 320


def test_the_report_is_asked_and_the_form_is_registered() -> None:
    one = next(one for one in recoveries() if one.serial_found == "SCH613")
    assert (one.written().serial, one.written().make, one.written().calibre) == ("SCH613", "Glock", ".45 caliber")
    assert one.registered()["serial"] == "SCH631"
    assert one.registered()["make"] == "GLOCK"
    assert one.registered()["first_sale_date"] == "2023-10-02"
    assert one.registered()["first_sale_place"] == "Wilmington, DE"


def test_where_the_report_has_no_serial_the_form_is_asked() -> None:
    one = next(one for one in recoveries() if one.group is Group.ONE_HAND)
    assert (one.written().serial, one.written().make) == (one.serial_sold, one.make_sold)


def test_impossible_dates_are_counted_and_left_out() -> None:
    one = recoveries()[0]
    sold, crime = date(2020, 1, 1), date(2020, 1, 31)
    span = sale_to_crime(
        [
            replace(one, sold=sold, crime=crime),
            replace(one, sold=crime, crime=sold),
            replace(one, sold=sold, crime=date(2028, 3, 10)),
            replace(one, sold=None, crime=crime),
        ]
    )
    assert span.days == (30,)
    assert span.before_sale == 1
    assert span.in_future == 1


def test_three_crimes_of_the_source_lie_after_its_publication() -> None:
    assert sale_to_crime(recoveries()).in_future == 3
