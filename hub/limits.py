"""How often something may be tried: from one address, for one account. Counted where it is done, not by the request.

In the memory of the process, or in the Redis of the bus when there are several processes. Windows are short, and the
mailed link, the password and the passkey are counted apart: nobody keeps somebody else out.
"""

import asyncio
import hmac
import ipaddress
import math
import time
from dataclasses import dataclass

import structlog
from limits import RateLimitItem, parse
from limits.aio.strategies import FixedWindowRateLimiter
from limits.storage import storage_from_string

from hub.errors import RateLimited
from hub.settings import Settings

log = structlog.get_logger()

_PATIENCE = 1.0


@dataclass(frozen=True, slots=True)
class Limit:
    """Of one thing that can be tried. Each part is like "10 per 10 minutes"."""

    name: str
    of_address: str
    """From one address, whoever it is for: an office may share one."""
    of_account: str = ""
    """For one account, from wherever."""
    of_both: str = ""
    """For one account from one address."""


SIGN_IN = Limit("sign_in", "100 per 10 minutes", "100 per hour", "10 per 10 minutes")
MAIL = Limit("mail", "30 per hour", "10 per hour", "5 per hour")
"""Mailed links, to sign in and to reset a password. Who is mailed too often has the links that came before."""
REDEEM = Limit("redeem", "60 per 10 minutes")
"""Secrets of links, of invitations too: none can be guessed, and trying costs."""
PASSKEY = Limit("passkey", "60 per 10 minutes")
UPLOAD = Limit("upload", "5000 per day", "500 per day")
"""Megabytes of files that are sent."""
CONFIRM = Limit("confirm", "100 per 10 minutes", "20 per 10 minutes")
"""One's own password, asked for again."""


class Limits:
    """The counters. One a process, or one for all that share a bus."""

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self.here = FixedWindowRateLimiter(storage_from_string("async+memory://"))
        self._shared = self.here
        if settings.broadcast_url.startswith("redis"):
            self._shared = FixedWindowRateLimiter(
                storage_from_string(
                    f"async+{settings.broadcast_url}",
                    implementation="redispy",
                    socket_connect_timeout=_PATIENCE,
                    socket_timeout=_PATIENCE,
                )
            )

    async def count(self, limit: Limit, address: str, account: str = "", amount: int = 1) -> None:
        """Counts one attempt, or as much as it weighs. Raises RateLimited when it is too many."""
        here, who = network_of(address), self._hidden(account)
        for allowed, keys in (
            (limit.of_address, (here,)),
            (limit.of_both, (here, who)),
            (limit.of_account, (who,)),
        ):
            if allowed and all(keys) and (seconds := await self._wait(parse(allowed), amount, limit.name, *keys)):
                raise RateLimited(seconds)

    async def close(self) -> None:
        if self._shared is not self.here:
            await self._shared.storage.bridge.storage.aclose()  # type: ignore[attr-defined]

    async def _wait(self, item: RateLimitItem, amount: int, *keys: str) -> int:
        """Seconds to wait; 0 when it may be tried. Without its Redis each process counts for itself."""
        try:
            async with asyncio.timeout(_PATIENCE):
                return await _counted(self._shared, item, amount, *keys)
        except Exception as error:
            log.warning("limits_not_shared", error=type(error).__name__)
            return await _counted(self.here, item, amount, *keys)

    def _hidden(self, account: str) -> str:
        """No address of a person stands in Redis."""
        return hmac.digest(self._settings.secret_key, account.encode(), "sha256").hex()[:32] if account else ""


async def _counted(counters: FixedWindowRateLimiter, item: RateLimitItem, amount: int, *keys: str) -> int:
    if await counters.hit(item, *keys, cost=amount):
        return 0
    window = await counters.get_window_stats(item, *keys)
    return max(1, math.ceil(window.reset_time - time.time()))


def network_of(address: str) -> str:
    """An IPv4 address, or the /64 of an IPv6 one: who has one of its addresses has all of them."""
    try:
        number = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(ipaddress.ip_network((number, 64), strict=False)) if number.version == 6 else str(number)
