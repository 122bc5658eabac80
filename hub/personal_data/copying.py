"""A copy of all that is kept about a person, for them: nothing of others in it, and no secret."""

import base64
from collections.abc import Iterable
from datetime import datetime
from typing import Any

from sqlalchemy import or_, select

from hub import files, ids, people, permissions
from hub.database import Work
from hub.errors import NotFound
from hub.models import (
    Acceptance,
    AccessToken,
    Act,
    Bookmark,
    City,
    Event,
    Face,
    IdempotencyKey,
    Invitation,
    JoinRequest,
    Letter,
    Mailing,
    Network,
    NetworkNotices,
    Notice,
    Passkey,
    Person,
    Post,
    ReadMark,
    ReceivedMail,
    Remark,
    ResultVersion,
    Seat,
    Session,
    Settled,
    SignInLink,
    Standing,
    Support,
    Thread,
    ThreadNotices,
    Topic,
    Webhook,
    WebhookDelivery,
)
from hub.personal_data.informing import origin

Copy = dict[str, Any]


async def own_copy(work: Work) -> Copy:
    """The viewer's. Raises NotAllowed for a program."""
    permissions.in_person(work)
    return await _copy(work, await permissions.viewer(work))


async def copy_of(work: Work, address: str) -> Copy:
    """Of whoever has that address, at an operator's hand. Raises NotFound."""
    person = await people.with_email(work, address)
    if person is None:
        raise NotFound()
    return await _copy(work, person)


async def _copy(work: Work, person: Person) -> Copy:
    return {
        "copiedAt": _plain(work.at),
        "person": await _person(work, person),
        "places": await _places(work, person),
        "threads": await _threads(work, person),
        "posts": await _posts(work, person),
        "files": await _files(work, person),
        "topics": _rows(await work.rows(select(Topic).where(Topic.author_id == person.id)), _TOPIC),
        "results": await _results(work, person),
        "supports": await _supports(work, person),
        "ways in": await _ways_in(work, person),
        "invitations": await _invitations(work, person),
        "requests": _rows(await _of(work, JoinRequest, person), _REQUEST),
        "acts": _rows(await work.rows(select(Act).where(Act.actor_id == person.id)), ("kind", "reason", "at")),
        "letters": _rows(await work.rows(_letters(person)), ("kind", "created_at", "sent_at", "failed_at")),
        "read": await _read(work, person),
        "notices": await _notices(work, person),
        "bookmarks": await _bookmarks(work, person),
        "ticked off": _rows(await _of(work, Settled, person), ("at",)),
        "events": _rows(await work.rows(select(Event).where(Event.actor_id == person.id)), ("kind", "at")),
        "webhooks": await _webhooks(work, person),
        "keys of repeated requests": _rows(await _of(work, IdempotencyKey, person), ("key", "created_at")),
    }


_PERSON = (
    *("name", "email", "language", "time_zone", "did", "seeks", "phone", "shares_phone", "shares_email"),
    *("shows_presence", "created_at", "seen_at", "asked_at", "informed_at", "deactivated_at"),
)
_TOPIC = ("title", "need", "kind", "form", "column", "created_at", "edited_at")
_REQUEST = (
    "origin",
    "kind",
    "name",
    "email",
    "function",
    "words",
    "created_at",
    "answered_at",
    "is_accepted",
    "reason",
)


async def _person(work: Work, person: Person) -> Copy:
    face, came = await work.get(Face, person.id), await origin(work, person)
    by = await work.get(Person, came.by_id) if came else None
    return _row(person, _PERSON) | {
        "id": person.public_id,
        "hasPassword": person.password_hash is not None,
        "face": f"data:image/webp;base64,{base64.b64encode(face.image).decode()}" if face else None,
        "came from": {"by": by.name if by else "", "at": _plain(came.at), "network": came.network.name}
        if came
        else None,
    }


async def _places(work: Work, person: Person) -> list[Copy]:
    found = await work.execute(
        select(Standing, Network.name, City.name)
        .join(Network, Network.id == Standing.network_id)
        .outerjoin(Seat, Seat.id == Standing.seat_id)
        .outerjoin(City, City.id == Seat.city_id)
        .where(Standing.person_id == person.id)
        .order_by(Standing.since)
    )
    said = ("kind", "function", "since", "until", "introduced_at")
    return [{"network": network, "city": city} | _row(standing, said) for standing, network, city in found]


async def _threads(work: Work, person: Person) -> list[Copy]:
    threads = await work.rows(select(Thread).where(Thread.author_id == person.id).order_by(Thread.created_at))
    return [{"id": thread.public_id} | _row(thread, ("title", "audience", "created_at")) for thread in threads]


async def _posts(work: Work, person: Person) -> list[Copy]:
    found = await work.execute(
        select(Post, Network.name)
        .join(Thread, Thread.id == Post.thread_id)
        .join(Network, Network.id == Thread.network_id)
        .where(Post.author_id == person.id)
        .order_by(Post.created_at)
    )
    said = ("position", "body", "created_at", "edited_at", "removed_at", "removal_reason")
    return [
        {"id": post.public_id, "network": network, "thread": ids.encode(Thread.prefix, post.thread_id)}
        | _row(post, said)
        for post, network in found
    ]


