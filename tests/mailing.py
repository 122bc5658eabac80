"""Invitations as they arrive: the hub with a mail server behind it, and what those who get letters do with them."""

from collections.abc import AsyncIterator, Iterator
from typing import Any

import pytest

from tests.cast import Browser, Hub, Person, serving
from tests.conftest import settings_for
from tests.postbox import Postbox, link_in, postbox

INVITE = """
mutation ($input: InvitePersonInput!) {
  invitePerson(input: $input) { invitation { id state email kind city { name } } }
}
"""
ACCEPT = """
mutation ($input: AcceptInvitationInput!) {
  acceptInvitation(input: $input) {
    viewer { email person { name } } standing { id kind seat { id kind city { name } } } request { id origin }
  }
}
"""
WITHDRAW = "mutation ($input: InvitationInput!) { withdrawInvitation(input: $input) { invitation { state } } }"
RESEND = "mutation ($input: InvitationInput!) { resendInvitation(input: $input) { invitation { state } } }"
OFFER = """
query ($secret: String!) {
  invitationOffer(secret: $secret) {
    form kind email name networkName invitedBy isNewcomer isConfirmedFirst city { name }
  }
}
"""
INVITATIONS = """
query ($slug: String!) {
  network(slug: $slug) {
    invitations { edges { node { id form state email name bounce acceptedBy { name } } } }
    requests { edges { node { id origin name email words answeredAt isAccepted reason city { name } } } }
  }
}
"""
PEOPLE = """
query ($slug: String!) {
  network(slug: $slug) {
    people(first: 100) { edges { node { id kind person { name } seat { id kind city { name } } function } } }
    seats(first: 100) { edges { node { id kind city { name } } } }
  }
}
"""


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as opened:
        yield opened


@pytest.fixture
async def hub(url: str, box: Postbox) -> AsyncIterator[Hub]:
    async with serving(settings_for(url, smtp_url=box.url)) as served:
        yield served


@pytest.fixture
async def coordinator(hub: Hub) -> Person:
    return await hub.person("coordinator")


async def invite(hub: Hub, by: Person, email: str, slug: str = "obywateli", **said: Any) -> dict[str, Any]:
    """The invitation of somebody, to Tarnów's seat unless it is said otherwise."""
    input = {"networkId": (await hub.network(slug))["id"], "email": email, "kind": "MEMBER", "city": "Tarnów"} | said
    made: dict[str, Any] = (await by.ask(INVITE, input=input))["invitePerson"]["invitation"]
    return made


async def secret_for(box: Postbox, address: str, count: int = 1) -> str:
    """What stands in the newest letter to that address, once there are so many."""
    for letters in range(1, 200):
        theirs = [letter for letter in box.letters if letter["To"] == address]
        if len(theirs) >= count:
            return link_in(theirs[-1]).partition("#")[2]
        await box.wait_for(len(box.letters) + 1 if letters else 1)
    raise AssertionError("unreachable")


async def accept(browser: Browser, secret: str, name: str | None = None) -> dict[str, Any]:
    """The whole answer, errors included."""
    return await browser.ask(ACCEPT, input={"secret": secret, "name": name})


def code(answer: dict[str, Any]) -> tuple[str, str]:
    """Of what was refused, and how it was said."""
    error = answer["errors"][0]
    return error["extensions"]["code"], error["message"]


async def people(hub: Hub, slug: str = "obywateli") -> list[dict[str, Any]]:
    """Who is there, as the coordinator sees it."""
    found = await (await hub.person("coordinator")).ask(PEOPLE, slug=slug)
    return [edge["node"] for edge in found["network"]["people"]["edges"]]


async def standings_of(hub: Hub, name: str, slug: str = "obywateli") -> list[tuple[str, str | None]]:
    """What somebody is there: in what way, for which city."""
    theirs = [standing for standing in await people(hub, slug) if standing["person"]["name"] == name]
    return [(standing["kind"], standing["seat"] and standing["seat"]["city"]["name"]) for standing in theirs]
