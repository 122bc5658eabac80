"""Requests to join: asked through the directory or a link, named by an office; answered by moderator or coordinator."""

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import Select, func, select

from hub import acts, cities, events, networks, outbox, permissions, text
from hub.database import Work, transaction
from hub.errors import Conflict, HubError, NotAllowed
from hub.joining import handing_over, invitations, seats
from hub.joining.present import Guest, present
from hub.models import (
    ActKind,
    City,
    EventKind,
    Invitation,
    JoinRequest,
    Letter,
    LetterKind,
    Network,
    Person,
    RequestOrigin,
    SeatKind,
    Standing,
    StandingKind,
)

WORDS = 2_000
REASON = 500
_WRITTEN_EVERY = timedelta(hours=1)
"""Of the requests of an hour, who answers them is written to once."""


@transaction
async def ask(work: Work, network_id: str, city: str, kind: SeatKind, function: str, words: str) -> JoinRequest:
    """The viewer asks to join a listed network for their city; one that sits there already says itself in what way."""
    person = await permissions.viewer(work)
    network = await permissions.find_listed(work, network_id)
    town = await cities.find(work, "city", city)
    now = await present(work, network, may_seat=True)
    seat = now.seats.get(town.id)
    as_what = StandingKind(seat.kind.value if seat else kind.value)
    permissions.require(now.why_not(Guest(person.email or "", as_what, town)))
    if await waiting(work, network.id, JoinRequest.person_id == person.id):
        raise Conflict("You have asked already. Those who look after the network will answer.")
    return await add(
        work,
        RequestOrigin.ASKED,
        network,
        as_what,
        person=person,
        city_id=town.id,
        function=text.optional("function", function),
        words=text.optional_body("words", words, WORDS),
    )


async def add(
    work: Work,
    origin: RequestOrigin,
    network: Network,
    kind: StandingKind,
    *,
    city_id: UUID,
    person: Person | None = None,
    name: str = "",
    email: str | None = None,
    function: str = "",
    words: str = "",
    invitation: Invitation | None = None,
) -> JoinRequest:
    """The row, and those who answer it told."""
    request = await work.add(
        JoinRequest(
            network_id=network.id,
            origin=origin,
            kind=kind,
            person_id=person.id if person else None,
            name=person.name if person else name,
            email=email,
            city_id=city_id,
            function=function,
            words=words,
            invitation_id=invitation.id if invitation else None,
            created_at=work.at,
        )
    )
    answering = await permissions.who_answers(work, network.id)
    events.record_request(work, EventKind.REQUEST_RECEIVED, request, {person.id for person in answering})
    written = await _written_lately(work, network.id)
    for one in answering:
        if one.id not in written:
            await outbox.post(work, LetterKind.REQUEST_RECEIVED, to=one, about=request.id)
    return request


async def _written_lately(work: Work, network_id: UUID) -> set[UUID]:
    letters = await work.rows(
        select(Letter.to_id)
        .join(JoinRequest, JoinRequest.id == Letter.about_id)
        .where(
            Letter.kind == LetterKind.REQUEST_RECEIVED,
            Letter.created_at > work.at - _WRITTEN_EVERY,
            JoinRequest.network_id == network_id,
        )
    )
    return {to for to in letters if to}


@transaction
async def accept(work: Work, request_id: str) -> JoinRequest:
    """They are in; who has no account yet is invited by mail, which proves their address."""
    request, network = await _to_answer(work, request_id)
    city = await work.get(City, request.city_id)
    assert city, "who asks, asks for a city"
    permissions.require((await present(work, network)).why_not_city(await _as_what(work, request), city))
    await _answer(work, request, is_accepted=True)
    person = await work.get(Person, request.person_id) if request.person_id else None
    if person:
        await _let_in(work, network, request, person)
        await outbox.post(work, LetterKind.REQUEST_ANSWERED, to=person, about=request.id)
    elif request.email:
        kind = await _as_what(work, request)
        await invitations.make(work, network, Guest(request.email, kind, city, request.name, request.function))
    return request


