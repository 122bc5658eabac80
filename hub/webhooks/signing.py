"""Signatures by the Standard Webhooks: HMAC-SHA256 over the message's id, the time and the body.

A secret is derived from the hub's own, so none is kept; after a change both the new one and the one before sign.
"""

import base64
import hmac
from datetime import datetime, timedelta

from hub.models import Webhook
from hub.settings import Settings

BOTH_FOR = timedelta(hours=24)


def secret(settings: Settings, webhook: Webhook, number: int | None = None) -> str:
    """The one with that number, or the newest."""
    key = hmac.digest(settings.secret_key, f"webhook {webhook.id} {number or webhook.secret_number}".encode(), "sha256")
    return f"whsec_{base64.b64encode(key).decode()}"


def headers(settings: Settings, webhook: Webhook, message: str, at: datetime, body: bytes) -> dict[str, str]:
    seconds = str(int(at.timestamp()))
    signatures = [
        _signature(secret(settings, webhook, number), message, seconds, body) for number in _valid(webhook, at)
    ]
    return {"webhook-id": message, "webhook-timestamp": seconds, "webhook-signature": " ".join(signatures)}


def _valid(webhook: Webhook, at: datetime) -> list[int]:
    newest = webhook.secret_number
    is_both = newest > 1 and webhook.rotated_at is not None and at < webhook.rotated_at + BOTH_FOR
    return [newest, newest - 1] if is_both else [newest]


def _signature(secret: str, message: str, seconds: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix("whsec_"))
    return "v1," + base64.b64encode(hmac.digest(key, f"{message}.{seconds}.".encode() + body, "sha256")).decode()
