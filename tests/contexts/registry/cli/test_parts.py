"""Registry, command line: parts, exchanges, measures and calibres."""

import json
import re

from tests.conftest import NodeUnderTest


def told(node: NodeUnderTest, record: str) -> dict[str, object]:
    done = node.salwa("history", record, "--json")
    assert done.returncode == 0, done.stderr
    found: dict[str, object] = json.loads(done.stdout)
    return found


def done(node: NodeUnderTest, *arguments: str) -> str:
    run = node.salwa("record", *arguments)
    assert run.returncode == 0, run.stderr
    return run.stdout


def numbers(text: str) -> list[str]:
    return re.findall(r"XC-[0-9A-Z]{5}-[0-9A-Z]{5}-[0-9A-Z]", text)


def test_a_slide_is_exchanged_measured_and_told(node: NodeUnderTest) -> None:
    made = done(
        node, "firearm", "--serial", "CLI77101", "--make", "Glock", "--calibre", "9x19", "--component", "slide:CLS77101"
    )
    (record,) = numbers(made)
    (spare,) = numbers(done(node, "part", "slide:CLS77202", "--make", "Glock", "--material", "steel"))
    moved = done(node, "exchange", record, "slide", spare, "--happened", "2024-03-05", "--reason", "worn")
    assert "write this number on its label" in moved
    out = next(one for one in numbers(moved) if one != record)
    done(node, "measure", record, "frame", "1", "--height", "1.2", "--plate", "--material", "polymer")
    done(node, "calibre", record, ".22 LR")
    found = told(node, record)
    assert [gone["record"] for gone in found["gone"]] == [out]  # type: ignore[attr-defined]
    assert [part["record"] for part in found["components"]] == [None, spare]  # type: ignore[attr-defined]
    assert found["further_calibres"]
    plain = node.salwa("history", record).stdout
    assert f"Gone: slide {out}, now: loose" in plain
    assert "here since 5 March 2024" in plain
    again = done(node, "fitting", record, "barrel:CLB77303", "--happened", "2024-04-01")
    assert record in again
    taken = done(node, "removal", record, "barrel", "--happened", "2024-05-01")
    assert "goes on as" in taken
    assert record in done(node, "calibre", record, ".22 LR", "--withdraw", "--reason", "misread")


def test_a_weapon_is_taken_apart_and_a_part_in_two_weapons_is_told(node: NodeUnderTest) -> None:
    (record,) = numbers(done(node, "firearm", "--serial", "CLI77404", "--make", "Glock"))
    (other,) = numbers(done(node, "firearm", "--serial", "CLI77505", "--make", "Glock"))
    (barrel,) = numbers(done(node, "part", "barrel:CLB77606", "--make", "Glock"))
    done(node, "fitting", record, barrel)
    assert "Nothing was moved" in done(node, "fitting", other, barrel)
    assert record in done(node, "dismantling", record, "--happened", "2024-05-01")
    refused = node.salwa("record", "measure", other, "frame", "1", "--depth", "deep")
    assert refused.returncode == 2
    assert "0.12" in refused.stderr
