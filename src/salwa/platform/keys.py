"""Platform, keys: the node's signing key and the web server's secret.

Each is a systemd credential (``salwa-signing-key``, ``salwa-web-secret``) where the service manager hands one out, else
a file in the home's ``keys/``, 0600 in a folder that is 0700.
"""

import os
import secrets
import stat
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from salwa.platform.errors import NotReady
from salwa.platform.home import Home

SIGNING_KEY = "salwa-signing-key"
WEB_SECRET = "salwa-web-secret"  # noqa: S105 - the name of a file


def make(home: Home) -> list[str]:
    """Make the keys that are missing; return the names of those made."""
    made = []
    if _credential(SIGNING_KEY) is None and _write(home, SIGNING_KEY, _new_signing_key()):
        made.append(SIGNING_KEY)
    if _credential(WEB_SECRET) is None and _write(home, WEB_SECRET, secrets.token_urlsafe(48).encode()):
        made.append(WEB_SECRET)
    return made


def is_there(home: Home, name: str) -> bool:
    """Whether the key of that name was handed out or lies in the home."""
    return _path(home, name).exists()


def signing_key(home: Home) -> Ed25519PrivateKey:
    """Return the node's Ed25519 signing key. Raises NotReady where there is none or it cannot be read."""
    path = _path(home, SIGNING_KEY)
    try:
        key = serialization.load_pem_private_key(_read(path), password=None)
    except ValueError:
        raise NotReady(f"{path} is not a private key in PEM.") from None
    if not isinstance(key, Ed25519PrivateKey):
        raise NotReady(f"{path} is not an Ed25519 key.")
    return key


def web_secret(home: Home) -> str:
    """Return the secret that signs sessions. Raises NotReady where there is none."""
    return _read(_path(home, WEB_SECRET)).decode().strip()


def _credential(name: str) -> Path | None:
    folder = os.environ.get("CREDENTIALS_DIRECTORY", "")
    path = Path(folder) / name
    return path if folder and path.is_file() else None


def _path(home: Home, name: str) -> Path:
    return _credential(name) or home.keys / name


def _read(path: Path) -> bytes:
    try:
        mode = stat.S_IMODE(path.stat().st_mode)
        content = path.read_bytes()
    except FileNotFoundError:
        raise NotReady(f"The key {path} is missing. Run: salwa init --state XC (your State's code).") from None
    if mode & 0o077 and "CREDENTIALS_DIRECTORY" not in os.environ:
        raise NotReady(f"The key {path} is open to other users of this machine: chmod 600 {path}")
    return content


def _write(home: Home, name: str, content: bytes) -> bool:
    """Write a key once, whole or not at all; return whether it was written."""
    path = home.keys / name
    if path.exists():
        return False
    unfinished = path.with_name(f".{name}.{secrets.token_hex(4)}")
    descriptor = os.open(unfinished, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(descriptor, "wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    try:
        os.link(unfinished, path)
    except FileExistsError:
        return False
    finally:
        unfinished.unlink()
    return True


def _new_signing_key() -> bytes:
    return Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
