"""The door for mail: an SMTP server, in the process and the loop of the hub. The town's own mail server hands it on."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiosmtpd.smtp import SMTP, Envelope, Session

from hub.database import Database
from hub.mail.receiving import SIZE_LIMIT, is_for_us, receive

_SECONDS = 60
"""That a client may be silent."""


class _Door:
    def __init__(self, database: Database) -> None:
        self.database = database

    async def handle_RCPT(
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if not is_for_us(self.database, address):
            return "550 5.1.1 There is no such address"
        envelope.rcpt_tos.append(address)
        return "250 2.1.5 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert isinstance(envelope.content, bytes)
        return await receive(self.database, envelope.rcpt_tos, envelope.content)


@asynccontextmanager
async def listening(database: Database) -> AsyncIterator[None]:
    """Meanwhile mail is taken in, where it is set where. Several processes share the port."""
    listen = database.settings.inbound_listen
    if not listen:
        yield
        return
    host, _, port = listen.rpartition(":")
    loop = asyncio.get_running_loop()
    server = await loop.create_server(lambda: _smtp(database), host, int(port), reuse_port=True)
    try:
        yield
    finally:
        server.close()
        await server.wait_closed()


def _smtp(database: Database) -> SMTP:
    return SMTP(_Door(database), data_size_limit=SIZE_LIMIT, enable_SMTPUTF8=True, ident="Empiria", timeout=_SECONDS)
