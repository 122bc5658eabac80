"""Links that end mail without signing in: signed for a person and a network, or for all their networks."""

import hmac
from base64 import b32decode, b32encode
from binascii import Error
from dataclasses import dataclass
from uuid import UUID

from hub.database import Viewer, Work
from hub.errors import NotFound
from hub.models import NOBODY, Mailing, Network, NetworkNotices, Person
from hub.notices.hours import reckon
from hub.notices.marks import mailing_row, mark_of
from hub.settings import Settings

_SIGNATURE = 16


@dataclass(frozen=True, slots=True)
class Unsubscription:
    person: Person
    network: Network | None
    """All of them without one."""
    is_done: bool


def unsubscribe_token(settings: Settings, person_id: UUID, network_id: UUID | None = None) -> str:
    """Good for nothing else than ending that mail."""
    about = person_id.bytes + (network_id or NOBODY).bytes
    return b32encode(about + _signed(settings, about)).decode().rstrip("=").lower()


async def offered(work: Work, token: str) -> Unsubscription:
    """What the token would end. Raises NotFound for one that is not ours."""
    person_id, network_id = _read(work.viewer.database.settings, token)
    person, mailing = await work.get(Person, person_id), await work.get(Mailing, person_id)
    if person is None or person.erased_at:
        raise NotFound()
    if network_id is None:
        return Unsubscription(person, None, bool(mailing and not mailing.is_on))
    network, chosen = await work.get(Network, network_id), await work.get(NetworkNotices, (person_id, network_id))
    return Unsubscription(person, network, bool(chosen and not chosen.mails))


async def unsubscribe(viewer: Viewer, token: str) -> Unsubscription:
    """Whoever has the token may, signed in or not. Raises NotFound."""
    return await viewer.database.transact(viewer, lambda work: _end(work, token))


async def _end(work: Work, token: str) -> Unsubscription:
    found = await offered(work, token)
    person = found.person
    if found.network:
        (await mark_of(work, person.id, found.network.id)).mails = False
    else:
        mailing = await mailing_row(work, person.id)
        mailing.is_on = False
        reckon(mailing, person.time_zone, work.at)
    return Unsubscription(person, found.network, is_done=True)


def _read(settings: Settings, token: str) -> tuple[UUID, UUID | None]:
    try:
        raw = b32decode(token.upper() + "=" * (-len(token) % 8))
    except (Error, ValueError):
        raise NotFound() from None
    about, signature = raw[:32], raw[32:]
    if len(raw) != 32 + _SIGNATURE or not hmac.compare_digest(signature, _signed(settings, about)):
        raise NotFound()
    network_id = UUID(bytes=about[16:])
    return UUID(bytes=about[:16]), None if network_id == NOBODY else network_id


def _signed(settings: Settings, about: bytes) -> bytes:
    return hmac.digest(settings.secret_key, b"unsubscribe:" + about, "sha256")[:_SIGNATURE]
