"""The mail server: a letter is handed to it, and what it answers is told apart."""

import asyncio
import ipaddress
import re
from contextlib import suppress
from email.errors import MessageError
from email.headerregistry import Address
from email.message import EmailMessage
from urllib.parse import SplitResult, unquote, urlsplit

import aiosmtplib

from hub.settings import Settings

SECONDS = 20
"""That one letter may take."""


class Delayed(Exception):
    """It may work later: the server is not there, too slow, or does not want us as we are."""


class Refused(Exception):
    """The server will never take this letter for this address."""


def deliverable(address: str) -> str:
    """The address as mail servers take it, its domain in ASCII. Raises Refused when it is none, or more than one."""
    name, _, host = address.rpartition("@")
    try:
        return Address(addr_spec=f"{name}@{host.encode('idna').decode()}").addr_spec
    except (ValueError, MessageError, IndexError):
        raise Refused("This is not an e-mail address.") from None


async def send(settings: Settings, message: EmailMessage, address: str, returns_to: str = "") -> None:
    """`returns_to` is where it comes back to, instead of its sender.

    Raises Delayed or Refused, with what the server said but without addresses.
    """
    url = urlsplit(settings.smtp_url.get_secret_value())
    try:
        async with asyncio.timeout(SECONDS):
            await _hand_over(url, message, address, returns_to or None)
    except (aiosmtplib.SMTPRecipientsRefused, aiosmtplib.SMTPDataError) as error:
        answers = error.recipients if isinstance(error, aiosmtplib.SMTPRecipientsRefused) else [error]
        kind = Refused if all(answer.code >= 500 for answer in answers) else Delayed
        raise kind(said(f"{answers[0].code} {answers[0].message}")) from None
    except aiosmtplib.SMTPNotSupported as error:
        raise (Delayed if address.isascii() else Refused)(said(str(error))) from None
    except aiosmtplib.SMTPResponseException as error:  # about us, not about the letter
        raise Delayed(said(f"{error.code} {error.message}")) from None
    except (aiosmtplib.SMTPException, OSError) as error:
        raise Delayed(f"The mail server does not answer: {type(error).__name__}.") from None


async def _hand_over(url: SplitResult, message: EmailMessage, to: str, returns_to: str | None) -> None:
    """Over a connection of its own, with TLS where the server offers it."""
    client = aiosmtplib.SMTP(
        hostname=url.hostname,
        port=url.port,
        username=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        use_tls=url.scheme == "smtps",
        validate_certs=not _is_this_machine(url.hostname or ""),
        timeout=SECONDS,
    )
    await client.connect()
    try:
        await client.send_message(message, sender=returns_to, recipients=[to])
    finally:
        with suppress(aiosmtplib.SMTPException, OSError):  # it has the letter, or has said why not
            await client.quit(timeout=1)
        client.close()


def _is_this_machine(host: str) -> bool:
    """Where nobody listens in, and certificates are made by nobody in particular."""
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def said(text: str) -> str:
    """What a server said, short and without addresses."""
    return " ".join(re.sub(r"[^\s<>\"']+@[^\s<>\"']+", "…@…", text).split())[:200]
