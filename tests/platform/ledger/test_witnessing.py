"""A witness countersigns what goes on from what it saw, and nothing else; its word is kept and held."""

import subprocess
import sys
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from salwa.kernel.ledger.notes import SIGNER, Checkpoint, Key, signed
from salwa.platform.errors import Conflict, Refused
from salwa.platform.home import Home
from salwa.platform.ledger import witnessing
from salwa.platform.ledger.sealing import Signer, seal
from salwa.platform.ledger.verifying import newest_note
from salwa.platform.reading import reading
from tests.platform.ledger.test_sealing import KEY, SIGN, note_number

pytestmark = pytest.mark.django_db(transaction=True)
PRIVATE = Ed25519PrivateKey.from_private_bytes(bytes([1]) * 32)
OTHER = Signer(Key("xd.example/registry", SIGNER, PRIVATE.public_key().public_bytes_raw()), PRIVATE.sign)


@pytest.fixture
def own(tmp_path):
    return Home(tmp_path / "own")


@pytest.fixture
def outside(tmp_path):
    home = Home(tmp_path / "outside")
    witnessing.trust(home, str(KEY))
    return home


def request(cast, since):
    with reading(cast.registrar):
        return witnessing.request(newest_note(), KEY, since)


def more(cast):
    for number in range(7):
        note_number(actor=cast.registrar, number=number)
    seal(SIGN)


def test_a_checkpoint_is_countersigned_kept_and_held(cast, own, outside):
    more(cast)
    done = witnessing.witness(outside, OTHER, request(cast, 0), 1_700_000_000)
    witnessing.trust(own, str(witnessing.witness_key(OTHER)))
    with reading(cast.registrar):
        kept = witnessing.keep(own, SIGN, done)
    assert kept.witnesses == {witnessing.witness_key(OTHER): 1_700_000_000}
    assert [one.checkpoint for one in witnessing.cosigned(own, KEY)] == [kept.checkpoint]
    size = kept.checkpoint.size
    more(cast)
    again = witnessing.witness(outside, OTHER, request(cast, size), 1_700_000_100)
    with reading(cast.registrar):
        assert witnessing.keep(own, SIGN, again).checkpoint.size == size + 7
    assert [one.checkpoint.size for one in witnessing.cosigned(own, KEY)] == [size + 7, size]


def test_another_past_is_not_countersigned(cast, own, outside):
    more(cast)
    witnessing.witness(outside, OTHER, request(cast, 0), 1)
    with pytest.raises(Conflict, match="has seen"):
        witnessing.witness(outside, OTHER, request(cast, 0), 2)
    size = Checkpoint.parse(newest_note()).size
    forged = signed(Checkpoint(KEY.name, size + 3, bytes(32)), KEY, SIGN.sign)
    with pytest.raises(Conflict, match="past was changed"):
        witnessing.witness(outside, OTHER, f"old {size}\n\n{forged}", 3)


def test_who_is_not_known_is_not_believed(cast, own, outside, tmp_path):
    more(cast)
    with pytest.raises(Refused, match="not pinned"):
        witnessing.witness(Home(tmp_path / "stranger"), OTHER, request(cast, 0), 1)
    done = witnessing.witness(outside, OTHER, request(cast, 0), 1)
    with reading(cast.registrar), pytest.raises(Refused, match="pinned"):
        witnessing.keep(own, SIGN, done)
    for text in ("", "old x\n\n", "old 0\n!!\n\nx"):
        with pytest.raises(Refused, match="no request"):
            witnessing.witness(outside, OTHER, text, 1)
    with pytest.raises(Refused):
        witnessing.trust(own, "no key")
    with pytest.raises(Conflict, match="Another key"):
        witnessing.trust(outside, str(KEY._replace(public=bytes(32))))
    witnessing.trust(own, str(witnessing.witness_key(OTHER)))
    forged = witnessing.countersigned(
        signed(Checkpoint(KEY.name, 999, bytes(32)), KEY, SIGN.sign), witnessing.witness_key(OTHER), OTHER.sign, 1
    )
    with reading(cast.registrar), pytest.raises(Conflict, match="no such checkpoint"):
        witnessing.keep(own, SIGN, str(forged))


def test_a_notary_without_a_node_countersigns_with_one_file(cast, own, tmp_path):
    script = Path(__file__).parents[3] / "contrib" / "witness_ledger.py"

    def run(*arguments):
        return subprocess.run(
            [sys.executable, "-I", str(script), *map(str, arguments)], capture_output=True, text=True, check=False
        )

    def sign(since):
        (tmp_path / "request").write_text(request(cast, since), encoding="utf-8")
        ledger = ["--own", tmp_path / "key", "--ledger", str(KEY), "--seen", tmp_path / "seen"]
        return run("sign", tmp_path / "request", *ledger)

    more(cast)
    public = run("key", tmp_path / "key", "--name", "notary.example").stdout
    witnessing.trust(own, public)
    size = Checkpoint.parse(newest_note()).size
    for since in (0, size, size + 7, size + 14):
        done = sign(since)
        assert done.returncode == 0, done.stderr
        with reading(cast.registrar):
            kept = witnessing.keep(own, SIGN, done.stdout)
        assert [one.name for one in kept.witnesses] == ["notary.example"]
        more(cast)
    assert sign(0).returncode == 1
    forged = signed(Checkpoint(KEY.name, size + 99, bytes(32)), KEY, SIGN.sign)
    (tmp_path / "request").write_text(f"old {size + 21}\n\n{forged}", encoding="utf-8")
    ledger = ["--own", tmp_path / "key", "--ledger", str(KEY), "--seen", tmp_path / "seen"]
    refused = run("sign", tmp_path / "request", *ledger)
    assert (refused.returncode, "past was changed" in refused.stderr) == (1, True)
    (tmp_path / "request").write_text("old ²\n\n", encoding="utf-8")
    unread = run("sign", tmp_path / "request", *ledger)
    (tmp_path / "key").write_text("damaged", encoding="utf-8")
    damaged = sign(size + 21)
    assert [(one.returncode, "Traceback" in one.stderr) for one in (unread, damaged)] == [(2, False)] * 2
