"""A mail server that keeps what it is given: a real one, which can be slow, refuse an address, stop and start again."""

import asyncio
import email
import email.message
import email.policy
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session

from tests.patience import until
from tests.servers import free_port


@dataclass
class Postbox:
    port: int = field(default_factory=free_port)
    letters: list[email.message.EmailMessage] = field(default_factory=list)
    senders: list[str] = field(default_factory=list)
    """Where each of the letters comes back to, on its envelope."""
    answers: dict[str, str] = field(default_factory=dict)
    """What it says to an address instead of yes, such as `550 Nobody of that name`."""
    seconds: float = 0
    """How long it thinks about each letter."""
    on_letter: Callable[[], None] = lambda: None
    """Called when it has a letter, before it says yes."""
    _running: Controller | None = None

    @property
    def url(self) -> str:
        return f"smtp://127.0.0.1:{self.port}"

    def open(self) -> None:
        self._running = Controller(self, hostname="127.0.0.1", port=self.port)
        self._running.start()

    def close(self) -> None:
        if self._running:
            self._running.stop()
            self._running = None

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if answer := self.answers.get(address):
            return answer
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        message = email.message_from_bytes(envelope.content, policy=email.policy.SMTP)
        assert isinstance(message, email.message.EmailMessage)
        assert envelope.rcpt_tos == [message["To"]]
        self.letters.append(message)
        self.senders.append(envelope.mail_from or "")
        self.on_letter()
        await asyncio.sleep(self.seconds)
        return "250 OK"

    async def wait_for_one_to(self, address: str) -> None:
        """However many others got one: who needs not know any more is not written to."""
        await until(lambda: any(it["To"] == address for it in self.letters), f"a letter to {address}")

    async def wait_for(self, count: int) -> list[email.message.EmailMessage]:
        """All letters, once there are so many."""
        await until(lambda: len(self.letters) >= count, f"a letter number {count}")
        return self.letters


@contextmanager
def postbox() -> Iterator[Postbox]:
    box = Postbox()
    box.open()
    try:
        yield box
    finally:
        box.close()


def text_of(letter: email.message.EmailMessage) -> str:
    part = letter.get_body(("plain",))
    assert part
    return str(part.get_content())


def html_of(letter: email.message.EmailMessage) -> str:
    part = letter.get_body(("html",))
    assert part
    return str(part.get_content())


def link_in(letter: email.message.EmailMessage) -> str:
    found = re.search(r"https?://\S+#\S+", text_of(letter))
    assert found
    return found[0]
