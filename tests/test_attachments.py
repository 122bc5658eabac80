"""Attachments: who hangs a file on what, who is shown it, and that it goes with its post."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select, update

from hub import clock, files, models, people
from hub.database import Work
from hub.leases import Holder
from hub.models import File, Lease, Standing
from tests.cast import ADDRESSES, Hub, Person, Refused
from tests.sending import POSTS, get, post_with, sent
from tests.test_closed import bytes_of, never
from tests.test_faces import picture

EDIT = "mutation ($input: EditPostInput!) { editPost(input: $input) { post { files { name } } } }"
REMOVE = "mutation ($input: RemovePostInput!) { removePost(input: $input) { post { files { name } } } }"
DESCRIBE = "mutation ($input: DescribeFileInput!) { describeFile(input: $input) { file { alt } } }"


async def files_of(person: Person, post: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = (await person.ask(POSTS, id=post))["node"]["files"]
    return found


async def test_a_file_is_attached_once_by_who_sent_it_and_in_its_network(
    hub: Hub, member: Person, moderator: Person
) -> None:
    first, second = await sent(hub, member), await sent(hub, member, picture("PNG"), "mapa.png")
    with pytest.raises(Refused) as anothers:
        await post_with(hub, moderator, first["id"])
    post = await post_with(hub, member, second["id"], first["id"], second["id"])
    assert [file["name"] for file in await files_of(moderator, post)] == ["mapa.png", "Scenariusz spaceru.pdf"]
    with pytest.raises(Refused) as twice:
        await post_with(hub, member, first["id"])
    with pytest.raises(Refused) as unknown:
        await post_with(hub, member, never(first["id"]))
    with pytest.raises(Refused) as many:
        await post_with(hub, member, *(never(first["id"]) for _ in range(files.LIMIT + 1)))
    for refused in (anothers, twice, unknown, many):
        assert (refused.value.code, refused.value.field) == ("INVALID", "fileIds")
    assert anothers.value.message == twice.value.message == unknown.value.message


async def test_edit_gives_takes_and_leaves_files(hub: Hub, member: Person, moderator: Person) -> None:
    first, second = await sent(hub, member), await sent(hub, member, name="Karty pytań.pdf")
    post = await post_with(hub, member, first["id"])
    said = {"postId": post, "body": "Poprawione."}
    for ids, names in (
        (None, ["Scenariusz spaceru.pdf"]),
        ([second["id"], first["id"]], ["Karty pytań.pdf", "Scenariusz spaceru.pdf"]),
        ([second["id"]], ["Karty pytań.pdf"]),
    ):
        edited = await member.ask(EDIT, input=said | {"fileIds": ids})
        assert [file["name"] for file in edited["editPost"]["post"]["files"]] == names
    assert (await get(moderator, first["address"])).status_code == 404
    with pytest.raises(Refused):
        await member.ask(EDIT, input=said | {"fileIds": [first["id"]]})


async def test_what_it_shows_is_said_by_who_sent_it_and_heard_with_the_post(
    hub: Hub, member: Person, moderator: Person
) -> None:
    file = await sent(hub, member, picture("PNG"), "mapa.png")
    await member.ask(DESCRIBE, input={"fileId": file["id"], "alt": "Mapa trasy", "idempotencyKey": "raz"})
    await member.ask(DESCRIBE, input={"fileId": file["id"], "alt": "Mapa trasy", "idempotencyKey": "raz"})
    post = await post_with(hub, member, file["id"])
    with pytest.raises(Refused) as refused:
        await moderator.ask(DESCRIBE, input={"fileId": file["id"], "alt": "Co innego"})
    assert refused.value.code == "NOT_ALLOWED"
    network = await hub.network()
    async with moderator.hearing(network["id"], network["cursor"]) as news:
        await member.ask(DESCRIBE, input={"fileId": file["id"], "alt": "Mapa trasy z siedmioma przystankami"})
        assert [event["__typename"] for event in await news.hear(1)] == ["PostEdited"]
    assert (await files_of(moderator, post))[0]["alt"] == "Mapa trasy z siedmioma przystankami"


async def test_who_does_not_see_the_post_gets_what_is_got_where_nothing_is(
    hub: Hub, member: Person, observer: Person, outsider: Person
) -> None:
    """Also by as many statements, and none of them for bytes: how long it takes tells nothing."""
    colleague = await hub.person("colleague")
    file = await sent(hub, member, picture("PNG"), "mapa.png")
    assert (await get(colleague, file["address"])).status_code == 404, "an upload is its sender's"
    await post_with(hub, member, file["id"])
    assert (await get(colleague, file["address"])).status_code == 200
    await hub.database.transact(hub.operator, _end_colleague)
    for person in (observer, outsider, colleague, hub.stranger):
        for end in ("", "/preview"):
            answers, asked = [], []
            for id in (file["id"], never(file["id"])):
                async with hub.statements() as said:
                    answers.append(bytes_of(await get(person, f"/files/{id}{end}", range="bytes=0-3"), id))
                asked.append([statement for statement in said if "FROM file" in statement])  # not the jobs
            assert answers[0] == answers[1]
            assert asked[0] == asked[1]
            assert answers[0][0] in (401, 404)
    for path in ("/files/..%2f..%2fetc%2fpasswd", "/files/%2e%2e/secret", "/files/", "/files/a%00b"):
        assert (await get(member, path)).status_code == 404


async def _end_colleague(work: Work) -> None:
    colleagues = models.Person.email == ADDRESSES["colleague"]
    held = select(Standing).join(models.Person, models.Person.id == Standing.person_id).where(colleagues)
    for standing in await work.rows(held):
        await people.end_standing(work, standing.id)


async def test_it_is_served_with_safe_headers_and_in_parts(hub: Hub, member: Person, observer: Person) -> None:
    file = await sent(hub, member)
    await post_with(hub, member, file["id"], board="Konsultacje społeczne")
    whole = await get(observer, file["address"])
    assert (whole.status_code, whole.headers["content-type"]) == (200, "application/pdf")
    assert whole.headers["content-disposition"] == "attachment; filename*=UTF-8''Scenariusz%20spaceru.pdf"
    assert whole.headers["x-content-type-options"] == "nosniff"
    assert whole.headers["content-security-policy"] == "sandbox; default-src 'none'"
    assert whole.headers["cache-control"].startswith("private")
    assert (await get(observer, file["address"], **{"if-none-match": whole.headers["etag"]})).status_code == 304
    for asked, start, end in (
        ("bytes=0-3", 0, 4),
        ("bytes=5-", 5, None),
        ("bytes=-6", -6, None),
        ("bytes=2-9999", 2, None),
    ):
        part = await get(observer, file["address"], range=asked)
        assert (part.status_code, part.content) == (206, whole.content[start:end])
    beyond = await get(observer, file["address"], range="bytes=9999-")
    assert (beyond.status_code, beyond.headers["content-range"]) == (416, f"bytes */{file['size']}")
    for odd in ("bytes=0-1,4-5", "bytes=-", "lines=1-2", "bytes=" + "9" * 40 + "-"):
        assert (await get(observer, file["address"], range=odd)).content == whole.content


async def test_with_its_post_a_file_goes_and_then_its_bytes(hub: Hub, member: Person, moderator: Person) -> None:
    file, lonely = await sent(hub, member, picture("PNG"), "mapa.png"), await sent(hub, member)
    taken_back = await sent(hub, member, name="pomyłka.pdf")
    assert (await member.web.delete(member.origin + taken_back["address"], headers=member.headers)).status_code == 200
    post = await post_with(hub, member, file["id"])
    assert (await member.web.delete(member.origin + file["address"], headers=member.headers)).status_code == 403
    rows = {row.name: row for row in await rows_of(hub, file["id"], lonely["id"], taken_back["id"])}
    assert (await member.ask(REMOVE, input={"postId": post}))["removePost"]["post"]["files"] == []
    assert (await get(moderator, file["address"])).status_code == 404
    await a_day_passes(hub)
    await files.forget(await postman(hub))
    assert await rows_of(hub, file["id"], lonely["id"], taken_back["id"]) == []
    store = files.Store(hub.settings)
    for row in rows.values():
        for key in (row.key, row.key + files.PREVIEW):
            with pytest.raises(Exception, match="could not be done"):
                await store.get(key)


async def rows_of(hub: Hub, *ids: str) -> list[File]:
    async with hub.database.reading(hub.operator) as work:
        return [row for row in await work.rows(select(File)) if row.public_id in ids]


async def a_day_passes(hub: Hub) -> None:
    """For what was sent."""

    async def verb(work: Work) -> None:
        await work.execute(update(File).values(created_at=work.at - timedelta(hours=25)))

    await hub.database.transact(hub.operator, verb)


async def postman(hub: Hub) -> Holder:
    """Who does the jobs, instead of the hub's own runner."""
    holder = Holder(hub.operator)

    async def take(work: Work) -> None:
        await work.execute(update(Lease).values(holder=holder.id, fence=99, until=clock.now() + timedelta(days=1)))

    await hub.database.transact(hub.operator, take)
    holder.fence = 99
    return holder
