"""Posts from Facebook: dates kept, nothing twice, all or nothing, and names that can be given or taken away."""

import json

import pytest

from hub import importing
from hub.errors import Invalid
from tests.cast import Hub, Person, Refused
from tests.test_importing import everything
from tests.test_reports import REPORT

CSV = """id;reply_to;author;date;title;text
1;;Anna Nowak;05.03.2024 14:20;;Czy ktoś ma wzór regulaminu budżetu obywatelskiego, który przeszedł przez radę?
2;1;Jan Kowalski;2024-03-05T15:02:00+01:00;;"Mamy.
Wyślę wieczorem."
3;2;Anna Nowak;2024-03-06;;Dziękuję!
4;;Jan Kowalski;2024-04-01 08:00;Spotkanie;Kto będzie w Tarnowie?
"""
BOARD = "Z Facebooka"
MARTA = {"name": "Marta Wilk", "isImported": False, "isFormer": False}
CLAIM = "mutation ($input: ClaimPostsInput!) { claimPosts(input: $input) { report { id isClaim outcome } } }"
CONFIRM = "mutation ($input: ConfirmClaimInput!) { confirmClaim(input: $input) { report { outcome } } }"
THREADS = """{ network(slug: "obywateli") { threads(first: 50) { edges { node { title createdAt board { title }
  posts(first: 20) { edges { node {
    id body createdAt author { name isImported isFormer } seat { city { name } } replyTo { body }
  } } }
} } } } }"""


async def bring(hub: Hub, written: str, is_dry: bool = False) -> list[tuple[int, str, bool]]:
    report = await importing.load_facebook(hub.operator, written.encode(), "obywateli", BOARD, is_dry)
    return [(told.number, told.what, told.is_wrong) for told in report]


async def on_board(person: Person) -> dict[str, list[dict[str, object]]]:
    """What the board holds, by the beginnings of titles."""
    found = (await person.ask(THREADS))["network"]["threads"]["edges"]
    ours = [edge["node"] for edge in found if edge["node"]["board"]["title"] == BOARD]
    return {thread["title"][:9]: [edge["node"] for edge in thread["posts"]["edges"]] for thread in ours}


async def test_posts_become_conversations_once_and_later_comments_come_after(hub: Hub, member: Person) -> None:
    before = await everything(hub)
    dry = await bring(hub, CSV, is_dry=True)
    assert await everything(hub) == before
    assert await bring(hub, CSV) == dry
    assert [what for _, what, _ in dry] == [
        "a new conversation", "an answer to 1", "an answer to 2", "a new conversation"
    ]  # fmt: skip
    assert {what for _, what, _ in await bring(hub, CSV)} == {"is there already"}
    later = CSV + "5;3;Ola;2024-03-07;;Ja też proszę.\n"
    assert [what for _, what, _ in await bring(hub, later)][-1] == "an answer to 3"
    held = await on_board(member)
    assert held.keys() == {"Czy ktoś ", "Spotkanie"}
    first, answer, thanks, last = held["Czy ktoś "]
    assert (first["createdAt"], answer["createdAt"]) == ("2024-03-05T13:20:00+00:00", "2024-03-05T14:02:00+00:00")
    assert (answer["body"], thanks["replyTo"]) == ("Mamy.\nWyślę wieczorem.", {"body": answer["body"]})
    assert last["body"] == "Ja też proszę."
    assert first["author"] == {"name": "Anna Nowak", "isImported": True, "isFormer": False}


@pytest.mark.any_database
async def test_json_with_comments_in_comments_says_the_same(hub: Hub, member: Person) -> None:
    posts = [
        {"id": 1, "author": "Anna", "date": "2024-03-05T14:20:00Z", "text": "Czy ktoś ma wzór?", "comments": [
            {"author": "Jan", "date": "2024-03-05 15:02", "text": "Mamy.", "comments": [
                {"author": "Anna", "date": "2024-03-06", "text": "Dziękuję!"}]}]},
    ]  # fmt: skip
    await bring(hub, json.dumps({"posts": posts}))
    assert {what for _, what, _ in await bring(hub, json.dumps(posts))} == {"is there already"}
    _, answer, thanks = (await on_board(member))["Czy ktoś "]
    assert thanks["replyTo"] == {"body": answer["body"]}


