"""The addresses one replies to: signed for a person and a thread, and good for nobody else."""

import hmac
from base64 import b32encode
from urllib.parse import urlsplit
from uuid import UUID

from hub import ids
from hub.settings import Settings

_PREFIX = "reply+"
_SIGNATURE = 10


def reply_address(settings: Settings, person_id: UUID, thread_id: UUID) -> str:
    """Of one case and few letters, as mail programs change what they like. Empty when the hub takes no mail in."""
    if not settings.inbound_domain:
        return ""
    about = ids.encode("t", thread_id).removeprefix("t_")
    signature = b32encode(_signed(settings, person_id, thread_id)).decode().lower()
    return f"{_PREFIX}{about}{signature}@{settings.inbound_domain.lower()}"


def thread_of(settings: Settings, address: str, person_id: UUID) -> UUID | None:
    """The thread that the person replies to by that address; None when it is not theirs."""
    thread_id = addressed(settings, address)
    expected = reply_address(settings, person_id, thread_id) if thread_id else ""
    is_theirs = hmac.compare_digest(expected.encode(), address.lower().encode())
    return thread_id if expected and is_theirs else None


def addressed(settings: Settings, address: str) -> UUID | None:
    """The thread that an address says it is for."""
    name, _, domain = address.lower().rpartition("@")
    if domain != settings.inbound_domain.lower() or not name.startswith(_PREFIX):
        return None
    found = ids.decode("t_" + name.removeprefix(_PREFIX)[:26])
    return found[1] if found else None


def message_id(settings: Settings, id: str) -> str:
    return f"<{id}@{urlsplit(settings.origin).hostname}>"


def _signed(settings: Settings, person_id: UUID, thread_id: UUID) -> bytes:
    return hmac.digest(settings.secret_key, b"reply:" + person_id.bytes + thread_id.bytes, "sha256")[:_SIGNATURE]
