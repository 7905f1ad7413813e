"""The log as files: written whole, gone on with, and never over another past."""

import subprocess
import sys
from pathlib import Path

import pytest

from salwa.kernel.ledger.notes import Checkpoint, opened, signed
from salwa.kernel.ledger.tiles import Place, path_of
from salwa.platform.errors import Conflict, NotFound
from salwa.platform.ledger.exporting import CHECKPOINT, export
from salwa.platform.ledger.sealing import seal
from salwa.platform.reading import reading
from tests.platform.ledger.test_sealing import KEY, SIGN, note_number

pytestmark = pytest.mark.django_db(transaction=True)
VERIFIER = Path(__file__).parents[3] / "contrib" / "verify_ledger.py"


def write(cast, count):
    for n in range(count):
        note_number(actor=cast.registrar, number=n, reason="as told")
    while seal(SIGN):
        pass


def exported(cast, folder):
    with reading(cast.registrar):
        return export(folder, KEY)


def checked(folder, *more, key=KEY):
    """Run the verifier as an outsider would: by itself, isolated from this project."""
    order = [sys.executable, "-I", str(VERIFIER), str(folder), "--key", str(key), *map(str, more)]
    done = subprocess.run(order, capture_output=True, encoding="utf-8", check=False, cwd="/")
    return done.returncode, done.stdout + done.stderr


def test_what_was_exported_is_checked_by_an_outsider_and_gone_on_with(cast, tmp_path):
    write(cast, 300)
    first = exported(cast, tmp_path / "log")
    assert checked(tmp_path / "log") == (0, f"{first.size} entries of {KEY.name} are as they were signed.\n")
    (tmp_path / "earlier").write_bytes((tmp_path / "log" / CHECKPOINT).read_bytes())
    assert exported(cast, tmp_path / "log").files == 0
    write(cast, 260)
    second = exported(cast, tmp_path / "log")
    assert second.size == first.size + 260
    assert opened((tmp_path / "log" / CHECKPOINT).read_text(), KEY).size == second.size
    assert checked(tmp_path / "log", "--against", tmp_path / "earlier")[0] == 0


def test_whatever_is_changed_in_the_files_is_found_by_the_outsider(cast, tmp_path):
    write(cast, 300)
    exported(cast, tmp_path)
    size = opened((tmp_path / CHECKPOINT).read_text(), KEY).size
    kept = [path_of(0), path_of(1, size - 256), path_of(Place(0, 0)), path_of(Place(1, 0), 1), CHECKPOINT]
    for name in kept:
        path = tmp_path / name
        whole = path.read_bytes()
        for at in range(0, len(whole), max(1, len(whole) // 23)):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            assert checked(tmp_path)[0] == 1, (name, at)
        path.write_bytes(whole[:-1])
        assert checked(tmp_path)[0] == 1, name
        path.unlink()
        assert checked(tmp_path)[0] == 1, name
        path.write_bytes(whole)
    assert checked(tmp_path)[0] == 0


def test_an_entry_is_shown_as_it_was_sealed_and_without_names(cast, tmp_path):
    entry = note_number(actor=cast.registrar, number=7, reason="a reason of its own")
    write(cast, 1)
    exported(cast, tmp_path)
    code, told = checked(tmp_path, "--entry", entry)
    assert code == 0
    assert f'"entry": {entry}' in told
    assert "a reason of its own" not in told
    assert not any(b"a reason of its own" in path.read_bytes() for path in tmp_path.rglob("*") if path.is_file())
    assert checked(tmp_path, "--entry", 10**12)[0] == 1


def test_a_key_that_is_not_the_ledgers_is_refused(cast, tmp_path):
    write(cast, 1)
    exported(cast, tmp_path)
    assert checked(tmp_path, key="another+00000000+AAAA")[0] == 2
    assert checked(tmp_path, key=KEY._replace(public=bytes(32)))[0] == 1


def test_over_another_past_or_other_files_nothing_is_written(cast, tmp_path):
    write(cast, 3)
    (tmp_path / "letter.txt").write_text("mine")
    with pytest.raises(Conflict, match="holds no log"):
        exported(cast, tmp_path)
    log = tmp_path / "log"
    size = exported(cast, log).size
    text = (log / CHECKPOINT).read_text()
    root = opened(text, KEY).root
    others = (
        (signed(Checkpoint(KEY.name, size - 1, root), KEY, SIGN.sign), "holds another log"),
        (signed(Checkpoint(KEY.name, size + 1, root), KEY, SIGN.sign), "or a longer one"),
        (text.replace("\n", "\n1", 1), "not signed by this node"),
    )
    for other, words in others:
        (log / CHECKPOINT).write_text(str(other))
        before = {path: path.read_bytes() for path in log.rglob("*") if path.is_file()}
        with pytest.raises(Conflict, match=words):
            exported(cast, log)
        assert {path: path.read_bytes() for path in log.rglob("*") if path.is_file()} == before


def test_a_log_that_does_not_fit_its_checkpoint_is_not_handed_out(cast, superuser, tmp_path):
    write(cast, 3)
    superuser.execute(
        "UPDATE platform_tile SET hashes = set_byte(hashes, 0, 255 - get_byte(hashes, 0)) WHERE level = 0"
    )
    with pytest.raises(Conflict, match="salwa ledger verify"):
        exported(cast, tmp_path / "log")
    assert not (tmp_path / "log").exists()


def test_of_nothing_there_is_no_export(cast, tmp_path):
    with pytest.raises(NotFound, match="Nothing is sealed yet"):
        exported(cast, tmp_path / "log")


def test_no_link_that_was_laid_in_the_folder_is_followed(cast, tmp_path):
    write(cast, 3)
    victim, folder = tmp_path / "victim", tmp_path / "log"
    victim.write_text("mine")
    folder.mkdir()
    (folder / ".checkpoint.new").symlink_to(victim)
    exported(cast, folder)
    assert victim.read_text() == "mine"
    assert not (folder / CHECKPOINT).is_symlink()
    (tmp_path / "elsewhere").mkdir()
    other = tmp_path / "other"
    other.mkdir()
    (other / "tile").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(Conflict, match="is a link"):
        exported(cast, other)
    assert not list((tmp_path / "elsewhere").iterdir())
