"""Platform, proxies: where a request comes from, when servers of one's own pass requests on.

What stands in ``X-Forwarded-For`` is what anybody wrote there. It is believed of the proxies that were named, and of
them alone: read from its end, each address is the word of the one after it.
"""

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address, ip_network

from salwa.platform.errors import NotReady

Network = IPv4Network | IPv6Network


def named_proxies(text: str) -> tuple[Network, ...]:
    """Read the proxies as they are named: addresses and networks, parted by commas or spaces. Raises NotReady."""
    try:
        return tuple(ip_network(one) for one in text.replace(",", " ").split())
    except ValueError:
        detail = "SALWA_PROXIES names addresses or networks, such as 127.0.0.1 or 10.0.3.0/24, parted by commas."
        raise NotReady(detail) from None


def sender(peer: str, forwarded: str, proxies: Sequence[Network]) -> str:
    """Give the address of who sent a request that came from ``peer`` with the header ``forwarded``.

    ``peer`` itself, unless it is one of ``proxies``: then the last address of the header, and so on from its end. Where
    a proxy names nobody, or something that is no address, the request counts as the proxy's own.
    """
    at = _address(peer)
    if at is None:
        return peer
    for text in reversed(forwarded.split(",")):
        named = _address(text)
        if named is None or not _is_among(at, proxies):
            break
        at = named
    return str(at)


def _is_among(address: IPv4Address | IPv6Address, proxies: Sequence[Network]) -> bool:
    return any(address in proxy for proxy in proxies)


def _address(text: str) -> IPv4Address | IPv6Address | None:
    """Read an address; one of IPv4 that is written as IPv6 is the same address."""
    try:
        read = ip_address(text.strip())
    except ValueError:
        return None
    return (read.ipv4_mapped or read) if isinstance(read, IPv6Address) else read
