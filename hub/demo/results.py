"""The demo's results, `results.toml`: written, issued, remarked on, released and adopted through the verbs."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import select

from hub import polls, results
from hub.database import Work
from hub.demo.polls import ask
from hub.models import (
    City,
    Network,
    Remark,
    RemarkAnswer,
    Result,
    ResultKind,
    Rung,
    Seat,
    Stance,
    Thread,
    Topic,
)

Ago = Callable[[datetime, str], datetime]
Writers = Mapping[str, Work]
_COORDINATOR = "coordinator@zmp.example"
_MODERATORS = {"obywateli": "moderator@zmp.example", "cyfrowe": "moderator.cyfrowe@zmp.example"}


async def draw_up(work: Work, entry: dict[str, Any], writers: Writers, ago: Ago) -> None:
    """The result with all that became of it, up to the moment of loading."""
    network = await _row(work, select(Network).where(Network.slug == entry["network"]))
    author, moderator = writers[entry["author"]], writers[_MODERATORS[entry["network"]]]
    result: Result | None = None
    for version in entry["version"]:
        draft = await _draft(work, network, entry, version)
        writing = _at(author, ago(work.at, version["written"]))
        if result is None:
            result = await results.start(writing, network.public_id, draft)
        else:
            result = await results.edit(writing, result.public_id, draft)
        if "issued" in version:
            await results.issue(_at(moderator, ago(work.at, version["issued"])), result.public_id)
            await _release(work, result, entry, version["issued"], writers, ago)
            await _opinions(work, result, version, writers, ago)
    assert result, "a result has a version"
    await _end(work, result, entry, writers, ago)
    await results.do_due(work.aside(work.viewer, work.at))


async def _opinions(work: Work, result: Result, version: dict[str, Any], writers: Writers, ago: Ago) -> None:
    """The remarks on paragraphs, then the vote with its remarks, then the answers to all of them."""
    newest = await results.newest(work, result)
    for said in version.get("remark", []):
        remarking = _at(writers[said["by"]], ago(work.at, said["ago"]))
        await results.remark(remarking, newest.public_id, said["body"], said.get("paragraph"))
    for poll in version.get("poll", []):
        asker = writers[poll["by"]]
        await ask(work, poll | {"network": await _slug(work, result), "version": newest}, dict(writers), ago)
        await polls.decide(asker)
        await results.take_remarks(asker)
        asker.news.clear()
    remarks = await work.rows(select(Remark).where(Remark.version_id == newest.id).order_by(Remark.created_at))
    for said in version.get("answer", []):
        remark = next(it for it in remarks if said["to"] in it.body)
        if remark.ballot_id:
            remark.created_at = ago(work.at, said["ago"]) - timedelta(days=1)
        replying = _at(writers[said["by"]], ago(work.at, said["ago"]))
        await results.answer(replying, remark.public_id, RemarkAnswer(said["answer"]), said["reply"])


async def _end(work: Work, result: Result, entry: dict[str, Any], writers: Writers, ago: Ago) -> None:
    for said in entry.get("stance", []):
        remark = await _row(work, select(Remark).where(Remark.result_id == result.id, Remark.body.contains(said["of"])))
        settling = _at(writers[said["by"]], ago(work.at, said["ago"]))
        await results.settle(settling, remark.public_id, Stance(said["says"]))
    if "adopted" in entry:
        moderator = writers[_MODERATORS[entry["network"]]]
        await results.adopt(_at(moderator, ago(work.at, entry["adopted"])), result.public_id)
        await _release(work, result, entry, entry["adopted"], writers, ago)
    if "withdrawn" in entry:
        await results.do_due(work.aside(work.viewer, work.at))
        coordinator = _at(writers[_COORDINATOR], ago(work.at, entry["withdrawn"]))
        await results.withdraw(coordinator, result.public_id, entry["reason"])
    if "accepted" in entry:
        version = await results.newest(work, result)
        for email in entry["accepted"]:
            await results.accept(_at(writers[email], ago(work.at, entry["adopted"])), version.public_id)


async def _release(work: Work, result: Result, entry: dict[str, Any], when: str, writers: Writers, ago: Ago) -> None:
    """By the ladder of the entry; what is only for later is said with a plus. What is not adopted is not published."""
    dates: dict[Rung, datetime | None] = {Rung.MEMBERS: result.members_at}
    for name, at in entry.get("ladder", {}).items():
        later = at.startswith("+")
        dates[Rung(name)] = work.at + timedelta(days=int(at[1:-1])) if later else ago(work.at, at)
    if not result.adopted_at:
        dates.pop(Rung.PUBLIC, None)
    if entry["kind"] != "rules" and len(dates) > 1:
        await results.release(_at(writers[_COORDINATOR], ago(work.at, when)), result.public_id, dates)


async def _draft(work: Work, network: Network, entry: dict[str, Any], version: dict[str, Any]) -> results.Draft:
    seats = select(Seat).join(City, City.id == Seat.city_id).where(Seat.network_id == network.id)
    threads = select(Thread).where(Thread.network_id == network.id, Thread.title.in_(entry.get("threads", [])))
    topics = select(Topic).where(Topic.network_id == network.id, Topic.title.in_(entry.get("topics", [])))
    return results.Draft(
        title=entry["title"],
        body=version["body"],
        kind=ResultKind(entry["kind"]),
        summary=version.get("summary", entry.get("summary", "")),
        changes=version.get("changes", ""),
        seat_ids=[seat.public_id for seat in await work.rows(seats.where(City.name.in_(entry["cities"])))],
        thread_ids=[thread.public_id for thread in await work.rows(threads)],
        topic_ids=[topic.public_id for topic in await work.rows(topics)],
    )


def _at(who: Work, moment: datetime) -> Work:
    return replace(who, at=moment)


async def _slug(work: Work, result: Result) -> str:
    network = await work.get(Network, result.network_id)
    assert network
    return network.slug


async def _row(work: Work, statement: Any) -> Any:
    row = await work.row(statement)
    assert row, "the demo names something that is not there"
    return row
