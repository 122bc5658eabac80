"""Webhooks: news delivered to an address, as a subscription would give it."""

from collections.abc import Awaitable, Callable, Sequence
from datetime import datetime
from functools import partial
from typing import Annotated
from uuid import UUID

import strawberry
from graphql import GraphQLError

from hub import clock, models, webhooks, words
from hub.database import Work
from hub.errors import Invalid
from hub.events import Batch
from schema import costs
from schema.context import Context, Info
from schema.inputs import INPUT, Keyed, once
from schema.networks import Network
from schema.relations import belongs_to

_OF_NETWORK = """
subscription ($network: ID!) {
  networkEvents(network: $network) {
    cursor control { __typename }
    events {
      __typename number at actor { id name }
      ... on ThreadStarted { thread { id title } }
      ... on ThreadAppeared { thread { id title } }
      ... on ThreadWithdrawn { threadId }
      ... on PostAdded { post { id position thread { id title } } }
      ... on PostEdited { post { id position thread { id title } } }
      ... on PostRemoved { post { id position thread { id title } } }
      ... on PollOpened { poll { id question } }
      ... on PollChanged { poll { id question } }
      ... on PollClosed { poll { id question } }
    }
  }
}
"""
_OF_PERSON = """
subscription {
  personalEvents {
    cursor control { __typename }
    events {
      __typename number at actor { id name }
      ... on Mentioned { post { id position thread { id title } } }
      ... on NoticeAdded { notice { id kind network { id name } thread { id title } } }
    }
  }
}
"""


@strawberry.type(description="A message to a webhook: the events from one number to another.")
class WebhookDelivery:
    public_id: strawberry.ID = strawberry.field(name="id", description="The header `webhook-id` of each attempt.")
    first: int = strawberry.field(description="The number of its first event.")
    last: int = strawberry.field(
        description="The number of its last; below `first` for a greeting, or when the receiver has to load afresh."
    )
    attempts: int = strawberry.field(description="How often it was tried.")
    tried_at: datetime = strawberry.field(description="When it was tried last.")
    delivered_at: datetime | None = strawberry.field(description="When it got there; null until then.")
    status: int | None = strawberry.field(description="What the receiver answered last; null when it did not.")

    @strawberry.field(description="Why the receiver did not answer, in the viewer's language; empty when it did.")
    def note(root: models.WebhookDelivery, info: Info) -> str:
        return words.say(root.note, info.context.viewer.language)


@strawberry.type(description="Where one lets news be delivered, signed by the Standard Webhooks.")
class Webhook:
    public_id: strawberry.ID = strawberry.field(name="id", description="To pause, resume or end it.")
    url: str = strawberry.field(description="Where it delivers to.")
    network: Network | None = belongs_to(
        models.Network,
        "network_id",
        description="Whose news; null for one's own.",
    )
    document: str = strawberry.field(description="The subscription whose batches it delivers.")
    cursor: str = strawberry.field(description="Up to where it was delivered: the same as of the subscription.")
    number: int = strawberry.field(description="The number that the cursor stands at.")
    created_at: datetime = strawberry.field(description="When it was made.")
    rotated_at: datetime | None = strawberry.field(
        description="When it was given a new secret; for a day the one before signs as well."
    )
    failing_since: datetime | None = strawberry.field(description="Since when nothing gets through; null when it does.")
    due_at: datetime = strawberry.field(description="When it is tried next, if there is something to deliver.")
    paused_at: datetime | None = strawberry.field(description="When it was paused; null while it is not.")

    @strawberry.field(description="Why the hub paused it, in the viewer's language; empty when one did that oneself.")
    def pause_reason(root: models.Webhook, info: Info) -> str:
        return words.say(root.pause_reason, info.context.viewer.language)

    @strawberry.field(
        graphql_type=list[WebhookDelivery], description="What it delivered, the newest first, at most 50 of 7 days."
    )
    async def deliveries(root: models.Webhook, info: Info) -> list[models.WebhookDelivery]:
        found: list[models.WebhookDelivery] = await info.context.loader(webhooks.deliveries_of, _deliveries).load(
            root.id
        )
        return found


async def _deliveries(work: Work, ids: list[UUID]) -> list[list[models.WebhookDelivery]]:
    return list((await webhooks.deliveries_of(work, ids)).values())


@strawberry.type
class ViewerWebhooks:
    @strawberry.field(
        graphql_type=list[Webhook] | None,
        description="The viewer's webhooks, the oldest first; null for a program, and where the operator has none.",
    )
    async def webhooks(self, info: Info) -> Sequence[models.Webhook] | None:
        viewer = info.context.viewer
        is_theirs = viewer.database.settings.webhooks and not viewer.token_id
        return await webhooks.own(await info.context.reading()) if is_theirs else None


