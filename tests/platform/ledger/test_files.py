"""A file is there whole or not at all."""

import pytest

from salwa.platform.ledger.files import write_whole


def test_a_link_in_place_of_the_file_is_replaced_and_what_it_led_to_is_left(tmp_path):
    (tmp_path / "victim").write_bytes(b"mine")
    (tmp_path / "file").symlink_to(tmp_path / "victim")
    write_whole(tmp_path / "file", b"new", mode=0o600)
    assert (tmp_path / "file").read_bytes() == b"new"
    assert (tmp_path / "victim").read_bytes() == b"mine"
    assert (tmp_path / "file").stat().st_mode & 0o777 == 0o600


def test_where_it_cannot_be_written_nothing_is_left(tmp_path):
    with pytest.raises(OSError, match="missing"):
        write_whole(tmp_path / "missing" / "file", b"new")
    assert not list(tmp_path.iterdir())
