"""The desk at which tests write letters: the rows they are about, and the posting of them."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from hub import mail, outbox
from hub.database import Work
from hub.models import (
    City,
    Invitation,
    InvitationForm,
    JoinRequest,
    Letter,
    LetterKind,
    Network,
    Person,
    RequestOrigin,
    StandingKind,
)
from tests.cast import ADDRESSES, Hub
from tests.patience import PATIENCE

NEWCOMER = "ewa.lis@bochnia.example"


@dataclass
class Desk:
    hub: Hub

    async def do(self, verb: Callable[[Work], Awaitable[Any]]) -> Any:
        return await self.hub.database.transact(self.hub.operator, verb)

    async def person(self, name: str) -> Person:
        async with self.hub.database.reading(self.hub.operator) as work:
            person = await work.row(select(Person).where(Person.email == ADDRESSES[name]))
        assert person
        return person

    async def invitation(self, form: InvitationForm = InvitationForm.PERSON, **facts: Any) -> Invitation:
        coordinator = await self.person("coordinator")

        async def invite(work: Work) -> Invitation:
            network = await work.row(select(Network).where(Network.slug == "obywateli"))
            city = await work.row(select(City).where(City.name == "Bochnia"))
            assert network
            assert city
            given: dict[str, Any] = {"email": NEWCOMER, "expires_at": work.at + timedelta(days=14)} | facts
            return await work.add(
                Invitation(
                    network_id=network.id,
                    form=form,
                    kind=StandingKind.OBSERVER,
                    city_id=city.id,
                    name="Ewa Lis",
                    created_by_id=coordinator.id,
                    **given,
                )
            )

        invited: Invitation = await self.do(invite)
        return invited

    async def post(self, kind: LetterKind, **to: Any) -> Letter:
        letter: Letter = await self.do(lambda work: outbox.post(work, kind, **to))
        return letter

    async def end_of(self, letter: Letter) -> Letter:
        """How it is once its first attempt has ended."""
        async with asyncio.timeout(PATIENCE):
            while True:
                async with self.hub.database.reading(self.hub.operator) as work:
                    now = await work.get(Letter, letter.id)
                assert now
                if now.due_at is None or now.note:
                    return now
                await asyncio.sleep(0.02)

    async def request(self, **facts: Any) -> JoinRequest:
        async def ask(work: Work) -> JoinRequest:
            network = await work.row(select(Network).where(Network.slug == "obywateli"))
            city = await work.row(select(City).where(City.name == "Bochnia"))
            assert network
            assert city
            return await work.add(
                JoinRequest(
                    network_id=network.id,
                    origin=RequestOrigin.ASKED,
                    kind=StandingKind.MEMBER,
                    name="Ewa Lis",
                    email=NEWCOMER,
                    city_id=city.id,
                    **facts,
                )
            )

        request: JoinRequest = await self.do(ask)
        return request

    async def waiting(self) -> int:
        async with self.hub.database.reading(self.hub.operator) as work:
            return (await mail.counts(work))["waiting"]