@strawberry.input(description="Where news is to be delivered.")
class CreateWebhookInput(Keyed):
    url: str = strawberry.field(description="A public address that begins with https://, on port 443.")
    network_id: strawberry.ID | None = strawberry.field(
        default=None, description="A network that one coordinates; left out, what is addressed to oneself."
    )
    document: str | None = strawberry.field(
        default=None,
        description="A subscription to `networkEvents` with the variable `$network`, or to `personalEvents`; "
        "left out, one that names what happened by its id.",
    )


@strawberry.input(description="Which webhook.")
class WebhookInput(Keyed):
    webhook_id: strawberry.ID = strawberry.field(description="One of the viewer's `webhooks`.")


@strawberry.input(description="Which webhook, and from where.")
class ResumeWebhookInput(WebhookInput):
    from_number: int | None = strawberry.field(
        default=None, description="Delivers again from the event of that number; left out, it goes on where it was."
    )


@strawberry.type(description="The webhook as it is now.")
class WebhookPayload:
    webhook: models.Webhook = strawberry.field(graphql_type=Webhook, description="The webhook.")


@strawberry.type(description="A webhook and the secret that signs its messages.")
class WebhookSecretPayload(WebhookPayload):
    secret: str = strawberry.field(description="`whsec_` and the key in Base64. It is told here and never again.")


@strawberry.type
class WebhookMutation:
    @strawberry.mutation(
        description="Lets news be delivered to an address, in person only. Errors: NOT_FOUND, NOT_ALLOWED, INVALID."
    )
    async def create_webhook(self, info: Info, input: Annotated[CreateWebhookInput, INPUT]) -> WebhookSecretPayload:
        document = input.document or (_OF_NETWORK if input.network_id else _OF_PERSON)
        _check(document, input.network_id)
        said = (input.network_id, input.url)
        await webhooks.check(info.context.viewer, *said)
        return _with_secret(
            info, await once(info, input, lambda who: webhooks.make(who, *said, document), webhooks.held)
        )

    @strawberry.mutation(description="Gives a webhook a new secret; for a day both sign. Errors: NOT_FOUND.")
    async def rotate_webhook_secret(self, info: Info, input: Annotated[WebhookInput, INPUT]) -> WebhookSecretPayload:
        return _with_secret(info, await _once(info, input, webhooks.rotate))

    @strawberry.mutation(description="Delivers nothing more until it is resumed. Errors: NOT_FOUND.")
    async def pause_webhook(self, info: Info, input: Annotated[WebhookInput, INPUT]) -> WebhookPayload:
        return WebhookPayload(webhook=await _once(info, input, webhooks.pause))

    @strawberry.mutation(
        description="Goes on where it stopped, or delivers again from a number on. Errors: NOT_FOUND, INVALID."
    )
    async def resume_webhook(self, info: Info, input: Annotated[ResumeWebhookInput, INPUT]) -> WebhookPayload:
        return WebhookPayload(webhook=await _once(info, input, partial(webhooks.resume, from_number=input.from_number)))

    @strawberry.mutation(description="Ends a webhook; what it is signed with is worth nothing then. Errors: NOT_FOUND.")
    async def end_webhook(self, info: Info, input: Annotated[WebhookInput, INPUT]) -> WebhookPayload:
        return WebhookPayload(webhook=await _once(info, input, webhooks.end))


async def _once(info: Info, input: WebhookInput, verb: Callable[..., Awaitable[models.Webhook]]) -> models.Webhook:
    return await once(info, input, lambda who: verb(who, input.webhook_id), webhooks.held)


def _with_secret(info: Info, webhook: models.Webhook) -> WebhookSecretPayload:
    return WebhookSecretPayload(webhook=webhook, secret=webhooks.secret(info.context.viewer.database.settings, webhook))


def _check(document: str, network_id: str | None) -> None:
    """As the socket checks a subscription. Raises Invalid."""
    from schema import plans  # it stands on the whole schema, which this is a part of

    variables = _variables(network_id)
    try:
        costs.checked(document, variables, plans.core)
        followed = plans.asked(document, variables, None).plan.field.name.value
    except (GraphQLError, plans.Unrunnable) as error:
        first = error.errors[0] if isinstance(error, plans.Unrunnable) else error
        raise Invalid("document", "This is no subscription that can be followed: {reason}", reason=first) from None
    if followed != ("networkEvents" if network_id else "personalEvents"):
        raise Invalid("document", "Subscribe to networkEvents for a network, and to personalEvents for yourself.")


def _variables(network_id: str | None) -> dict[str, str]:
    return {"network": network_id} if network_id else {}


async def body(work: Work, webhook: models.Webhook, batch: Batch) -> bytes:
    """A batch as a message: what the subscription would give whoever reads it now."""
    from schema import following, plans

    network = await work.get(models.Network, webhook.network_id) if webhook.network_id else None
    asked = plans.asked(webhook.document, _variables(network.public_id if network else None), None)
    payload = await following.encoded(asked, Context.on(work), batch)
    said = f'{{"type":"{asked.plan.field.name.value}","timestamp":"{clock.now().isoformat()}",'
    return said.encode() + payload.removeprefix(b"{")
