"""What its owner does with a webhook: in person, as it goes on when they are not there."""

from collections.abc import Collection, Sequence
from urllib.parse import urlsplit
from uuid import UUID

from sqlalchemy import delete, func, select

from hub import acts, events, ids, outbound, permissions
from hub.database import Viewer, Work, transaction
from hub.errors import Invalid, NotAllowed, NotFound
from hub.models import ActKind, Network, Webhook, WebhookDelivery

MOST = 10
_URL_LIMIT = 500
_SHOWN = 50


async def check(viewer: Viewer, network_id: str | None, url: str) -> None:
    """Looks an address up, outside of any transaction. Raises as `make`, and Invalid (url) when news must not leave for
    it."""
    async with viewer.database.reading(viewer) as work:
        await _may_make(work, network_id)
    if len(url) > _URL_LIMIT:
        raise Invalid("url", "An address has at most {limit} characters.", limit=_URL_LIMIT)
    try:
        await outbound.target(url, viewer.database.settings.webhooks_to_loopback)
    except outbound.Unreachable as reason:
        raise Invalid("url", str(reason)) from None


@transaction
async def make(work: Work, network_id: str | None, url: str, document: str) -> Webhook:
    """One for the news of a network that the viewer coordinates, or for the viewer's own, from now on, to an address
    that was checked.

    Raises NotAllowed for a program, for who does not coordinate, where the operator has not switched them on, and when
    there are too many.
    """
    network = await _may_make(work, network_id)
    if len(await own(work)) >= MOST:
        raise NotAllowed("There are {most} webhooks already. Please end one first.", most=MOST)
    stream = await (events.network_stream(work, network) if network else events.personal_stream(work))
    webhook = await work.add(
        Webhook(
            person_id=_in_person(work),
            network_id=network.id if network else None,
            url=url,
            document=document,
            stream_id=stream.id,
            cursor=await events.cursor(work, stream),
            number=stream.head,
            created_at=work.at,
            due_at=work.at,
        )
    )
    await _note(work, ActKind.WEBHOOK_ADDED, webhook)
    return webhook


async def _may_make(work: Work, network_id: str | None) -> Network | None:
    _in_person(work)
    network = await permissions.find(work, Network, network_id) if network_id else None
    if network:
        permissions.require(await permissions.why_not_coordinate(work, network.id))
    if not work.viewer.database.settings.webhooks:
        raise NotAllowed("The operator of this hub has not switched webhooks on.")
    return network


async def _note(work: Work, kind: ActKind, webhook: Webhook) -> None:
    """Who belongs to the network can read for which machine its news leaves."""
    if webhook.network_id:
        await acts.note(work, kind, webhook.network_id, webhook, urlsplit(webhook.url).hostname or "")


async def own(work: Work) -> Sequence[Webhook]:
    """The viewer's, the oldest first. Raises NotAllowed for a program."""
    return await work.rows(select(Webhook).where(Webhook.person_id == _in_person(work)).order_by(Webhook.created_at))


async def deliveries_of(work: Work, webhooks: Collection[UUID]) -> dict[UUID, list[WebhookDelivery]]:
    """Of each the last fifty, the newest first."""
    found: dict[UUID, list[WebhookDelivery]] = {id: [] for id in webhooks}
    number = func.row_number().over(partition_by=WebhookDelivery.webhook_id, order_by=WebhookDelivery.id.desc())
    ranked = select(WebhookDelivery.id, number.label("number")).where(WebhookDelivery.webhook_id.in_(webhooks))
    newest = ranked.subquery()
    shown = select(WebhookDelivery).join(newest, newest.c.id == WebhookDelivery.id).where(newest.c.number <= _SHOWN)
    for delivery in await work.rows(shown.order_by(WebhookDelivery.id.desc())):
        found[delivery.webhook_id].append(delivery)
    return found


@transaction
async def rotate(work: Work, id: str) -> Webhook:
    """Gives it a new secret; the one before stays good for a day. Raises NotFound."""
    webhook = await held(work, id)
    webhook.secret_number, webhook.rotated_at = webhook.secret_number + 1, work.at
    return webhook


@transaction
async def pause(work: Work, id: str) -> Webhook:
    """Delivers nothing until it is resumed. Raises NotFound."""
    webhook = await held(work, id)
    webhook.paused_at, webhook.pause_reason = webhook.paused_at or work.at, ""
    return webhook


@transaction
async def resume(work: Work, id: str, from_number: int | None) -> Webhook:
    """Goes on where it stopped, or from that event again. Raises NotFound, Invalid (fromNumber) when that is gone."""
    webhook = await held(work, id)
    webhook.paused_at, webhook.pause_reason, webhook.failing_since, webhook.due_at = None, "", None, work.at
    if from_number is not None:
        cursor = await events.cursor_before(work, webhook.stream_id, from_number)
        if cursor is None:
            raise Invalid("fromNumber", "There is no event of that number any more, or none yet.")
        webhook.cursor, webhook.number = cursor, from_number - 1
        under_way = (WebhookDelivery.webhook_id == webhook.id, WebhookDelivery.delivered_at.is_(None))
        await work.execute(delete(WebhookDelivery).where(*under_way))
    return webhook


@transaction
async def end(work: Work, id: str) -> Webhook:
    """And what is known of its deliveries. Raises NotFound."""
    webhook = await held(work, id)
    await _note(work, ActKind.WEBHOOK_ENDED, webhook)
    await work.execute(delete(WebhookDelivery).where(WebhookDelivery.webhook_id == webhook.id))
    await work.execute(delete(Webhook).where(Webhook.id == webhook.id))
    return webhook


async def held(work: Work, id: str) -> Webhook:
    """The viewer's, by its public id. Raises NotFound for anybody else's."""
    person_id = _in_person(work)
    match ids.decode(id):
        case (Webhook.prefix, uuid):
            webhook = await work.held(Webhook, uuid)
            if webhook and webhook.person_id == person_id:
                return webhook
    raise NotFound()


def _in_person(work: Work) -> UUID:
    if work.viewer.token_id:
        raise NotAllowed("Webhooks are made and changed in person, on the page and by no token.")
    return permissions.signed_in(work)
