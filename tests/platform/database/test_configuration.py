"""Platform, database: who of this machine may be whom in the database."""

from salwa.platform.database.configuration import HBA, SETTINGS, ident


def test_only_the_named_users_are_mapped_and_odd_names_are_quoted():
    lines = ident(["root", "root", 'o"dd name']).splitlines()[1:]
    assert len(lines) == 8
    assert lines[0] == 'salwa "root" postgres'
    assert lines[-1] == 'salwa "o""dd name" salwa_loader'


def test_nobody_is_trusted_and_nothing_listens_on_the_network():
    assert "trust" not in HBA
    assert "host" not in HBA
    assert "listen_addresses = ''" in SETTINGS
    assert "synchronous_commit = on" in SETTINGS
