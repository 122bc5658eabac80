"""Who is on the way into the demo's networks, `joining.toml`: invited, or asking."""

import tomllib
from dataclasses import replace
from pathlib import Path
from typing import Any

from sqlalchemy import delete, select

from hub import joining
from hub.database import Work
from hub.demo.polls import Ago
from hub.models import City, Invitation, Letter, LetterKind, Network, SeatKind, StandingKind

_FILE = Path(__file__).parent / "joining.toml"
_COORDINATOR = "coordinator@zmp.example"
_SENT_BY_NOW = (LetterKind.INVITATION, LetterKind.OFFICE_INVITATION, LetterKind.REQUEST_RECEIVED)


async def await_answers(work: Work, writers: dict[str, Work], ago: Ago) -> None:
    entries = tomllib.loads(_FILE.read_text())
    for entry in entries["person"]:
        to, kind = (
            (entry["email"], StandingKind(entry["kind"])),
            (entry["city"], entry["name"], entry.get("function", "")),
        )
        inviting, network = await _place(work, writers[_COORDINATOR], entry, ago)
        _was_sent(await joining.invite(inviting, network, *to, *kind), entry)
    for entry in entries["office"]:
        inviting, network = await _place(work, writers[_COORDINATOR], entry, ago)
        invited = await joining.invite_office(inviting, network, entry["email"], entry["city"], SeatKind(entry["kind"]))
        _was_sent(invited, entry)
    for entry in entries["link"]:
        inviting, network = await _place(work, writers[_COORDINATOR], entry, ago)
        await joining.make_link(inviting, network, SeatKind(entry["kind"]), "", entry["uses"], entry["hours"], False)
    for entry in entries["request"]:
        asking, network = await _place(work, writers[entry["by"]], entry, ago)
        await joining.ask(asking, network, entry["city"], SeatKind(entry["kind"]), entry["function"], entry["words"])
    await work.execute(delete(Letter).where(Letter.kind.in_(_SENT_BY_NOW)))


async def _place(work: Work, writer: Work, entry: dict[str, Any], ago: Ago) -> tuple[Work, str]:
    """Who does it, then, and in which network. The city belongs to the association: no list is to be had."""
    network = await work.row(select(Network).where(Network.slug == entry["network"]))
    city = await work.row(select(City).where(City.name == entry.get("city")))
    assert network, "the demo's networks are there"
    if city:
        city.is_zmp_member = True
    return replace(writer, at=ago(work.at, entry["ago"])), network.public_id


def _was_sent(invitation: Invitation, entry: dict[str, Any]) -> None:
    if "bounce" in entry:
        invitation.bounced_at, invitation.bounce = invitation.created_at, entry["bounce"]
    else:
        invitation.sent_at = invitation.created_at