@transaction
async def refuse(work: Work, request_id: str, reason: str) -> JoinRequest:
    """The reason goes to whoever asked, and not into the log that members read."""
    request, _ = await _to_answer(work, request_id)
    request.reason = text.line("reason", reason, REASON)
    await _answer(work, request, is_accepted=False)
    person = await work.get(Person, request.person_id) if request.person_id else None
    if person or request.email:
        await outbox.post(
            work, LetterKind.REQUEST_ANSWERED, to=person, address=None if person else request.email, about=request.id
        )
    return request


@transaction
async def take_back(work: Work, request_id: str) -> JoinRequest:
    """Whoever asked does not want it any more."""
    person = await permissions.viewer(work)
    seen = await permissions.find(work, JoinRequest, request_id)
    permissions.require(permissions.why_not_take_back(person.id, seen))
    request = await _locked(work, seen)
    await _answer(work, request, is_accepted=False, is_act=False)
    return request


async def _to_answer(work: Work, request_id: str) -> tuple[JoinRequest, Network]:
    permissions.signed_in(work)
    seen = await permissions.find(work, JoinRequest, request_id)
    network = await networks.of_id(work, seen.network_id)
    permissions.require(await permissions.why_not_answer(work, seen, network))
    return await _locked(work, seen), network


async def _locked(work: Work, seen: JoinRequest) -> JoinRequest:
    request = await work.held(JoinRequest, seen.id)
    assert request, "requests are not removed"
    if request.answered_at:
        raise Conflict("This request has been answered already.")
    return request


async def _answer(work: Work, request: JoinRequest, is_accepted: bool, is_act: bool = True) -> None:
    request.is_accepted, request.answered_at = is_accepted, work.at
    request.answered_by_id = permissions.signed_in(work)
    if is_act:
        kind = ActKind.REQUEST_ACCEPTED if is_accepted else ActKind.REQUEST_REFUSED
        await acts.note(work, kind, request.network_id, request)
    told = {person.id for person in await permissions.who_answers(work, request.network_id)}
    asked = {request.person_id} if request.person_id else set()
    events.record_request(work, EventKind.REQUEST_ANSWERED, request, told | asked)


async def _let_in(work: Work, network: Network, request: JoinRequest, person: Person) -> Standing:
    invitation = await work.get(Invitation, request.invitation_id) if request.invitation_id else None
    programme = invitation.programme if invitation else ""
    standing = await seats.admit(work, network, person, request.kind, request.city_id, request.function, programme)
    if invitation and invitation.replaces_id:
        await handing_over.replace_standing(work, invitation.replaces_id)
    return standing


async def _as_what(work: Work, request: JoinRequest) -> StandingKind:
    """What was asked for, or what the city has become here since."""
    seat = await seats.current(work, request.network_id, request.city_id) if request.city_id else None
    return StandingKind(seat.kind.value) if seat else request.kind


async def waiting(work: Work, network_id: UUID, whose: object) -> JoinRequest | None:
    """The request of theirs that was not answered yet."""
    return await work.row(
        select(JoinRequest).where(
            JoinRequest.network_id == network_id,
            JoinRequest.answered_at.is_(None),
            whose,  # type: ignore[arg-type]
        )
    )


async def why_not_answer(work: Work, request: JoinRequest) -> HubError | None:
    """What keeps the viewer from answering it, or None."""
    if request.answered_at:
        return NotAllowed("This request has been answered already.")
    network = await networks.of_id(work, request.network_id)
    return await permissions.why_not_answer(work, request, network)


async def own(work: Work) -> list[JoinRequest]:
    """The viewer's, the newest first."""
    asked = select(JoinRequest).where(JoinRequest.person_id == permissions.signed_in(work))
    return list(await work.rows(asked.order_by(JoinRequest.id.desc()).limit(100)))


async def counts(work: Work, network_ids: Sequence[UUID]) -> Select[UUID, int]:
    """Unanswered requests that the viewer sees as one who answers, by network."""
    answers = await permissions.answers_in(work, network_ids)
    seen = (await permissions.visible(work, JoinRequest)).where(
        JoinRequest.answered_at.is_(None), JoinRequest.network_id.in_(answers)
    )
    return seen.with_only_columns(JoinRequest.network_id, func.count()).group_by(JoinRequest.network_id)
