"""F11: the line is cut after the commit and before the answer; whoever asked sends the same again, several at once."""

import asyncio
import json
from contextlib import suppress
from dataclasses import dataclass, field

import httpx2

from tests.browser.line import line_to

AT_ONCE = 10
REPLY = """mutation ($input: ReplyInput!) { reply(input: $input) { post { id position body } } }"""


@dataclass
class Told:
    effects: dict[str, set[str]] = field(default_factory=dict)
    """By key, all that was answered."""

    @property
    def differing(self) -> list[str]:
        return [key for key, answers in self.effects.items() if len(answers) != 1]

    @property
    def posts(self) -> set[str]:
        return {answer for answers in self.effects.values() for answer in answers}


async def storm(origin: str, token: str, thread: str, count: int, prefix: str = "klucz") -> Told:
    """So many keyed replies, each cut off once after its commit, then sent twice at the same time."""
    told, left = Told(), iter(range(count))
    async with line_to(origin) as line, httpx2.AsyncClient(timeout=60) as web:
        line.passes_answers = False

        async def one_after_another() -> None:
            for number in left:
                key = f"{prefix}-{number}"
                asked = {"threadId": thread, "body": f"Wpis {key}", "idempotencyKey": key}
                body = {"query": REPLY, "variables": {"input": asked}}
                headers = {"authorization": f"Bearer {token}"}
                with suppress(httpx2.TransportError):
                    await web.post(f"{line.origin}/graphql", json=body, headers=headers)
                    raise AssertionError("the line was not cut")
                again = [web.post(f"{origin}/graphql", json=body, headers=headers) for _ in range(2)]
                answers = [answer.json() for answer in await asyncio.gather(*again)]
                told.effects[key] = {json.dumps(answer.get("data", answer.get("errors"))) for answer in answers}

        await asyncio.gather(*(one_after_another() for _ in range(AT_ONCE)))
    return told
