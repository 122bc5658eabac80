"""The addresses that mail comes back to: signed for a person and a thread or for a letter, good for nothing else."""

import hmac
from base64 import b32encode
from urllib.parse import urlsplit
from uuid import UUID

from hub import ids
from hub.settings import Settings

_REPLY, _BOUNCE = "reply+", "bounce+"
_SIGNATURE = 10


def reply_address(settings: Settings, person_id: UUID, thread_id: UUID) -> str:
    """Empty when the hub takes no mail in."""
    return _address(settings, _REPLY, thread_id, b"reply:" + person_id.bytes + thread_id.bytes)


def return_address(settings: Settings, letter_id: UUID) -> str:
    """Where mail servers report that the letter did not arrive. Empty when the hub takes no mail in."""
    return _address(settings, _BOUNCE, letter_id, b"bounce:" + letter_id.bytes)


def thread_of(settings: Settings, address: str, person_id: UUID) -> UUID | None:
    """The thread that the person replies to by that address; None when it is not theirs."""
    thread_id = addressed(settings, address)
    return thread_id if thread_id and _is(reply_address(settings, person_id, thread_id), address) else None


def letter_of(settings: Settings, address: str) -> UUID | None:
    """The letter that comes back to that address; None when it is no such address."""
    letter_id = _about(settings, _BOUNCE, address)
    return letter_id if letter_id and _is(return_address(settings, letter_id), address) else None


def addressed(settings: Settings, address: str) -> UUID | None:
    """The thread that an address says it is for."""
    return _about(settings, _REPLY, address)


def message_id(settings: Settings, id: str) -> str:
    return f"<{id}@{urlsplit(settings.origin).hostname}>"


def _address(settings: Settings, prefix: str, about: UUID, signed: bytes) -> str:
    """Of one case and few letters, as mail programs change what they like."""
    if not settings.inbound_domain:
        return ""
    signature = b32encode(hmac.digest(settings.secret_key, signed, "sha256")[:_SIGNATURE]).decode().lower()
    return f"{prefix}{ids.encode('t', about).removeprefix('t_')}{signature}@{settings.inbound_domain.lower()}"


def _about(settings: Settings, prefix: str, address: str) -> UUID | None:
    name, _, domain = address.lower().rpartition("@")
    if domain != settings.inbound_domain.lower() or not name.startswith(prefix):
        return None
    found = ids.decode("t_" + name.removeprefix(prefix)[:26])
    return found[1] if found else None


def _is(expected: str, address: str) -> bool:
    return bool(expected) and hmac.compare_digest(expected.encode(), address.lower().encode())
