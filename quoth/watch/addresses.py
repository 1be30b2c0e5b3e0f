"""Which addresses may be fetched: a public feed must not lead into private networks.

A page on the web can name any address, also one that only this machine can reach (a router, a
database, a cloud's metadata). So every hop is resolved and looked at before it is fetched, and
what was looked at is what is connected to: a name cannot mean something else a moment later.
Addresses that are not public are fetched only where the feed itself, which a person named, is
at an address of the same kind.
"""

from __future__ import annotations

import ipaddress
import socket
from urllib.parse import SplitResult, urlsplit

from quoth.errors import Refused, Unreadable

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

NAT64 = ipaddress.ip_network("64:ff9b::/96")
PORTS = {"http": 80, "https": 443}
TYPED = "feeds and pages have addresses that begin with http:// or https://"


def parts_of(url: str) -> SplitResult:
    """The parts of an address that may be fetched.

    Raises:
        Refused: it is none: another scheme, no host, a user's name in it.
    """
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError as error:
        raise Refused(f"not a usable address: {error}", advice=TYPED) from error
    if parts.scheme not in PORTS:
        what = f"the scheme {parts.scheme!r}" if parts.scheme else "no scheme"
        raise Refused(f"not fetched: an address with {what}", advice=TYPED)
    if not parts.hostname or port == 0 or any(ord(letter) < 33 for letter in url):
        raise Refused("not a usable address: it has no host", advice=TYPED)
    if parts.username is not None or parts.password is not None:
        raise Refused(
            "not fetched: an address with a user's name in it", advice="leave the name out"
        )
    return parts


def kind_of(address: Address) -> str:
    """ "public", or which kind of address that only some can reach."""
    if isinstance(address, ipaddress.IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in NAT64:
            inner = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is not None:
            return kind_of(inner)
    if address.is_loopback:
        return "loopback"
    if address.is_link_local:
        return "link-local"
    if address.is_multicast or address.is_unspecified:
        return "reserved"
    return "public" if address.is_global else "private"


def resolved(parts: SplitResult) -> list[Address]:
    """The addresses of a host, in the order of the system's preference.

    Raises:
        Unreadable: the host is not known.
    """
    host = parts.hostname or ""
    try:
        found = socket.getaddrinfo(host, parts.port or PORTS[parts.scheme], type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise Unreadable(
            f"the host {host!r} cannot be found", advice="check the address and the network"
        ) from error
    return [ipaddress.ip_address(str(each[4][0]).partition("%")[0]) for each in found]


def kind_near(parts: SplitResult) -> str:
    """The kind of a feed's own address.

    Raises:
        Refused: it has addresses of several kinds, which no honest host has.
        Unreadable: the host is not known.
    """
    kinds = sorted({kind_of(address) for address in resolved(parts)})
    if len(kinds) > 1:
        raise Refused(
            f"not fetched: {parts.hostname} has {' and '.join(kinds)} addresses at once",
            advice="name the feed by one of its addresses",
        )
    return kinds[0]


def permitted(parts: SplitResult, kinds: frozenset[str]) -> Address:
    """The address to connect to.

    Args:
        parts: of the URL.
        kinds: of addresses that may be fetched.

    Raises:
        Refused: any of its addresses is of another kind.
        Unreadable: the host is not known.
    """
    addresses = resolved(parts)
    for address in addresses:
        if (kind := kind_of(address)) not in kinds:
            raise Refused(
                f"not fetched: {parts.hostname} is a {kind} address ({address})",
                advice="name it as a feed yourself if you mean to read from there",
            )
    return addresses[0]
