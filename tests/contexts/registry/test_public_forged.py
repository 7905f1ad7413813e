"""Evidence that somebody forged is refused: true rows beside a false story, damage, and what steers a terminal."""

import copy
import importlib.util
import json
from pathlib import Path

import pytest

from salwa.contexts.registry.public import NewFacts, correct_facts, correct_mark, evidence
from salwa.kernel.lifecycle import EventKind, Happened
from salwa.platform import home
from salwa.platform.ledger.proving import Row, proved
from salwa.platform.ledger.sealing import signer_of
from salwa.platform.ledger.witnessing import witness_key
from salwa.platform.reading import reading
from tests.contexts.registry import builders as b

pytestmark = pytest.mark.django_db(transaction=True)
TO = {"recipient": "Court of XD", "reason": "Request 12"}
STRANGE = (None, True, 0, -1, 1.5, "", "x", "\ud800", "9" * 5000, [], [[]], {}, 10**30)


@pytest.fixture(scope="module")
def verifier():
    path = Path(__file__).parents[3] / "contrib" / "verify_ledger.py"
    spec = importlib.util.spec_from_file_location("verify_ledger", path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def both(cast):
    """Evidence about one firearm, with the rows of another under the same checkpoint; and what is told of the other."""
    (home.current().path / "checkpoint").unlink(missing_ok=True)
    one = b.lost(cast.registrar, b.company(cast.registrar), place="Old harbour")
    other = b.firearm(cast.registrar, "BKS777", b.maker(), life=(b.event(EventKind.IMPORT, Happened.in_year(2001)),))
    strange = evidence(cast.registrar, other, **TO)
    bundle = evidence(cast.registrar, one, **TO)
    rows = [Row(row["table"], row["key"]) for row in bundle["rows"] + strange["rows"]]
    with reading(cast.registrar):
        return bundle | proved(rows, signer_of(home.current()).key), strange["told"]


@pytest.fixture
def check(verifier, tmp_path, capsys):
    """Check evidence as its recipient would; give the exit code and what is said."""

    def run(bundle, *more):
        path = tmp_path / "evidence.json"
        path.write_text(bundle if isinstance(bundle, str) else json.dumps(bundle), encoding="utf-8")
        code = verifier.main([str(path), "--key", str(signer_of(home.current()).key), *more])
        said = capsys.readouterr()
        return code, said.out + said.err

    return run


def test_what_is_printed_is_read_from_the_rows(both, check):
    bundle, _ = both
    for line in bundle["told"]["history"]:
        line["what"], line["when"] = "Destroyed", "2001"
    code, said = check(bundle)
    assert code == 0, said
    assert "2004-01-01 to 2004-12-31: manufacture" in said
    assert "loss, Old harbour" in said
    assert "mark of firearm" in said
    assert "BKS012 (withdrawn)" in said
    assert "Destroyed" not in said


def _place_of_another(told, _other):
    lost = next(one for one in told["history"] if "place" in one)
    made = next(one for one in told["history"] if "place" not in one)
    made["place"] = lost["place"]
    made["facts"] += [fact for fact in lost["facts"] if fact[0].startswith("registry_place")]


def _text_of_another(told, _other):
    told["marks"][0]["facts"] += told["marks"][1]["facts"]


def _history_of_another(told, other):
    told["history"] += other["history"]


def _number_of_another(told, other):
    told["record"] = told["firearm"][0]["record"] = other["record"]


def _head_of_another(told, other):
    told["record"] = other["record"]


def _holder_of_none(told, _other):
    next(one for one in told["history"] if "holder" not in one)["holder"] = "National registry"


def _holder_of_another_name(told, _other):
    next(one for one in told["history"] if "holder" in one)["holder"] = "Vale Arms"


def _no_longer_withdrawn(told, _other):
    next(one for one in told["marks"] if one["withdrawn"])["withdrawn"] = False


def _of_no_row(told, _other):
    told["history"][0]["facts"] = []


@pytest.mark.parametrize(
    ("forge", "named"),
    [
        (_place_of_another, "of another thing"),
        (_text_of_another, "of another thing"),
        (_history_of_another, "of another firearm"),
        (_number_of_another, "of another record"),
        (_head_of_another, "is not"),
        (_holder_of_none, "holder"),
        (_holder_of_another_name, "Vale Arms"),
        (_no_longer_withdrawn, "under marks"),
        (_of_no_row, "damaged"),
    ],
)
def test_true_rows_beside_a_false_story_are_refused(both, check, forge, named):
    bundle, other = both
    assert check(bundle)[0] == 0
    forge(bundle["told"], other)
    code, said = check(bundle)
    assert code == 1
    assert named in said


@pytest.fixture
def corrected(cast):
    """Evidence about one firearm, before and after what it is and what its serial is were set right."""
    (home.current().path / "checkpoint").unlink(missing_ok=True)
    one = b.firearm(cast.registrar, "BKS0131")
    before = evidence(cast.registrar, one, **TO)
    correct_facts(actor=cast.registrar, firearm=one, facts=NewFacts(year=2003), reason="read from the slide")
    correct_mark(actor=cast.registrar, firearm=one, ordinal=1, mark=b.serial("BKS0137"), reason="misread")
    return before, evidence(cast.registrar, one, **TO)


def _without(bundle, table):
    bundle["rows"] = [row for row in bundle["rows"] if row["table"] != table]


def _correction_left_out(bundle, _before):
    bundle["told"]["corrections"] = []
    _without(bundle, "registry_fact_correction")


def _old_firearm(bundle, before):
    bundle["told"]["firearm"] = before["told"]["firearm"]
    row = next(row for row in before["rows"] if row["table"] == "registry_firearm")
    bundle["rows"] = [row if one["table"] == row["table"] else one for one in bundle["rows"]]


def _withdrawal_left_out(bundle, _before):
    told = bundle["told"]["marks"][0]
    told["withdrawn"] = False
    told["facts"] = [fact for fact in told["facts"] if not fact[0].startswith("registry_withdrawal")]
    _without(bundle, "registry_withdrawal")


@pytest.mark.parametrize(
    ("forge", "named"),
    [
        (_correction_left_out, "is left out"),
        (_withdrawal_left_out, "is left out"),
        (_old_firearm, "is an older one"),
    ],
)
def test_what_was_set_right_is_neither_left_out_nor_told_as_it_was(corrected, check, forge, named):
    before, bundle = corrected
    code, said = check(bundle)
    assert code == 0, said
    assert "set right: 2004 to 2003" in said
    forge(bundle, before)
    code, said = check(bundle)
    assert (code, named in said) == (1, True), said


def test_the_schema_names_all_that_is_told(corrected):
    _, bundle = corrected
    path = Path(__file__).parents[3] / "docs" / "reference" / "evidence.schema.json"
    schema = json.loads(path.read_text(encoding="utf-8"))
    told = schema["properties"]["told"]
    assert set(told["required"]) == set(bundle["told"]) == set(told["properties"])
    right = told["properties"]["corrections"]["items"]["required"]
    assert all(set(right) == set(one) for one in bundle["told"]["corrections"])


def _paths(value, path=()):
    yield path
    inner = value.items() if isinstance(value, dict) else enumerate(value[:2]) if isinstance(value, list) else ()
    for name, one in inner:
        yield from _paths(one, (*path, name))


def test_damage_of_any_kind_is_refused_in_words(both, check):
    bundle, _ = both
    for path in [one for one in _paths(bundle) if one]:
        for strange in STRANGE:
            changed = copy.deepcopy(bundle)
            at = changed
            for name in path[:-1]:
                at = at[name]
            at[path[-1]] = strange
            assert check(changed)[0] in (0, 1)
    for text in ("", "[]", "{" * 100_000, '{"format": "salwa-evidence/1"}', '{"a": 1, "a": 1}'):
        assert check(text)[0] == 1
    twice = json.dumps(bundle).replace('"made_at"', '"given_to": "another court", "made_at"')
    assert "twice" in check(twice)[1]
    assert "twice" in check(bundle | {"rows": bundle["rows"] * 2})[1]


def test_what_would_steer_the_terminal_is_shown_by_its_number(both, check):
    bundle, _ = both
    code, said = check(bundle | {"given_to": "Court\x1b[2J\u202e\nAll is well \ud800"})
    assert code == 0
    assert "Court\\u001b[2J\\u202e\\u000aAll is well \\ud800" in said


def test_the_newest_of_many_entries_is_looked_up_once_for_all_rows(verifier):
    entries = {n: {"entry": n, "at": 100 - n, "rows": [["t", 1, "7", ""], ["t", 1, f"{n}/1", ""]]} for n in range(1, 9)}
    newest = verifier.newest_of(entries)
    assert (newest["t", "7"], newest["t", "3/1"]) == ((99, 1), (97, 3))


def test_what_cannot_be_asked_is_said(both, check, tmp_path):
    bundle, _ = both
    own = str(witness_key(signer_of(home.current())))
    assert "witness of itself" in check(bundle, "--witness", own)[1]
    assert "are asked for" in check(bundle, "--quorum", "1")[1]
    (tmp_path / "checkpoint").write_text(bundle["checkpoint"], encoding="utf-8")
    code, said = check(bundle, "--against", str(tmp_path / "checkpoint"))
    assert (code, "--against" in said) == (2, True)


def test_what_happened_is_called_as_the_register_calls_it(verifier):
    assert {kind.value: kind.name.lower().replace("_", " ") for kind in EventKind} == verifier.EVENTS
