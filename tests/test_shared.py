"""One execution for all who ask the same: nothing in it depends on who asks, for any document that may run so."""

import re
from collections.abc import Iterator
from typing import Any
from uuid import UUID, uuid4

import orjson
import pytest
from graphql import GraphQLObjectType, OperationDefinitionNode, OperationType, get_named_type, parse
from sqlalchemy import select

from hub import models, people
from hub.clock import now
from hub.database import StreamAudience, Viewer
from hub.events import AccessChanged, Batch, Heartbeat, ResyncRequired
from hub.models import Event, Language, Network, StreamKind
from schema import costs
from schema.context import Context
from schema.events import Event as ShownEvent
from schema.following import encoded
from schema.plans import Asked, asked, core
from tests.cast import NEWS, Hub, Person
from tests.test_contract import HOUSE, documents, with_fragments
from tests.whole import PERSONAL, each_for_viewer, reached, whole

pytestmark = pytest.mark.any_database

FOLLOW = {StreamKind.MEMBERS: ("member", "moderator", "coordinator"), StreamKind.EVERYONE: ("observer",)}
"""Who follows which stream of a network."""


def shared_documents() -> Iterator[tuple[str, str]]:
    """Of the page, of the guide, of the tests, and the one that asks for everything."""
    fragments = {name: text for _, text in documents() for name in re.findall(r"fragment (\w+) on", text)}
    for name, text in documents():
        if "networkEvents" in text:
            yield name, with_fragments(text, fragments)
    for text in re.findall(r'gql\("""(.*?)"""\)', (HOUSE / "docs" / "api.md").read_text(), re.DOTALL):
        if "networkEvents" in text:
            yield "the guide", text
    yield "the tests", NEWS
    yield "everything", whole(core)


def test_a_document_that_selects_a_marked_field_anywhere_never_runs_shared(subtests: pytest.Subtests) -> None:
    found = dict(each_for_viewer(core))
    assert {"Thread.unreadCount", "Thread.viewerCan", "Post.viewerCan", "Network.cursor"} <= set(found)
    for name, document in found.items():
        with subtests.test(name):
            assert asked(document, {"network": "network_x"}, None).plan.is_for_viewer


def plan_of(document: str, network: str) -> Asked:
    (operation,) = [node for node in parse(document).definitions if isinstance(node, OperationDefinitionNode)]
    assert operation.operation is OperationType.SUBSCRIPTION
    plan = asked(document, {"network": network}, None)
    assert not plan.plan.is_for_viewer
    return plan


async def news_of(hub: Hub, network: Network) -> list[Batch]:
    """Events of every kind that is told to many, about what observers see in that network and what they do not."""
    happened: list[Event] = []
    async with hub.database.reading(hub.operator) as work:
        for shown in [one for one in ShownEvent.__subclasses__() if one.__name__ not in PERSONAL]:
            about = await subjects(work, network, shown.__name__)
            kind = getattr(shown, "kind", "in_a_language_nobody_speaks")
            actor = (await work.rows(select(models.Post.author_id).limit(1)))[0]
            happened += [
                Event(stream_id=uuid4(), number=n, kind=kind, subject_id=id, actor_id=actor, at=now())
                for n, id in enumerate(about, len(happened) + 1)
            ]
    return [
        Batch("cursor", 7, happened),
        Batch("cursor", 7, control=Heartbeat(7)),
        Batch("cursor", 7, control=ResyncRequired()),
        Batch("cursor", 7, control=AccessChanged()),
    ]


async def subjects(work: Any, network: Network, kind: str) -> list[UUID]:
    """What events of that kind are about: rows of the type that they show."""
    shown = core.type_map[kind]
    assert isinstance(shown, GraphQLObjectType)
    own = [field for name, field in shown.fields.items() if name not in ("number", "at", "actor")]
    named = [get_named_type(field.type).name for field in own]
    model = getattr(models, named[0] if named and hasattr(models, named[0]) else "Thread")
    found = select(model.id).order_by(model.id)
    if model is models.Post:
        found = found.join(models.Thread).where(models.Thread.network_id == network.id).order_by(model.reply_to_id)
    elif model is Network:
        found = found.where(model.id == network.id)
    elif hasattr(model, "network_id"):
        found = found.where(model.network_id == network.id)
    if model is models.Result:  # of drafts nothing is told to many
        found = found.where(model.rung != models.Rung.AUTHORS)
    return list(await work.rows(found.limit(60)))


async def told(viewer: Viewer, plan: Asked, batch: Batch) -> bytes:
    async with viewer.database.reading(viewer) as work:
        return await encoded(plan, Context.on(work), batch)


@pytest.fixture(autouse=True)
def any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    """What asks for everything may be longer than what the hub reads from others."""
    monkeypatch.setattr(costs, "TOKENS", 100_000)


PIN = "mutation ($input: ModerateThreadInput!) { pinThread(input: $input) { thread { id } } }"


@pytest.fixture
async def network(hub: Hub, moderator: Person) -> Network:
    """With a line in its log."""
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    await moderator.ask(PIN, input={"threadId": thread})
    async with hub.database.reading(hub.operator) as work:
        found = await work.row(select(Network).where(Network.slug == "obywateli"))
    assert found
    return found


async def test_no_field_that_news_can_reach_asks_for_the_person_unless_it_is_marked(hub: Hub, network: Network) -> None:
    plan, seen = plan_of(whole(core), network.public_id), set()
    batches = await news_of(hub, network)
    for kind in FOLLOW:
        audience = StreamAudience(hub.database, stream=(kind, network.id))
        for batch in batches:
            payload = orjson.loads(await told(audience, plan, batch))
            assert "errors" not in payload, payload["errors"][:3]
            seen |= set(re.findall(r'"__typename":"(\w+)"', orjson.dumps(payload).decode()))
    assert reached(core) - seen == set(), "it can be reached, but nothing in the demo leads there"


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("kind", FOLLOW)
async def test_shared_and_single_execution_give_the_same_bytes(
    hub: Hub, network: Network, kind: StreamKind, language: Language, subtests: pytest.Subtests
) -> None:
    batches = await news_of(hub, network)
    singles = [
        await people.by_token(Viewer(hub.database, language=language), str((await hub.person(name)).token))
        for name in FOLLOW[kind]
    ]
    audience = StreamAudience(hub.database, language=language, stream=(kind, network.id))
    found = list(shared_documents())
    assert len(found) >= 4
    for name, document in found:
        plan = plan_of(document, network.public_id)
        with subtests.test(name):
            for batch in batches:
                shared = await told(audience, plan, batch)
                assert all([await told(single, plan, batch) == shared for single in singles])
