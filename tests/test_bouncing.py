"""Letters that come back later, from a server further on: by real SMTP, as Postfix and Exchange report them."""

import asyncio
from email import message_from_string
from email.message import EmailMessage
from email.policy import SMTP
from typing import Any

import pytest

from hub.mail.bouncing import failure
from tests.cast import Hub, Person
from tests.mailing import INVITATIONS, RESEND, invite
from tests.patience import PATIENCE
from tests.postbox import Postbox
from tests.test_replying_by_mail import box, hub, send  # noqa: F401 - fixtures

NOBODY = "nikt@tarnow.example"
REPORT = """\
From: MAILER-DAEMON@poczta.example
To: {to}
Subject: Undelivered Mail Returned to Sender
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=us-ascii

This is the mail system. I'm sorry to have to inform you.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; poczta.example

Final-Recipient: rfc822; nikt@tarnow.example
Action: {action}
Status: 5.1.1
Diagnostic-Code: smtp; 550 5.1.1 <nikt@tarnow.example>: Recipient address
    rejected: User unknown
--b--
"""


def report(to: str, action: str = "failed") -> EmailMessage:
    mail = message_from_string(REPORT.format(to=to, action=action), policy=SMTP)
    assert isinstance(mail, EmailMessage)
    return mail


async def test_a_letter_that_comes_back_is_seen_by_who_invites(hub: Hub, box: Postbox) -> None:  # noqa: F811
    coordinator = await hub.person("coordinator")
    invitation = (await invite(hub, coordinator, NOBODY))["id"]
    await until_it_is(coordinator, "SENT")
    (back,) = box.senders
    assert await send(hub, report(back, "delayed")) == 250, "it may still arrive"
    absence = EmailMessage()
    absence["From"], absence["To"], absence["Subject"] = NOBODY, back, "Jestem na urlopie"
    absence.set_content("Wracam w poniedziałek.")
    assert await send(hub, absence) == 250
    forged = f"{back[:40]}{'b' if back[40] == 'a' else 'a'}{back[41:]}"
    assert await send(hub, report(forged)) == 550
    assert (await sent(coordinator))["state"] == "SENT", "none of these says that it did not arrive"

    assert await send(hub, report(back)) == 250
    seen = await sent(coordinator)
    assert seen["state"] == "BOUNCED"
    assert seen["bounce"] == "550 5.1.1 <…@…>: Recipient address rejected: User unknown"
    await coordinator.ask(RESEND, input={"invitationId": invitation})
    await until_it_is(coordinator, "SENT")
    assert await send(hub, report(back)) == 250
    assert (await sent(coordinator))["state"] == "SENT", "what came back is not what was sent again"


async def until_it_is(coordinator: Person, state: str) -> None:
    async with asyncio.timeout(PATIENCE):
        while True:
            if (await sent(coordinator))["state"] == state:
                return
            await asyncio.sleep(0.05)


async def sent(coordinator: Person) -> dict[str, Any]:
    edges = (await coordinator.ask(INVITATIONS, slug="obywateli"))["network"]["invitations"]["edges"]
    (one,) = (edge["node"] for edge in edges if edge["node"]["email"] == NOBODY)
    return dict(one)


@pytest.mark.any_database
@pytest.mark.parametrize("text", ["", "Content-Type: multipart/report\n\nx", REPORT.format(to="x", action="relayed")])
def test_what_says_nothing_of_a_failure_is_none(text: str) -> None:
    mail = message_from_string(text, policy=SMTP)
    assert isinstance(mail, EmailMessage)
    assert failure(mail) == ""
