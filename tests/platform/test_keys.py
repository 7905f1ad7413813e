"""Platform, keys: made once, closed to others, or handed out by the service manager."""

import stat

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import x25519

from salwa.platform import keys
from salwa.platform.errors import NotReady
from salwa.platform.home import Home


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.delenv("CREDENTIALS_DIRECTORY", raising=False)
    made = Home(tmp_path / "home")
    made.make()
    return made


def test_keys_are_made_once_and_closed_to_others(home):
    assert keys.make(home) == ["salwa-signing-key", "salwa-web-secret"]
    first = keys.signing_key(home).public_key().public_bytes_raw(), keys.web_secret(home)
    assert keys.make(home) == []
    assert (keys.signing_key(home).public_key().public_bytes_raw(), keys.web_secret(home)) == first
    assert {stat.S_IMODE(path.stat().st_mode) for path in home.keys.iterdir()} == {0o600}
    assert sorted(path.name for path in home.keys.iterdir()) == ["salwa-signing-key", "salwa-web-secret"]


def test_the_signing_key_signs(home):
    keys.make(home)
    key = keys.signing_key(home)
    key.public_key().verify(key.sign(b"entry"), b"entry")


def test_a_missing_key_says_how_to_make_one(home):
    with pytest.raises(NotReady, match="salwa init"):
        keys.signing_key(home)


def test_a_key_that_others_can_read_is_refused(home):
    keys.make(home)
    (home.keys / "salwa-signing-key").chmod(0o644)
    with pytest.raises(NotReady, match="chmod 600"):
        keys.signing_key(home)


def test_a_file_that_is_no_such_key_is_refused(home):
    path = home.keys / "salwa-signing-key"
    path.write_bytes(b"not a key")
    path.chmod(0o600)
    with pytest.raises(NotReady, match="not a private key"):
        keys.signing_key(home)
    path.write_bytes(
        x25519.X25519PrivateKey.generate().private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    with pytest.raises(NotReady, match="not an Ed25519 key"):
        keys.signing_key(home)


def test_the_service_managers_credentials_come_first(home, tmp_path, monkeypatch):
    keys.make(home)
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "salwa-web-secret").write_text("handed out\n")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    assert keys.web_secret(home) == "handed out"


def test_what_the_service_manager_hands_out_is_not_made_in_the_home(home, tmp_path, monkeypatch):
    credentials = tmp_path / "credentials"
    credentials.mkdir()
    (credentials / "salwa-signing-key").write_bytes(b"")
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(credentials))
    assert keys.make(home) == ["salwa-web-secret"]
    assert not (home.keys / "salwa-signing-key").exists()