async def _files(work: Work, person: Person) -> list[Copy]:
    said = ("name", "media_type", "size", "alt", "created_at")
    return [
        {"id": file.public_id, "network": network} | _row(file, said)
        for file, network in await files.uploaded_by(work, person)
    ]


async def _results(work: Work, person: Person) -> Copy:
    """What they wrote of results and on them, and which rules they accepted."""
    remarks = await work.rows(select(Remark).where(Remark.author_id == person.id).order_by(Remark.created_at))
    versions = await work.rows(select(ResultVersion).where(ResultVersion.author_id == person.id))
    accepted = await _of(work, Acceptance, person)
    return {
        "versions": _rows(versions, ("number", "title", "summary", "body", "changes", "created_at", "issued_at")),
        "remarks": _rows(remarks, ("paragraph", "body", "is_objection", "created_at", "stance")),
        "accepted": [
            {"version": ids.encode(ResultVersion.prefix, it.version_id)} | _row(it, ("at",)) for it in accepted
        ],
    }


async def _supports(work: Work, person: Person) -> list[Copy]:
    """What they said their city supports."""
    given = await work.rows(select(Support).where(Support.given_by_id == person.id).order_by(Support.at))
    return [{"topic": ids.encode(Topic.prefix, support.topic_id)} | _row(support, ("at",)) for support in given]


async def _ways_in(work: Work, person: Person) -> Copy:
    said = ("created_at", "last_used_at", "ended_at")
    return {
        "sessions": _rows(await _of(work, Session, person), ("device", *said)),
        "tokens": _rows(await _of(work, AccessToken, person), ("name", "may_write", "created_at", "ended_at")),
        "passkeys": _rows(await _of(work, Passkey, person), ("name", "created_at", "last_used_at")),
        "links": _rows(await _of(work, SignInLink, person), ("purpose", "created_at", "expires_at", "redeemed_at")),
    }


async def _invitations(work: Work, person: Person) -> Copy:
    """Those that led here in full; of those sent to others only that they were sent."""
    received = or_(Invitation.accepted_by_id == person.id, Invitation.email == person.email)
    said = ("form", "kind", "created_at", "expires_at", "accepted_at", "withdrawn_at")
    about_me = await work.rows(select(Invitation).where(received))
    sent = await work.rows(select(Invitation).where(Invitation.created_by_id == person.id))
    return {"received": _rows(about_me, ("email", "name", "function", *said)), "sent": _rows(sent, said)}


async def _read(work: Work, person: Person) -> list[Copy]:
    marks = await _of(work, ReadMark, person)
    return [{"thread": ids.encode(Thread.prefix, mark.thread_id)} | _row(mark, ("position", "at")) for mark in marks]


async def _notices(work: Work, person: Person) -> Copy:
    """What they were told of, and what they chose to be told of."""
    told = _rows(await _of(work, Notice, person), ("kind", "at", "seen_at"))
    networks = _rows(await _of(work, NetworkNotices, person), ("level", "mails"))
    threads = _rows(await _of(work, ThreadNotices, person), ("level", "is_chosen", "at"))
    mailing = _rows(await _of(work, Mailing, person), ("is_on", "at_once", "rhythm", "weekday", "hour", "due_at"))
    received = _rows(await _of(work, ReceivedMail, person), ("at",))
    return {"told": told, "networks": networks, "threads": threads, "mail": mailing, "replies by mail": received}


async def _webhooks(work: Work, person: Person) -> Copy:
    """Where they let news be delivered, and when it was."""
    said = ("first", "last", "created_at", "delivered_at", "status", "note")
    deliveries = _rows(await _of(work, WebhookDelivery, person), said)
    own = _rows(await _of(work, Webhook, person), ("url", "document", "created_at", "paused_at", "pause_reason"))
    return {"own": own, "deliveries": deliveries}


async def _bookmarks(work: Work, person: Person) -> list[Copy]:
    kept = await _of(work, Bookmark, person)
    return [
        {"thread": ids.encode(Thread.prefix, bookmark.thread_id)} | _row(bookmark, ("note", "created_at"))
        for bookmark in kept
    ]


async def _of(work: Work, model: Any, person: Person) -> Iterable[Any]:
    rows: Iterable[Any] = await work.rows(select(model).where(model.person_id == person.id))
    return rows


def _letters(person: Person) -> Any:
    return select(Letter).where(or_(Letter.to_id == person.id, Letter.address == person.email))


def _rows(rows: Iterable[Any], names: tuple[str, ...]) -> list[Copy]:
    return [_row(row, names) for row in rows]


def _row(row: Any, names: tuple[str, ...]) -> Copy:
    return {name: _plain(getattr(row, name)) for name in names}


def _plain(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value
