"""Notices: whom news concerns is told, in the page and at once by mail, as they chose; and nobody else."""

import asyncio
from collections.abc import AsyncIterator, Iterator
from email.message import EmailMessage
from typing import Any

import pytest
from sqlalchemy import select

from hub import mail, people
from hub.database import Work
from hub.models import Letter, LetterKind, Standing
from hub.models import Person as Somebody
from tests.ballot_box import opened
from tests.cast import ADDRESSES, Hub, Person, Refused, serving
from tests.conftest import settings_for
from tests.drafts import TITLE, issued, versions
from tests.drafts import started as begun
from tests.patience import PATIENCE
from tests.postbox import Postbox, postbox, text_of

NOTICES = """
{ viewer { unseenNoticeCount }
  notices { edges { node { id kind seenAt actor { name } network { slug } thread { title } post { body } } } } }
"""
REPLY = "mutation ($input: ReplyInput!) { reply(input: $input) { post { id thread { noticeLevel } } } }"
START = "mutation ($input: StartThreadInput!) { startThread(input: $input) { thread { id noticeLevel } } }"
ANNOUNCE = "mutation ($input: StartThreadInput!) { announce(input: $input) { thread { id isAnnouncement } } }"
HIDE = "mutation ($input: HidePostInput!) { hidePost(input: $input) { post { id } } }"
SEE = "mutation ($input: SeeNoticesInput!) { seeNotices(input: $input) { unseenCount } }"
READ = "mutation ($input: MarkReadInput!) { markRead(input: $input) { thread { id } } }"
SETTINGS = "isOn atOnce rhythm weekday hour networks { network { id slug } level mails }"
OF_NETWORK = (
    f"mutation ($input: SetNetworkNoticesInput!) {{ setNetworkNotices(input: $input) {{ settings {{ {SETTINGS} }} }} }}"
)
OF_THREAD = "mutation ($input: SetThreadNoticesInput!) { setThreadNotices(input: $input) { thread { noticeLevel } } }"
OF_MAIL = (
    f"mutation ($input: SetNoticeSettingsInput!) {{ setNoticeSettings(input: $input) {{ settings {{ {SETTINGS} }} }} }}"
)
UNSUBSCRIPTION = "query ($link: String!) { unsubscription(link: $link) { networkName isDone } }"


@pytest.fixture
def box() -> Iterator[Postbox]:
    with postbox() as opened:
        yield opened


@pytest.fixture
async def hub(url: str, box: Postbox) -> AsyncIterator[Hub]:
    async with serving(settings_for(url, smtp_url=box.url, inbound_domain="odpowiedz.example")) as served:
        yield served


async def started(hub: Hub, by: Person, title: str = "Kto prowadził spacer badawczy?") -> tuple[str, str]:
    """The ids of a new thread on the first board, and of its first post."""
    boards = (await hub.network())["boards"]
    input = {"boardId": next(iter(boards.values())), "title": title, "body": "Szukamy scenariusza na trzy godziny."}
    thread = (await by.ask(START, input=input))["startThread"]["thread"]["id"]
    posts = "query ($id: ID!) { node(id: $id) { ... on Thread { posts { edges { node { id } } } } } }"
    found = await by.ask(posts, id=thread)
    return thread, found["node"]["posts"]["edges"][0]["node"]["id"]


async def answered(by: Person, thread: str, post: str | None, body: str = "Prowadziliśmy w maju, mamy zgody.") -> str:
    input = {"threadId": thread, "replyToId": post, "body": body}
    return str((await by.ask(REPLY, input=input))["reply"]["post"]["id"])


async def told(person: Person) -> list[dict[str, Any]]:
    return [edge["node"] for edge in (await person.ask(NOTICES))["notices"]["edges"]]


async def count(person: Person) -> int:
    return int((await person.ask(NOTICES))["viewer"]["unseenNoticeCount"])


def to(box: Postbox, name: str) -> list[EmailMessage]:
    return [letter for letter in box.letters if letter["To"] == ADDRESSES[name]]


async def ends(hub: Hub, kind: LetterKind = LetterKind.NOTICE) -> list[str]:
    """How each letter of that kind ended, once none waits."""
    async with asyncio.timeout(PATIENCE):
        while True:
            async with hub.database.reading(hub.operator) as work:
                letters = await work.rows(select(Letter).order_by(Letter.created_at))
            if not any(letter.due_at for letter in letters):
                return ["sent" if letter.sent_at else "dropped" for letter in letters if letter.kind is kind]
            await asyncio.sleep(0.05)


