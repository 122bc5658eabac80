"""Mail over TLS: from the first byte, or once the server has offered it."""

import ssl
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from pathlib import Path
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from hub.mail import smtp
from hub.settings import Settings
from tests.servers import free_port

SAID = "Dzień dobry z Tarnowa."


class Box:
    """Keeps what came encrypted, and nothing else."""

    def __init__(self) -> None:
        self.kept: list[str] = []

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:
        assert server.transport
        if not server.transport.get_extra_info("ssl_object"):
            return "554 That was readable on the way"
        assert isinstance(envelope.content, bytes)
        self.kept.append(envelope.content.decode())
        return "250 OK"


@pytest.mark.parametrize(
    ("scheme", "offer"),
    [
        ("smtps", lambda context: {"ssl_context": context}),
        ("smtp", lambda context: {"tls_context": context, "require_starttls": True}),
    ],
    ids=["from the first byte", "STARTTLS"],
)
async def test_a_letter_travels_encrypted(
    tmp_path: Path, scheme: str, offer: Callable[[ssl.SSLContext], dict[str, Any]]
) -> None:
    box, port = Box(), free_port()
    server = Controller(box, hostname="127.0.0.1", port=port, **offer(context(tmp_path / "mail.pem")))
    server.start()
    try:
        url = f"{scheme}://127.0.0.1:{port}"
        settings = Settings.model_validate({"smtp_url": url, "secret": "a test's secret"})
        await smtp.send(settings, letter(), "jan@tarnow.example")
    finally:
        server.stop()
    (came,) = box.kept
    assert "Subject: Zaproszenie" in came


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "hub@empiria.example", "jan@tarnow.example", "Zaproszenie"
    message.set_content(SAID)
    return message


def context(file: Path) -> ssl.SSLContext:
    """A certificate of nobody in particular."""
    key, name = ec.generate_private_key(ec.SECP256R1()), x509.Name([])
    builder = x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key())
    now = datetime.now(UTC)
    builder = builder.serial_number(1).not_valid_before(now).not_valid_after(now + timedelta(days=1))
    made = builder.sign(key, hashes.SHA256()).public_bytes(serialization.Encoding.PEM)
    plain = serialization.NoEncryption()
    file.write_bytes(made + key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, plain))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
