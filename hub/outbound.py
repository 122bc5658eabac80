"""Requests to addresses that people name: they leave for public ones only, and what comes back is not looked at.

The name is resolved once, every address it has is checked, and the connection goes to the one that was checked, so a
name cannot come to mean another machine in between. No redirect is followed and no proxy asked; certificates are
checked for the name.
"""

import asyncio
import ipaddress
import socket
from dataclasses import dataclass
from urllib.parse import SplitResult, urlsplit, urlunsplit

import httpx2

SECONDS = 10.0
"""That one request may take, from the name's resolution to the end of the answer."""
ANSWER_LIMIT = 64 * 1024
"""Bytes of an answer that are read."""
_USER_AGENT = "Empiria-Webhooks"

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

_NOT_PUBLIC = [
    ipaddress.ip_network(network)
    for network in (
        *("0.0.0.0/8", "10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16", "172.16.0.0/12"),
        *("192.0.0.0/24", "192.0.2.0/24", "192.31.196.0/24", "192.52.193.0/24", "192.88.99.0/24", "192.168.0.0/16"),
        *("192.175.48.0/24", "198.18.0.0/15", "198.51.100.0/24", "203.0.113.0/24", "224.0.0.0/3"),
        *("2001::/23", "2001:db8::/32", "2002::/16", "2620:4f:8000::/48", "3fff::/20"),
    )
]
"""IANA's special-purpose registries, multicast, and the forms of IPv6 that hide an IPv4 address."""
_UNICAST = ipaddress.IPv6Network("2000::/3")
"""The only part of IPv6 that is public: mapped, translated, local and multicast addresses are all outside of it."""


class Unreachable(Exception):
    """It did not get there, for the reason said."""

    def __init__(self, reason: str, status: int | None = None) -> None:
        super().__init__(reason)
        self.status = status
        """What the receiver answered, if it did."""


class Forbidden(Unreachable):
    """It must not go there."""


@dataclass(frozen=True, slots=True)
class Target:
    """A request's address, and the machine that was checked for it."""

    url: SplitResult
    host: str
    port: int
    machine: Address


def is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and (address not in _UNICAST or address.scope_id):
        return False
    return not any(address in network for network in _NOT_PUBLIC if network.version == address.version)


async def target(url: str, is_loopback_allowed: bool = False) -> Target:
    """Raises Forbidden, and Unreachable when the name is not known."""
    parts, host, port = _parts(url)
    machines = await _machines(host, port)
    if is_loopback_allowed and all(machine.is_loopback for machine in machines):
        return Target(parts, host, port or (80 if parts.scheme == "http" else 443), machines[0])
    if parts.scheme != "https" or port not in (None, 443):
        raise Forbidden("The address has to begin with https:// and name no other port than 443.")
    if not all(map(is_public, machines)):
        raise Forbidden("The address is not public.")
    return Target(parts, host, 443, machines[0])


async def post(to: Target, headers: dict[str, str], body: bytes) -> int:
    """The receiver's status, when that says that it has it. Raises Unreachable."""
    machine = f"[{to.machine}]" if to.machine.version == 6 else str(to.machine)
    pinned = urlunsplit((to.url.scheme, f"{machine}:{to.port}", to.url.path or "/", to.url.query, ""))
    ours = {"host": to.url.netloc, "user-agent": _USER_AGENT, "accept-encoding": "identity"}
    try:
        async with asyncio.timeout(SECONDS), httpx2.AsyncClient(timeout=SECONDS, trust_env=False) as web:
            named = {"sni_hostname": to.host}
            async with web.stream("POST", pinned, content=body, headers=headers | ours, extensions=named) as answer:
                await _read(answer)
    except (TimeoutError, httpx2.TimeoutException):
        raise Unreachable("It did not answer in time.") from None
    except httpx2.HTTPError as error:
        raise Unreachable("It was not reached.") from error
    if not answer.is_success:
        raise Unreachable("It did not say that it has it.", answer.status_code)
    return answer.status_code


def _parts(url: str) -> tuple[SplitResult, str, int | None]:
    try:
        parts = urlsplit(url)
        host, port = (parts.hostname or "").encode("idna").decode(), parts.port
    except ValueError:
        raise Forbidden("This is not an address.") from None
    if parts.scheme not in ("http", "https") or not host or "@" in parts.netloc or not url.isascii() or "\\" in url:
        raise Forbidden("This is not an address.")
    return parts, host, port


async def _machines(host: str, port: int | None) -> list[Address]:
    """All that the name means, whatever way it is written."""
    try:
        async with asyncio.timeout(SECONDS):
            found = await asyncio.get_running_loop().getaddrinfo(host, port or 443, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError, TimeoutError):
        raise Unreachable("The name is not known.") from None
    return [ipaddress.ip_address(socket_address[0]) for *_, socket_address in found]


async def _read(answer: httpx2.Response) -> None:
    """To its end, if that is near, so that whoever answers is heard out."""
    size = 0
    async for part in answer.aiter_raw():
        size += len(part)
        if size > ANSWER_LIMIT:
            return