@pytest.mark.any_database
async def test_every_wrong_line_is_named_and_then_nothing_comes(hub: Hub) -> None:
    wrong = CSV + "4;;Jan;2024-04-01;;Znów\n6;77;Jan;2024-04-01;;Na co?\n7;;Jan;wczoraj;;Co?\n8;;;2024-04-01;;Kto?\n"
    before = await everything(hub)
    report = await bring(hub, wrong + f"9;;Jan;2024-04-01;;{'x' * 50_001}\n")
    assert [(number, what.partition(":")[0]) for number, what, is_wrong in report if is_wrong] == [
        (7, "has the id of line 6"),
        (8, "answers 77, which does not stand above it"),
        (9, "has no date that can be read"),
        (10, "has no author"),
        (11, "This has 50001 characters; at most 50000 fit."),
    ]
    for nonsense in ("", "a,b\n1,2\n", "[1, 2]", "{", '{"posts": 7}'):
        with pytest.raises(Invalid):
            await bring(hub, nonsense)
    assert await everything(hub) == before


@pytest.mark.any_database
async def test_posts_are_given_to_who_wrote_them_and_a_name_is_taken_away(hub: Hub, member: Person) -> None:
    await bring(hub, CSV)
    with pytest.raises(Invalid):
        await importing.give_posts(hub.operator, "obywateli", "Anna Nowak", "outsider@gdynia.example")
    assert await importing.give_posts(hub.operator, "obywateli", "Anna Nowak", "member@tarnow.example") == 2
    await importing.forget_name(hub.operator, "obywateli", "Jan Kowalski")
    await bring(hub, CSV + "5;1;Jan Kowalski;2024-03-09;;Jeszcze jedno.\n")
    first, answer, _, last = (await on_board(member))["Czy ktoś "]
    assert (first["author"], first["seat"]) == (MARTA, {"city": {"name": "Tarnów"}})
    assert (
        answer["author"]
        == last["author"]
        == {"name": "osoba, której już tu nie ma", "isImported": True, "isFormer": True}
    )


@pytest.mark.any_database
async def test_who_claims_imported_posts_gets_all_of_that_name_once_another_who_moderates_confirms_it(
    hub: Hub, member: Person, moderator: Person
) -> None:
    await bring(hub, CSV)
    anna, jan, *_ = (await on_board(member))["Czy ktoś "]
    said = {"postId": anna["id"], "reason": "Na Facebooku piszę jako Anna Nowak."}
    claim = (await member.ask(CLAIM, input=said))["claimPosts"]["report"]
    assert claim == (await member.ask(CLAIM, input=said))["claimPosts"]["report"]
    assert (claim["isClaim"], claim["outcome"]) == (True, None)
    own = (await moderator.ask(CLAIM, input=said | {"postId": jan["id"]}))["claimPosts"]["report"]
    plain = (await member.ask(REPORT, input=said | {"postId": jan["id"]}))["reportPost"]["report"]
    before = await on_board(member)
    for who, it in ((member, claim), (moderator, own), (moderator, plain)):
        await refused(who, CONFIRM, "NOT_ALLOWED", reportId=it["id"])
    assert await on_board(member) == before
    answer = (await moderator.ask(CONFIRM, input={"reportId": claim["id"]}))["confirmClaim"]
    assert answer == {"report": {"outcome": "CONFIRMED"}}
    given = (await on_board(member))["Czy ktoś "]
    assert [(post["body"], post["createdAt"]) for post in given] == [
        (post["body"], post["createdAt"]) for post in before["Czy ktoś "]
    ]
    assert [str(post["author"]) for post in given if post["seat"]] == [str(MARTA)] * 2
    await refused(moderator, CLAIM, "NOT_ALLOWED", **said)
    await refused(moderator, CONFIRM, "CONFLICT", reportId=claim["id"])


async def refused(person: Person, document: str, code: str, **said: object) -> None:
    with pytest.raises(Refused) as refusal:
        await person.ask(document, input=said)
    assert refusal.value.code == code
