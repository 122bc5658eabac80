"""Webhooks: addresses to which news is delivered, and the deliveries."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import Text
from sqlmodel import Field

from hub import clock
from hub.models.columns import Row, moment, reference


class Webhook(Row, table=True):
    """Where a person lets the news of a network, or their own, be delivered. Its secret is not kept: it is derived."""

    prefix = "webhook"
    person_id: UUID = reference("person.id", index=True)
    network_id: UUID | None = reference("network.id", default=None)
    """Whose news; none for what is addressed to the person."""
    url: str
    document: str = Field(sa_type=Text)
    """The subscription whose batches are delivered."""
    stream_id: UUID = reference("stream.id")
    cursor: str
    """Up to where it was delivered."""
    number: int
    """The number that the cursor stands at."""
    access_version: int = -1
    """Of the stream, when it was last asked whether its owner may still follow; -1 before it was greeted."""
    secret_number: int = 1
    """Counts its secrets: the one before stays good for a day."""
    rotated_at: datetime | None = moment(default=None)
    created_at: datetime = moment(default_factory=clock.now)
    due_at: datetime = moment(default_factory=clock.now, index=True)
    """When it is tried next, if there is something to deliver."""
    failing_since: datetime | None = moment(default=None)
    paused_at: datetime | None = moment(default=None)
    pause_reason: str = ""
    """Why it was paused; empty when its owner did that."""


class WebhookDelivery(Row, table=True):
    """A message to a webhook: the events from one number to another, never their content."""

    prefix = "delivery"
    __tablename__ = "webhook_delivery"
    person_id: UUID = reference("person.id", index=True)
    webhook_id: UUID = reference("webhook.id", index=True)
    first: int
    last: int
    """Below `first` when it holds no event: a greeting, or that the receiver has to load afresh."""
    created_at: datetime = moment(default_factory=clock.now)
    attempts: int = 0
    """Counted when one begins: who notes how an attempt ended says which it was."""
    tried_at: datetime = moment(default_factory=clock.now)
    delivered_at: datetime | None = moment(default=None)
    status: int | None = None
    """What the receiver answered last."""
    note: str = ""
    """Why the last attempt failed."""
