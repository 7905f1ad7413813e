"""Registry, command line: each thing that can be recorded by hand."""

import json

import pytest

from salwa.contexts.registry.cli.record import record
from salwa.contexts.registry.questions import SHEETS, slug_of
from tests.contexts.registry.cli.test_history import registered

STATES = {
    "loss": "lost",
    "theft": "stolen",
    "find": "found",
    "seizure": "seized",
    "surrender": "surrendered",
    "destruction": "destroyed",
}
ANSWERS = {"loss": ("--answer", "noticed_on=2021-02-03"), "theft": ("--answer", "police_report=R 9")}
"""What Corvania asks besides; see its pack."""
PROOF = "D 9, Proof house of Corvania, 2018-02-03, S 1"


@pytest.fixture(scope="module")
def number(node):
    """One firearm that everything happens to, the destruction last."""
    return registered(node, "RCD-201")


@pytest.mark.parametrize("verb", STATES)
def test_the_state_follows(node, number, verb):
    moves = {"part", "exchange", "removal", "fitting", "apart", "calibre", "measure", "correct-mark", "facts"}
    assert set(record.commands) == {"firearm", "component", "mark", *moves, *(slug_of(one.kind) for one in SHEETS)}
    done = node.salwa("record", verb, number, "--reason", "as reported", *ANSWERS.get(verb, ()))
    assert done.returncode == 0, done.stderr
    assert json.loads(node.salwa("history", number, "--json").stdout)["status"] == STATES[verb]


def test_after_its_destruction_nothing_more_is_lost(node):
    number = registered(node, "RCD-202")
    assert node.salwa("record", "destruction", number, "--happened", "2020").returncode == 0
    done = node.salwa("record", "loss", number, "--happened", "2021", *ANSWERS["loss"])
    assert done.returncode == 2
    assert "recorded as destroyed" in done.stderr


def as_json(node, *arguments):
    done = node.salwa(*arguments, "--json")
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def test_whoever_registers_a_firearm_twice_is_told_at_once(node):
    first = registered(node, "RCD-301")
    done = node.salwa("record", "firearm", "--serial", "RCD 301", "--make", "Glock")
    assert "Perhaps the same firearm is registered twice. Another record has the same make and serial." in done.stdout
    assert f"salwa history {first}" in done.stdout
    third = as_json(node, "record", "firearm", "--serial", "RC0-3O1", "--make", "Glock")
    assert [(one["kind"], one["other"], one["ask"]) for one in third["findings"]] == [("duplicate", first, None)]
    other = as_json(node, "record", "firearm", "--serial", "RCD301", "--make", "Zastava")
    assert other["findings"] == []


def test_the_number_of_a_part_leads_to_its_firearm_and_is_said_to_be_the_part_s(node):
    new = ("record", "firearm", "--serial", "RCD-401", "--make", "Glock", "--component", "slide:SLD40177")
    number = as_json(node, *new, "--component", "barrel", "--mark", "barrel:proof:LION", "--mark", "import:GHA 2016")[
        "record"
    ]
    told = as_json(node, "history", number)
    assert [(part["kind"], [mark["text"] for mark in part["marks"]]) for part in told["components"]] == [
        ("frame", ["RCD-401", "Glock", "GHA 2016"]),
        ("slide", ["SLD40177"]),
        ("barrel", ["LION"]),
    ]
    answer = as_json(node, "identify", "--serial", "SLD40177")
    assert answer["candidates"][0]["record"] == number
    assert [one["kind"] for one in answer["findings"]] == ["component_serial"]
    shown = node.salwa("identify", "--serial", "SLD40177").stdout
    assert "The number that was asked for is not that of the firearm but of a part of it." in " ".join(shown.split())
    assert "SLD40177 is on the slide." in " ".join(shown.split())


def test_a_part_and_a_mark_are_added_to_a_registered_firearm(node):
    number = registered(node, "RCD-501")
    done = node.salwa(
        "record", "component", number, "barrel:BRL50122", "--mark", "proof:CROWN", "--reason", "seen apart"
    )
    assert done.returncode == 0, done.stderr
    assert node.salwa("record", "mark", number, "proof:LION", "--component", "barrel").returncode == 0
    assert node.salwa("record", "mark", number, "import:GHA 2016").returncode == 0
    frame, barrel = as_json(node, "history", number)["components"]
    assert [mark["text"] for mark in frame["marks"]] == ["RCD-501", "Glock", "GHA 2016"]
    assert [mark["text"] for mark in barrel["marks"]] == ["BRL50122", "CROWN", "LION"]
    assert as_json(node, "identify", "--serial", "BRL50122")["candidates"][0]["record"] == number


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (("component", "flux:1"), "is no kind of part"),
        (("mark", "proof"), "is no mark: write KIND:TEXT"),
        (("mark", "proof:X", "--component", "slide"), "has no such part on record: slide"),
        (("mark", "maker:no such maker anywhere"), "is not understood: write it in another way"),
    ],
)
def test_what_is_no_part_and_no_mark_is_refused_in_words(node, number, arguments, words):
    done = node.salwa("record", arguments[0], number, *arguments[1:])
    assert done.returncode == 2
    assert words in done.stderr


