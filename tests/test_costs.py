"""A document that asks for too much is refused before it is run, by one error that says what to ask less of."""

import pytest
from graphql import get_introspection_query

from schema.costs import LIMITS, checked
from schema.root import schema
from tests.cast import Hub, Person, Refused
from tests.test_contract import whole_documents

pytestmark = pytest.mark.any_database


def _asked(*levels: str) -> str:
    """A document that asks for each within the one before."""
    return "".join("{ " + level + " " for level in levels) + "}" * len(levels)


def _paged(field: str, first: str = "100") -> tuple[str, ...]:
    return f"{field}(first: {first})", "edges", "node"


def _fields(number: int, field: str) -> str:
    return _asked(" ".join(field.format(at) for at in range(number)))


_NETWORK = 'network(slug: "obywateli")'
_DEEP = _asked(_NETWORK, *_paged("boards", "1"), *(*_paged("threads", "1"), "board") * 4, "id")
_CHAIN = " ".join(f"fragment f{at} on Viewer {{ ...f{at + 1} ...f{at + 1} }}" for at in range(60))
_IDS = '"x", ' * 100

TOO_MUCH = {
    "depth": [_DEEP],
    "selections": [f"{{ viewer {{ ...f0 }} }} {_CHAIN} fragment f60 on Viewer {{ email }}", _fields(501, "__typename")],
    "aliases": [_fields(21, "a{}: __typename"), _fields(200, "a{}: __schema {{ description }}")],
    "directives": [_fields(1, "__typename" + " @aa" * 11), "query" + " @include(if: true)" * 11 + " { __typename }"],
    "operations": [" ".join(f"query q{at} {{ __typename }}" for at in range(6))],
    "tokens": [_fields(1, "__typename" + "#\n" * 300), _fields(1, "id" + "@aa" * 10_000), "{ a(b: " + "[" * 2_000],
    "cost": [
        _asked(_NETWORK, *_paged("threads"), *_paged("posts"), "id"),
        "query ($many: Int)" + _asked(_NETWORK, *_paged("threads"), *_paged("posts", "$many"), "id"),
        _asked(f"nodes(ids: [{_IDS}])", "... on Network", *_paged("threads"), "id"),
    ],
}


@pytest.mark.parametrize(("measure", "document"), [(measure, it) for measure, them in TOO_MUCH.items() for it in them])
async def test_too_much_is_refused_by_one_error(member: Person, measure: str, document: str) -> None:
    body = {"query": document, "operationName": "q1" if measure == "operations" else None, "variables": {"many": 100}}
    answer = await member.post(body)
    assert answer.status_code == 400, answer.text
    (error,) = answer.json()["errors"]
    said = error["extensions"]
    assert (said["code"], said["measure"], said["limit"]) == ("TOO_COSTLY", measure, LIMITS[measure].most)
    assert said["asked"] > said["limit"]
    assert str(said["limit"]) in error["message"]


async def test_the_same_over_the_socket(member: Person, hub: Hub) -> None:
    network = (await hub.network())["id"]
    twice = ("thread", *_paged("posts")) * 2
    asked = _asked("networkEvents(network: $network)", "events", "... on PostAdded", "post", *twice, "id")
    document = "subscription ($network: ID!)" + asked
    async with member.following(document, network=network) as news:
        with pytest.raises(Refused) as refused:
            await news.batch()
    assert refused.value.code == "TOO_COSTLY"


async def test_an_answer_says_what_it_cost(member: Person) -> None:
    asked = _asked(_NETWORK, "threads(first: 7)", "pageInfo { endCursor } edges", "node", "author", "id")
    answer = (await member.post({"query": asked})).json()
    assert answer["extensions"] == {"cost": {"asked": 1 + 7 * 2, "limit": LIMITS["cost"].most}}


def test_every_document_of_the_page_is_well_within_the_limits() -> None:
    for name, document in whole_documents():
        shape = checked(document, {"first": 100}, schema._schema)._asdict()
        assert all(asked * 1.25 <= LIMITS[measure].most for measure, asked in shape.items()), (name, shape)


async def test_the_contract_is_told_to_those_who_sign_in(hub: Hub, member: Person) -> None:
    asked = {"query": get_introspection_query()}
    assert (await member.post(asked)).json()["data"]["__schema"]["queryType"]["name"] == "Query"
    answer = await hub.stranger.post(asked)
    (error,) = answer.json()["errors"]
    assert (answer.status_code, error["extensions"]["code"]) == (400, "NOT_SIGNED_IN")
