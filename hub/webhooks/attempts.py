"""What is due to be delivered, and how an attempt ended: each in a transaction of its own, as with letters.

At least once: an attempt is claimed, sent and noted. Who dies in between leaves a delivery that is sent again after
`_CLAIMED_FOR`, under the same id and with the same events. One delivery of a webhook is under way at a time, and the
next begins after it, so they come in order.
"""

from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from sqlalchemy import and_, delete, or_, select

from hub import events, outbox, permissions
from hub.database import Viewer, Work, transaction
from hub.errors import HubError, NotAllowed
from hub.events import Batch, Heartbeat
from hub.models import LetterKind, Network, Person, Stream, Webhook, WebhookDelivery
from hub.outbound import Unreachable

KEPT_FOR = timedelta(days=7)
PAUSED_AFTER = timedelta(days=3)
"""Of failing without a break."""
_CLAIMED_FOR = timedelta(seconds=30)
"""An attempt that has not ended by then never will: longer than the receiver may take."""
_FIRST_WAIT, _LONGEST_WAIT = timedelta(seconds=15), timedelta(hours=1)
_AT_ONCE = 32
_GONE = 410


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try of a delivery. Who was paused meanwhile is told by its number."""

    webhook: Webhook
    delivery: WebhookDelivery
    owner: Viewer
    number: int


async def due(work: Work) -> list[UUID]:
    """Webhooks with something new for them, or whose owner may have lost the right to it."""
    moved = or_(Stream.head != Webhook.number, Stream.access_version != Webhook.access_version)
    waiting = and_(Webhook.paused_at.is_(None), Webhook.due_at <= work.at)
    found = select(Webhook.id).join(Stream, Stream.id == Webhook.stream_id).where(waiting, moved)
    return list(await work.rows(found.order_by(Webhook.due_at).limit(_AT_ONCE)))


async def claim(work: Work, id: UUID) -> Attempt | None:
    """The next attempt of a webhook; None when there is nothing to deliver, or when it had to be paused."""
    webhook = await work.held(Webhook, id)
    if webhook is None or webhook.paused_at or webhook.due_at > work.at:
        return None
    person = await work.get(Person, webhook.person_id)
    assert person, "a webhook ends with its owner"
    owner = Viewer(work.viewer.database, person.id, person.language)
    theirs = work.aside(owner, work.at)
    if refusal := await _why_not(theirs, webhook, person):
        await _pause(work, webhook, person, refusal.sentence)
        return None
    open_one = await work.row(
        select(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.delivered_at.is_(None))
    )
    stream, batch = await following(theirs, webhook, open_one)
    is_greeted = webhook.access_version >= 0
    webhook.stream_id, webhook.access_version = stream.id, stream.access_version
    if isinstance(batch.control, Heartbeat) and is_greeted and open_one is None:
        return None
    delivery = open_one or await _begun(work, webhook, batch)
    delivery.attempts, delivery.tried_at = delivery.attempts + 1, work.at
    webhook.due_at = work.at + _CLAIMED_FOR
    return Attempt(webhook, delivery, owner, delivery.attempts)


async def following(work: Work, webhook: Webhook, delivery: WebhookDelivery | None) -> tuple[Stream, Batch]:
    """What comes next, as its owner may see it: of a delivery that was begun its own events, also when it has none."""
    network = await work.get(Network, webhook.network_id) if webhook.network_id else None
    stream = await (events.network_stream(work, network) if network else events.personal_stream(work))
    number = await events.position(work, stream, webhook.cursor)
    if number is None:
        return stream, await events.resync(work, stream)
    first = delivery.last - number if delivery and delivery.last >= number else events.BATCH
    return await events.after(work, stream.id, number, first)


async def delivered(work: Work, attempt: Attempt, batch: Batch, status: int) -> bool:
    """Notes that it got there. Whether that still is the attempt that counts."""
    found = await _still(work, attempt)
    if found is None:
        return False
    webhook, delivery = found
    delivery.delivered_at, delivery.status, delivery.note = work.at, status, ""
    delivery.last = batch.events[-1].number if batch.events else delivery.first - 1
    webhook.cursor, webhook.number = batch.cursor, batch.number
    webhook.due_at, webhook.failing_since = work.at, None
    return True


async def failed(work: Work, attempt: Attempt, reason: Unreachable) -> None:
    """Notes it: tried again later, each time later than before, until it has failed for three days."""
    found = await _still(work, attempt)
    if found is None:
        return
    webhook, delivery = found
    delivery.status, delivery.note = reason.status, str(reason)
    webhook.failing_since = webhook.failing_since or work.at
    webhook.due_at = work.at + min(_FIRST_WAIT * 2 ** min(delivery.attempts - 1, 10), _LONGEST_WAIT)
    if reason.status == _GONE or work.at - webhook.failing_since >= PAUSED_AFTER:
        person = await work.get(Person, webhook.person_id)
        assert person, "a webhook ends with its owner"
        await _pause(work, webhook, person, str(reason))


@transaction
async def forget(work: Work) -> None:
    """Deliveries of a week ago."""
    await work.execute(delete(WebhookDelivery).where(WebhookDelivery.delivered_at < work.at - KEPT_FOR))


async def _why_not(work: Work, webhook: Webhook, person: Person) -> HubError | None:
    """Whether its owner may still follow what it delivers."""
    if not await work.row(select(Person.id).where(Person.id == person.id, permissions.may_sign_in())):
        return NotAllowed("Its owner has left.")
    return await permissions.why_not_coordinate(work, webhook.network_id) if webhook.network_id else None


async def _begun(work: Work, webhook: Webhook, batch: Batch) -> WebhookDelivery:
    first = batch.events[0].number if batch.events else batch.number + 1
    delivery = WebhookDelivery(
        person_id=webhook.person_id, webhook_id=webhook.id, first=first, last=batch.number, created_at=work.at
    )
    return await work.add(delivery)


async def _still(work: Work, attempt: Attempt) -> tuple[Webhook, WebhookDelivery] | None:
    """The rows as they are by now, unless its owner has chosen otherwise or another attempt has begun."""
    webhook = await work.held(Webhook, attempt.webhook.id)
    delivery = await work.held(WebhookDelivery, attempt.delivery.id)
    if webhook is None or delivery is None or delivery.delivered_at or delivery.attempts != attempt.number:
        return None
    return webhook, delivery


async def _pause(work: Work, webhook: Webhook, person: Person, why: str) -> None:
    webhook.paused_at, webhook.pause_reason = work.at, why
    await outbox.post(work, LetterKind.WEBHOOK_PAUSED, to=person, about=webhook.id)
