"""Letters about polls: that one was opened, and the receipt of a ballot."""

from sqlalchemy import select

from hub import notices, polls
from hub.database import Work
from hub.mail import links
from hub.mail.material import (
    Contents,
    Dropped,
    about,
    address_of,
    city_parts,
    moment,
    network_parts,
    person_of,
    settings_of,
)
from hub.mail.notifying import listing
from hub.models import Ballot, Elector, Letter, NoticeKind, Person, Poll, PollState


async def poll_opened(work: Work, letter: Letter) -> Contents:
    """To those who vote in it, while it is open."""
    person, poll = await person_of(work, letter), await about(work, Poll, letter)
    if poll.state is not PollState.OPEN:
        raise Dropped("It has ended.")
    reader = await notices.reader(work, poll.network_id, poll.thread_id, person.id)
    if reader is None or not reader.takes_mail(NoticeKind.POLL_OPENED):
        raise Dropped("They do not want it any more.")
    told = {"description": poll.description, "is_secret": "yes" if poll.is_secret else ""}
    settings = settings_of(work)
    unsubscribe = links.unsubscribe_link(settings, notices.unsubscribe_token(settings, person.id, poll.network_id))
    headers = listing(settings.origin, "glosowania", unsubscribe)
    return Contents(address_of(person), await _poll(work, poll, person) | told, headers=headers)


async def ballot_cast(work: Work, letter: Letter) -> Contents:
    """The receipt. Of a secret ballot it knows no more than that it was cast."""
    person, elector = await person_of(work, letter), await about(work, Elector, letter)
    poll = await work.get(Poll, elector.poll_id)
    assert poll, "an elector is one of a poll"
    told = await _poll(work, poll, person) | await city_parts(work, elector.city_id)
    ballot = await work.row(select(Ballot).where(Ballot.elector_id == elector.id))
    if ballot is None:
        return Contents(address_of(person), told | dict.fromkeys(("at", "choice", "remark", "name", "is_replaced"), ""))
    caster = await work.get(Person, ballot.cast_by_id)
    assert caster, "people stay"
    said = {
        "at": moment(ballot.cast_at, person),
        "choice": polls.worded(poll, elector.kind, ballot.said, person.language),
        "remark": ballot.remark,
        "name": caster.name,
        "is_replaced": "yes" if ballot.replaced else "",
    }
    return Contents(address_of(person), told | said)


async def _poll(work: Work, poll: Poll, person: Person) -> dict[str, str]:
    network = await network_parts(work, poll.network_id, person.language)
    link = f"{network['link']}/glosowania/{poll.public_id}"
    return network | {"question": poll.question, "until": moment(poll.closes_at, person), "link": link}
