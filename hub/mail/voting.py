"""Letters about polls: that one was opened, soon ends, waits to be cast or looked at again, and receipts."""

from sqlalchemy import select

from hub import files, markdown, notices, permissions, polls
from hub.database import Work
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
from hub.mail.notifying import listing_of, require_wanted
from hub.mail.writing import Paragraph
from hub.models import (
    Ballot,
    Elector,
    FileOwner,
    Language,
    Letter,
    LetterKind,
    NoticeKind,
    Person,
    Poll,
    PollState,
    ResultVersion,
)

_DOCUMENT = {
    Language.PL: ("wersja", "Załącznik", "Karta do druku: pytanie, tekst i miejsce na podpis"),
    Language.EN: ("version", "Attached", "To be printed: the question, the text and room for a signature"),
}


async def poll_told(work: Work, letter: Letter) -> Contents:
    """To those who vote in it, while it is open; of the review, to those who look after the network."""
    person, poll = await person_of(work, letter), await about(work, Poll, letter)
    if poll.state is not PollState.OPEN and letter.kind is not LetterKind.REVIEW_DUE:
        raise Dropped("It has ended.")
    await require_wanted(work, person, NoticeKind(letter.kind.value), poll.network_id, poll.thread_id)
    if letter.kind is not LetterKind.REVIEW_DUE:
        await _is_awaited(work, poll, person, letter)
    told = {"description": poll.description, "is_secret": "yes" if poll.is_secret else "", "outcome": poll.outcome}
    headers = listing_of(work, person, poll.network_id, "glosowania")
    document = await _document(work, poll, person) if letter.kind is LetterKind.POLL_OPENED else []
    return Contents(address_of(person), await _poll(work, poll, person) | told, document, headers)


async def _document(work: Work, poll: Poll, person: Person) -> list[Paragraph]:
    """The version that is voted on, if they may read it: all its text, its files and how it is printed."""
    theirs = notices.as_person(work, person.id)
    seen = (await permissions.visible(theirs, ResultVersion)).where(ResultVersion.id == poll.version_id)
    if (version := await work.row(seen)) is None:
        return []
    origin, network = settings_of(work).origin, await network_parts(work, poll.network_id, person.language)
    numbered, attached, sheet = _DOCUMENT[person.language]
    hanging = (await files.of(theirs, FileOwner.VERSION, [version.id])).get(version.id, [])
    printed = f"{network['link']}/glosowania/{poll.public_id}/karta"
    return [
        Paragraph(f"{version.title} ({numbered} {version.number})", is_heading=True),
        Paragraph(version.summary),
        Paragraph(version.body, html=markdown.render(version.body)),
        *(Paragraph(f"{attached}: {it.name}", link=f"{origin}/files/{it.public_id}", is_line=True) for it in hanging),
        Paragraph(sheet, link=printed, is_line=True),
    ]


async def _is_awaited(work: Work, poll: Poll, person: Person, letter: Letter) -> None:
    """A reminder goes only to whose city has still not voted."""
    if letter.kind is LetterKind.POLL_ENDING:
        theirs = notices.as_person(work, person.id)
        if not await work.pairs(await polls.awaited(theirs, [poll.id])):
            raise Dropped("They have voted.")


async def ballot_cast(work: Work, letter: Letter) -> Contents:
    """The receipt. Of a secret ballot it knows no more than that it was cast."""
    person, elector = await person_of(work, letter), await about(work, Elector, letter)
    poll = await work.get(Poll, elector.poll_id)
    assert poll, "an elector is one of a poll"
    told = await _poll(work, poll, person) | await city_parts(work, elector.city_id)
    ballot = await work.row(select(Ballot).where(Ballot.elector_id == elector.id))
    if ballot is None:
        return Contents(
            address_of(person), told | dict.fromkeys(("at", "choice", "remark", "name", "is_replaced", "is_paper"), "")
        )
    caster = await work.get(Person, ballot.cast_by_id)
    assert caster, "people stay"
    said = {
        "at": moment(ballot.cast_at, person),
        "choice": polls.worded(poll, elector.kind, ballot.said, person.language),
        "remark": ballot.remark,
        "name": caster.name,
        "is_replaced": "yes" if ballot.replaced else "",
        "is_paper": "yes" if ballot.is_paper else "",
    }
    return Contents(address_of(person), told | said)


async def _poll(work: Work, poll: Poll, person: Person) -> dict[str, str]:
    network = await network_parts(work, poll.network_id, person.language)
    link = f"{network['link']}/glosowania/{poll.public_id}"
    return network | {"question": poll.question, "until": moment(poll.closes_at, person), "link": link}
