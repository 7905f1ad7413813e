"""Registry, command line: a registrar's day with records, from registering to a history."""

import json

import pytest

RECORD = "XC-"


def registered(node, serial, *more):
    done = node.salwa("record", "firearm", "--serial", serial, "--make", "Glock", *more)
    assert done.returncode == 0, done.stderr
    return done.stdout.split(": ")[1].strip()


def told(node, *arguments):
    done = node.salwa("history", *arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_a_firearm_is_registered_stolen_and_told(node):
    number = registered(node, "HST-101", "--year", "2004", "--happened", "2005", "--external-id", "H/101")
    theft = (
        "--happened",
        "2011-03",
        "--place",
        "Harbour",
        "--reason",
        "report 17/2011",
        "--answer",
        "police_report=R 17",
    )
    done = node.salwa("record", "theft", number, *theft)
    assert done.returncode == 0, done.stderr
    history = told(node, number)
    assert (history["serial"], history["make"], history["status"]) == ("HST-101", "Glock", "stolen")
    assert [(line["kind"], line["happened"], line["place"]) for line in history["lines"]] == [
        ("registration", "2005", None),
        ("theft", "2011-03", "Harbour"),
    ]
    assert told(node, "--external-id", "H/101")["record"] == number
    theft = history["lines"][1]
    assert (theft["recorded_by"], theft["recorded_for"]) == ("registrar", "National registry")
    assert (theft["reason"], history["lines"][0]["reason"]) == ("report 17/2011", None)
    shown = node.salwa("history", number.lower()).stdout
    for words in ("registrar, National registry", "report 17/2011", "Harbour"):
        assert words in shown
    assert "March 2011" in shown
    assert "HST-101" in shown
    assert "no record for 62 months" in shown
    assert "1 January" not in shown


def test_a_typing_error_a_stranger_and_nothing_at_all_are_told_apart(node):
    number = registered(node, "HST-102")
    wrong = number[:-1] + ("2" if number[-1] != "2" else "3")
    assert node.salwa("history", wrong).returncode == 2
    assert "typing error" in node.salwa("history", wrong).stderr
    assert node.salwa("--as", "administrator", "history", number).returncode == 3
    assert node.salwa("history").returncode == 2


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("record", "firearm", "--serial", "HST-103", "--make", "no such maker anywhere"), "is not understood"),
        (("record", "firearm", "--serial", "?"), "at least one letter or digit"),
        (("record", "firearm", "--serial", "HST-104", "--make", "Glock", "--happened", "31.12.2011"), "is not a year"),
    ],
)
def test_what_cannot_be_registered_is_refused_in_words(node, arguments, words):
    done = node.salwa(*arguments)
    assert done.returncode == 2
    assert words in done.stderr


def test_a_name_of_the_source_is_as_good_as_a_number_where_only_one_record_has_it(node):
    number = registered(node, "HST-111", "--external-id", "R1")
    assert told(node, "R1")["record"] == number
    assert told(node, " R1 ")["ask"] == []
    assert "HST-111" in node.salwa("history", "R1").stdout
    hidden = node.salwa("--as", "administrator", "history", "R1")
    assert hidden.returncode == 2
    assert "not the number of a record" in hidden.stderr
    none = node.salwa("history", "R2")
    assert (none.returncode, "not the number of a record" in none.stderr) == (2, True)


def test_a_name_that_several_sources_have_is_told_with_all_records(node, tmp_path):
    for at in (1, 2):
        path = tmp_path / f"{at}.csv"
        path.write_text(f"external_id,serial,make\nR12,HST-12{at},Glock\n", encoding="utf-8")
        done = node.salwa("import", "firearms", str(path), "--source", f"Book {at}")
        assert done.returncode == 0, done.stderr
    done = node.salwa("history", "R12")
    assert (done.returncode, "--source" in done.stderr) == (2, True)
    for at in (1, 2):
        found = told(node, "R12", "--source", f"Book {at}")
        assert found["serial"] == f"HST-12{at}"
        assert f"{found['record']}  Book {at}" in done.stderr


def test_what_was_remarked_is_told_with_type_and_calibre(node, tmp_path):
    table = "external_id,serial,make,model,calibre,type,Note\nRM-1,RMK77101,Glock,17,9x19,pistol,found in a [red] box\n"
    (tmp_path / "old.csv").write_text(table, encoding="utf-8")
    done = node.salwa("import", "firearms", str(tmp_path / "old.csv"), "--source", "Old notes")
    assert done.returncode == 0, done.stderr
    history = told(node, "--external-id", "RM-1")
    assert {"heading": "Note", "text": "found in a [red] box"} in history["remarks"]
    assert history["calibre"].startswith("9×19")
    assert "pistol" in history["type"].lower()
    assert "Remark, Note: found in a [red] box" in node.salwa("history", "--external-id", "RM-1").stdout