async def test_who_is_answered_is_told_in_the_page_and_by_mail_and_nobody_else(
    hub: Hub, box: Postbox, member: Person, moderator: Person, observer: Person, outsider: Person
) -> None:
    before = {name: await told(await hub.person(name)) for name in ADDRESSES}
    unseen = await count(member)
    thread, post = await started(hub, member)
    await answered(moderator, thread, post)
    notice, *others = await told(member)
    assert others == before["member"]
    assert notice["kind"] == "REPLY"
    assert notice["post"]["body"] == "Prowadziliśmy w maju, mamy zgody."
    assert await count(member) == unseen + 1
    for name in ("moderator", "observer", "outsider", "colleague", "coordinator"):
        assert await told(await hub.person(name)) == before[name]
    await box.wait_for_one_to(ADDRESSES["member"])
    (letter,) = to(box, "member")
    assert "Prowadziliśmy w maju" in text_of(letter)
    assert "Kto prowadził spacer badawczy?" in letter["Subject"]
    assert letter["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert f"<{thread}@" in letter["References"]
    assert letter["Reply-To"].endswith("@odpowiedz.example")
    assert len(box.letters) == 1


async def test_a_level_says_what_one_is_told_of_a_network_and_of_a_thread(
    hub: Hub, member: Person, moderator: Person
) -> None:
    thread, post = await started(hub, member)
    network = (await hub.network())["id"]
    before = len(await told(member))
    for level in ("WAITING", "NOTHING"):
        await member.ask(OF_NETWORK, input={"networkId": network, "level": level})
        await answered(moderator, thread, post)
        assert len(await told(member)) == before, level
    chosen = await member.ask(OF_THREAD, input={"threadId": thread, "level": "CONCERNING"})
    assert chosen["setThreadNotices"]["thread"]["noticeLevel"] == "CONCERNING"
    await answered(moderator, thread, post)
    assert len(await told(member)) == before + 1, "a thread's level stands above the network's"
    await member.ask(OF_THREAD, input={"threadId": thread})
    await answered(moderator, thread, post)
    assert len(await told(member)) == before + 1
    with pytest.raises(Refused) as refused:
        await member.ask(OF_MAIL, input={"hour": 24})
    assert (refused.value.code, refused.value.field) == ("INVALID", "hour")


@pytest.mark.any_database
async def test_who_starts_or_writes_follows_and_can_stop(hub: Hub, member: Person, moderator: Person) -> None:
    thread, _ = await started(hub, member)
    level = "query ($id: ID!) { node(id: $id) { ... on Thread { noticeLevel } } }"
    for person, expected in ((member, "EVERYTHING"), (moderator, "CONCERNING")):
        assert (await person.ask(level, id=thread))["node"]["noticeLevel"] == expected
    await answered(moderator, thread, None)
    assert (await moderator.ask(level, id=thread))["node"]["noticeLevel"] == "EVERYTHING"
    await moderator.ask(OF_THREAD, input={"threadId": thread, "level": "NOTHING"})
    await answered(moderator, thread, None)
    assert (await moderator.ask(level, id=thread))["node"]["noticeLevel"] == "NOTHING", "writing again changes nothing"


async def test_an_announcement_reaches_everybody_at_once_but_those_who_want_nothing(
    hub: Hub, box: Postbox, member: Person, moderator: Person, observer: Person, outsider: Person
) -> None:
    found = await hub.network()
    colleague = await hub.person("colleague")
    await colleague.ask(OF_NETWORK, input={"networkId": found["id"], "level": "NOTHING"})
    await member.ask(OF_MAIL, input={"rhythm": "NEVER", "atOnce": False})
    board = await moderator.ask(
        """query ($slug: String!) { network(slug: $slug) {
             boards { edges { node { id audience viewerCan { announce { allowed } } } } } } }""",
        slug="obywateli",
    )
    boards = [edge["node"] for edge in board["network"]["boards"]["edges"]]
    (open_board, *_) = [it for it in boards if it["audience"] != "MEMBERS"]
    assert open_board["viewerCan"]["announce"]["allowed"]
    input = {"boardId": open_board["id"], "title": "Jutro zaczynamy o 11.00", "body": "Pociąg o 8.10 nie jedzie."}
    with pytest.raises(Refused) as refused:
        await member.ask(ANNOUNCE, input=input)
    assert refused.value.code == "NOT_ALLOWED"
    before = len(await told(outsider))
    await moderator.ask(ANNOUNCE, input=input)
    for name in ("member", "observer", "coordinator"):
        await box.wait_for_one_to(ADDRESSES[name])
        assert (await told(await hub.person(name)))[0]["kind"] == "ANNOUNCEMENT"
    assert to(box, "observer")[0]["Subject"].startswith("Ogłoszenie: Jutro zaczynamy o 11.00")
    await ends(hub)
    assert [to(box, name) for name in ("moderator", "outsider", "colleague")] == [[], [], []]
    assert len(await told(outsider)) == before


async def test_nothing_is_mailed_that_its_reader_may_no_longer_see(
    hub: Hub, box: Postbox, member: Person, moderator: Person
) -> None:
    """Hidden, out of sight, read, or unwanted between the queue and the sending: each time the letter is dropped."""
    box.close()
    hidden, thread, read, unwanted = [await started(hub, member, f"Rozmowa {n}") for n in range(4)]
    post = await answered(moderator, *hidden)
    await moderator.ask(HIDE, input={"postId": post, "reason": "dane osobowe"})
    await answered(moderator, *read)
    await member.ask(READ, input={"threadId": read[0], "position": 2})
    await answered(moderator, *unwanted)
    await member.ask(OF_THREAD, input={"threadId": unwanted[0], "level": "NOTHING"})
    left = await hub.person("colleague")
    theirs, first = await started(hub, left, "Odchodzę")
    await answered(moderator, theirs, first)
    await leave(hub, "colleague")
    box.open()
    await hub_retries(hub)
    assert await ends(hub) == ["dropped"] * 4
    assert box.letters == []
    assert await told(left) == []
    await answered(moderator, *thread)
    await box.wait_for_one_to(ADDRESSES["member"])


async def leave(hub: Hub, name: str) -> None:
    async def end(work: Work) -> None:
        held = select(Standing).join(Somebody, Somebody.id == Standing.person_id)
        for standing in await work.rows(held.where(Somebody.email == ADDRESSES[name], Standing.until.is_(None))):
            await people.end_standing(work, standing.id)

    await hub.database.transact(hub.operator, end)


async def hub_retries(hub: Hub) -> None:
    await mail.retry(hub.operator)
    hub.database.posted.set()


async def test_a_notice_is_told_live_and_is_seen_on_every_device(hub: Hub, member: Person, moderator: Person) -> None:
    thread, post = await started(hub, member)
    follow = """subscription { personalEvents { cursor control { __typename }
      events { __typename ... on NoticeAdded { notice { kind thread { title } } } ... on NoticesSeen { number } } } }"""
    async with member.following(follow) as news:
        assert (await news.message())["payload"]["data"]["personalEvents"]["control"]["__typename"] == "Heartbeat"
        await answered(moderator, thread, post)
        (event,) = (await news.message())["payload"]["data"]["personalEvents"]["events"]
        assert event == {
            "__typename": "NoticeAdded",
            "notice": {"kind": "REPLY", "thread": {"title": "Kto prowadził spacer badawczy?"}},
        }
        assert (await member.ask(SEE, input={}))["seeNotices"]["unseenCount"] == 0
        (event,) = (await news.message())["payload"]["data"]["personalEvents"]["events"]
        assert event["__typename"] == "NoticesSeen"
    await answered(moderator, thread, post)
    assert await count(member) == 1
    await member.ask(READ, input={"threadId": thread, "position": 3})
    assert await count(member) == 0, "who has read the post has seen the notice"


async def test_mail_ends_with_one_click_and_without_signing_in(
    hub: Hub, box: Postbox, member: Person, moderator: Person, capsys: pytest.CaptureFixture[str]
) -> None:
    thread, post = await started(hub, member)
    before = await count(member)
    await answered(moderator, thread, post)
    await box.wait_for_one_to(ADDRESSES["member"])
    link = to(box, "member")[0]["List-Unsubscribe"].strip("<>")
    path = link.removeprefix(hub.settings.origin)
    token = path.rpartition("/")[2]
    offered = {"networkName": "Miasto obywateli", "isDone": False}
    assert (await hub.web.get(hub.origin + path)).status_code in (200, 503), "503 where the page is not built"
    assert (await hub.stranger.ask(UNSUBSCRIPTION, link=token))["unsubscription"] == offered, "fetching ends nothing"
    assert (await hub.web.post(hub.origin + path[:-2] + "aa")).status_code == 404
    assert (await hub.stranger.ask(UNSUBSCRIPTION, link=token))["unsubscription"] == offered
    assert (await hub.web.post(hub.origin + path, data={"List-Unsubscribe": "One-Click"})).status_code == 204
    assert (await hub.stranger.ask(UNSUBSCRIPTION, link=token))["unsubscription"] == offered | {"isDone": True}
    await answered(moderator, thread, post)
    assert await ends(hub) == ["sent"]
    assert await count(member) == before + 2, "the page still tells"
    settings = (await member.ask(f"{{ noticeSettings {{ {SETTINGS} }} }}"))["noticeSettings"]
    assert [it["mails"] for it in settings["networks"] if it["network"]["slug"] == "obywateli"] == [False]
    assert settings["isOn"]
    assert token not in "".join(capsys.readouterr())


async def test_the_first_letter_of_an_opinion_holds_the_question_the_deadline_and_the_document(
    hub: Hub, box: Postbox
) -> None:
    moderator = await hub.person("moderator")
    result = await begun(await hub.person("member"), hub)
    version = versions(await issued(moderator, result["id"]))[0]
    asked = await opened(moderator, hub, versionId=version["id"], question="Jaka opinia?", voters="MEMBERS")
    await box.wait_for_one_to(ADDRESSES["member"])
    (letter,) = [it for it in box.letters if it["To"] == ADDRESSES["member"]]
    said = text_of(letter)
    assert "Jaka opinia?" in letter["Subject"]
    assert "Głos można oddać do" in said
    assert f"{TITLE} (wersja 1)" in said
    assert "> Pierwszy akapit o zorzy." in said
    assert f"/glosowania/{asked['id']}/karta" in said
    assert ADDRESSES["observer"] not in {it["To"] for it in box.letters}, "they do not see it yet"
