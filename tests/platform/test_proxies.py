"""Platform, proxies: whom to believe about where a request comes from."""

import pytest

from salwa.platform.errors import NotReady
from salwa.platform.proxies import named_proxies, sender

OFFICE, STRANGER, PROXY, INNER = "203.0.113.7", "198.51.100.9", "10.0.3.4", "127.0.0.1"


@pytest.mark.parametrize("forwarded", ["", OFFICE, f"{OFFICE}, {PROXY}", "127.0.0.1"])
def test_a_stranger_is_not_believed_whatever_is_sent(forwarded: str) -> None:
    assert sender(STRANGER, forwarded, ()) == STRANGER
    assert sender(STRANGER, forwarded, named_proxies(f"{INNER}, 10.0.3.0/24")) == STRANGER


@pytest.mark.parametrize(
    ("forwarded", "found"),
    [
        (OFFICE, OFFICE),
        (f"{OFFICE}, {PROXY}", OFFICE),
        (f"{OFFICE},{STRANGER}", STRANGER),
        (f"{OFFICE}, {STRANGER}, {PROXY}", STRANGER),
        (f"{PROXY}", PROXY),
        ("", INNER),
        ("unknown", INNER),
        (f"{OFFICE}, nonsense, {PROXY}", PROXY),
        (f"{OFFICE},", INNER),
        ("2001:db8::5", "2001:db8::5"),
        (f"::ffff:{OFFICE}", OFFICE),
    ],
)
def test_a_named_proxy_is_believed_as_far_as_it_saw(forwarded: str, found: str) -> None:
    assert sender(INNER, forwarded, named_proxies(f"{INNER} 10.0.3.0/24")) == found


def test_a_peer_without_an_address_stays_what_it_is() -> None:
    assert sender("", OFFICE, named_proxies(INNER)) == ""


@pytest.mark.parametrize("text", ["proxy.example", "10.0.3.4/24", "1", "*"])
def test_what_names_no_proxy_is_refused_in_words(text: str) -> None:
    with pytest.raises(NotReady, match="SALWA_PROXIES names addresses or networks"):
        named_proxies(text)


def test_nobody_is_named_by_default() -> None:
    assert named_proxies("") == ()