def test_what_was_recorded_wrongly_is_set_right(node):
    number = registered(node, "RCD-701")
    right = ("record", "facts", number, "--model", "17", "--year", "2005", "--reason", "read again")
    assert node.salwa(*right).returncode == 0
    assert node.salwa(*right).returncode == 2
    marked = node.salwa("record", "correct-mark", number, "frame", "1", "RCD-707", "--reason", "read again")
    assert marked.returncode == 0, marked.stderr
    assert node.salwa("record", "correct-mark", number, "frame", "2", "--reason", "x").returncode == 2
    told = as_json(node, "history", number)
    assert (told["model"], told["year"], told["serial"]) == ("Glock 17", 2005, "RCD-707")
    assert [(one["fact"], one["after"]) for one in told["corrections"]] == [("model", "Glock 17"), ("year", "2005")]
    assert "Set right, Year of manufacture: – is 2005. read again" in " ".join(
        node.salwa("history", number).stdout.split()
    )


def test_a_mark_that_is_not_on_the_named_part_is_left_alone(node):
    number = registered(node, "RCD-711")
    added = node.salwa("record", "component", number, "slide:SLD-711")
    assert added.returncode == 0, added.stderr
    for words in (("SLD-717",), ("--none",)):
        done = node.salwa("record", "correct-mark", number, "slide", "1", *words, "--reason", "read again")
        assert (done.returncode, "There is no mark 1 on this part." in done.stderr) == (3, True), done.stderr
    assert as_json(node, "history", number)["serial"] == "RCD-711"


def test_direction_marks_are_taken_with_a_note(node):
    done = node.salwa("record", "firearm", "--serial", "\u200fRCD-601", "--make", "Glock")
    assert "Invisible direction marks are kept in the text and not searched by." in done.stdout
    assert as_json(node, "identify", "--serial", "RCD601")["verdict"].startswith("match")


def test_a_life_is_recorded_line_by_line_with_its_papers(node):
    number = registered(node, "RCD-203")
    lines = [
        ("storage", "--happened", "2015", "--holder", "National registry", "--place", "Post 4"),
        ("return", "--happened", "2016"),
        ("repair", "--happened", "2017", "--reference", "W 3"),
        ("deactivation", "--happened", "2018", "--certificate", PROOF, "--answer", "verified_on=2018-02-03"),
        ("destruction", "--happened", "2019", "--method", "melted", "--witnesses", "A. Invented"),
    ]
    for verb, *told in lines:
        done = node.salwa("record", verb, number, *told)
        assert done.returncode == 0, done.stderr
    told = node.salwa("history", number, "--json").stdout
    history = json.loads(told)
    assert history["status"] == "destroyed"
    details = [line["details"] for line in history["lines"]]
    assert next(one for one in details if one and one.get("certificate"))["certificate"]["number"] == "D 9"
    assert "melted" in told
    assert "Certificate D 9 of Proof house of Corvania" in node.salwa("history", number).stdout


@pytest.mark.parametrize(
    ("told", "words"),
    [
        (("sale", "--holder", "Nobody Ltd"), "is on record"),
        (("sale",), "has a taker"),
        (("loan", "--holder", "National registry", "--until", "soon"), "write a day"),
        (("deactivation", "--certificate", "D 9"), "who issued it"),
        (("deactivation", "--answer", "verified_on=2018-02-03"), "counts by its certificate"),
        (("theft",), "this State asks: Number of the police report. Add --answer police_report=…"),
        (("theft", "--answer", "police_report="), "this State asks: Number of the police report."),
        (("export", "--country", "Atlantis Prime"), "is not understood"),
        (("theft", *ANSWERS["theft"], "--answer", "colour=red"), "asks no such question"),
        (("theft", "--answer", "colour"), "NAME=VALUE"),
        (("find", "--happened", "2020-02-30"), "is no day of the calendar"),
    ],
)
def test_what_cannot_be_taken_is_told_in_words(node, number, told, words):
    done = node.salwa("record", told[0], number, *told[1:])
    assert done.returncode == 2
    assert words in done.stderr
