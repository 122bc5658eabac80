"""The letter about a remark: what the authors do about it, and why, to the city that made it."""

from hub import notices, permissions
from hub.database import Work
from hub.mail.material import Contents, Dropped, about, address_of, city_parts, network_parts, person_of
from hub.mail.notifying import listing_of, require_wanted
from hub.models import Language, Letter, NoticeKind, Person, Remark, Result, ResultVersion, Seat


async def remark_answered(work: Work, letter: Letter) -> Contents:
    """While its reader may still see the remark."""
    person, remark = await person_of(work, letter), await about(work, Remark, letter)
    await require_wanted(work, person, NoticeKind.REMARK_ANSWERED, remark.network_id)
    seen = await permissions.visible(notices.as_person(work, person.id), Remark)
    if not await work.row(seen.where(Remark.id == remark.id)):
        raise Dropped("They may not see it any more.")
    headers = listing_of(work, person, remark.network_id, "opracowania")
    return Contents(address_of(person), await _parts(work, remark, letter.language), headers=headers)


async def _parts(work: Work, remark: Remark, language: Language) -> dict[str, str]:
    network = await network_parts(work, remark.network_id, language)
    result, version = await work.get(Result, remark.result_id), await work.get(ResultVersion, remark.version_id)
    seat = await work.get(Seat, remark.seat_id) if remark.seat_id else None
    replier = await work.get(Person, remark.answered_by_id) if remark.answered_by_id else None
    assert result, "a remark is on a result"
    assert version, "and on a version of it"
    link = f"{network['link']}/opracowania/{result.public_id}#uwagi"
    return (network | await city_parts(work, seat.city_id if seat else None)) | {
        "title": version.title,
        "version": str(version.number),
        "paragraph": str(remark.paragraph or ""),
        "remark": remark.body,
        "answer": remark.answer.value if remark.answer else "",
        "reply": remark.reply,
        "name": replier.name if replier else "",
        "link": link,
    }
