"""Mail to people, in their language; printed to the log when no mail server is set."""

from email.message import EmailMessage
from urllib.parse import unquote, urlsplit

import aiosmtplib
import structlog

from hub.models import Language
from hub.settings import Settings
from hub.words import say

log = structlog.get_logger()


def sign_in_link(settings: Settings, secret: str) -> str:
    """The secret stands in the fragment: it never reaches a server's log, and fetching the page changes nothing."""
    return f"{settings.origin}/logowanie/link#{secret}"


async def send_sign_in_link(settings: Settings, address: str, secret: str, language: Language) -> None:
    link = sign_in_link(settings, secret)
    message = EmailMessage()
    message["From"], message["To"] = settings.mail_from, address
    message["Subject"] = say("Your link to Empiria", language)
    message.set_content(say(_SIGN_IN, language, link=link))
    if not settings.smtp_url.get_secret_value():
        log.info("sign_in_link", to=address, link=link)
        return
    try:
        await _send(settings, message)
    except (aiosmtplib.SMTPException, OSError) as error:
        log.error("mail_not_sent", subject="sign_in_link", error=type(error).__name__)


_SIGN_IN = """\
Good day,

this link opens Empiria. It works once and for one hour; press the button on the page it leads to.

{link}

If you did not ask for it, you need not do anything.
"""


async def _send(settings: Settings, message: EmailMessage) -> None:
    url = urlsplit(settings.smtp_url.get_secret_value())
    await aiosmtplib.send(
        message,
        hostname=url.hostname,
        port=url.port,
        username=unquote(url.username) if url.username else None,
        password=unquote(url.password) if url.password else None,
        use_tls=url.scheme == "smtps",
        timeout=20,
    )
