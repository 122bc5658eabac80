"""Whether an address has an account: asked at every door that takes one, of known and unknown addresses by turns."""

import random
import secrets
import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import httpx2
from argon2 import PasswordHasher

from hub import people
from hub.database import Work
from hub.models import Person
from tests.faults.ground import Ground

SIGN_IN = "mutation ($input: SignInInput!) { signIn(input: $input) { viewer { email } } }"
LINK = "mutation ($input: RequestSignInLinkInput!) { requestSignInLink(input: $input) { sent } }"
RESET = "mutation ($input: RequestPasswordResetInput!) { requestPasswordReset(input: $input) { sent } }"
DOORS: dict[str, tuple[str, dict[str, str]]] = {
    "sign-in": (SIGN_IN, {"password": "niepoprawne hasło"}),
    "link": (LINK, {}),
    "reset": (RESET, {}),
}
PROXY = "127.0.0.1"
"""Trusted, so that each question comes from an address of its own and meets no limit."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the answers gave away."""

    answers: set[tuple[int, bytes]]
    known: list[float]
    unknown: list[float]
    """Seconds each took."""

    @property
    def difference(self) -> float:
        return abs(statistics.median(self.known) - statistics.median(self.unknown))

    @property
    def classified(self) -> float:
        """How well one tells the two apart by rank: the area under the curve, 0.5 for not at all (Mann and Whitney)."""
        ranks = {index: rank for rank, index in enumerate(_sorted(self.known + self.unknown), start=1)}
        n, m = len(self.known), len(self.unknown)
        area = (sum(ranks[index] for index in range(n)) - n * (n + 1) / 2) / (n * m)
        return max(area, 1 - area)


def _sorted(values: Sequence[float]) -> list[int]:
    return sorted(range(len(values)), key=values.__getitem__)


async def addresses(ground: Ground, count: int) -> tuple[list[str], list[str]]:
    """As many that have an account with a password as that have none, and nothing to tell them by."""
    names = [f"osoba{secrets.token_hex(5)}" for _ in range(2 * count)]
    known, unknown = ([f"{name}@miasto.example" for name in some] for some in (names[:count], names[count:]))
    hashed = PasswordHasher().hash("poprawny koń bateria")  # as dear as the worker's, where tests made ours cheap

    async def verb(work: Work) -> None:
        for email in known:
            person: Person = await people.add(work, "Osoba", email)
            person.password_hash = hashed

    await ground.database.transact(ground.operator, verb)
    return known, unknown


async def ask_at(ground: Ground, door: str, count: int) -> Told:
    """So many questions at one door, in a random order, one after the other."""
    known, unknown = await addresses(ground, count // 2)
    hub = await ground.worker(HUB_TRUSTED_PROXIES=PROXY, HUB_RATE="0")
    told = Told(set(), [], [])
    async with httpx2.AsyncClient(base_url=hub.origin, timeout=30) as web:
        for place, email in enumerate(random.sample(known + unknown, 2 * len(known))):
            seconds, answer = await _ask(web, door, email, place)
            told.answers.add(answer)
            (told.known if email in known else told.unknown).append(seconds)
    return told


async def _ask(web: httpx2.AsyncClient, door: str, email: str, place: int) -> tuple[float, tuple[int, bytes]]:
    query, others = DOORS[door]
    body: dict[str, Any] = {"query": query, "variables": {"input": {"email": email, **others}}}
    began = time.perf_counter()
    address = f"10.{place >> 16 & 255}.{place >> 8 & 255}.{place & 255}"
    response = await web.post("/graphql", json=body, headers={"x-forwarded-for": address})
    took = time.perf_counter() - began
    headers = sorted(line for line in response.headers.raw if line[0].lower() != b"date")
    return took, (response.status_code, repr(headers).encode() + response.content)
