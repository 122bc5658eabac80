"""Every member of the schema × everybody who may ask: the cell that is expected is the one that comes."""

import json
import re
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from graphql import get_named_type

from tests.cast import Hub
from tests.matrix import asking, table
from tests.matrix.roles import Answer, Role
from tests.matrix.state import State
from tests.matrix.table import ABSENT, THERE, Cells
from tests.matrix.world import World, populated, seated

HOUSE = Path(__file__).resolve().parents[2]
_WORD = re.compile(r'":([A-Z_]+)"')
_NAME = re.compile(r"\$([a-z_]+(?:\.[a-z_*]+)*)")


@dataclass(repr=False)
class Asked:
    """A hub with a world in it, those who ask, and what came otherwise than expected."""

    world: World
    roles: list[Role]
    state: State
    wrong: list[str] = field(default_factory=list)
    listed: dict[str, set[str]] = field(default_factory=dict)
    """The ids that stood in lists, by who asked."""

    def compare(self, name: str, expected: Cells | None, came: Cells) -> None:
        if expected != came:
            row = table.written(expected) if expected else "(there is no row)"
            self.wrong.append(f"\n{name}\n  expected {row}\n  was      {table.written(came)}")

    def agree(self) -> None:
        if self.wrong:
            pytest.fail("".join(self.wrong), pytrace=False)

    def said(self, text: str, situation: str, role: Role) -> str:
        """The text with the names of the world in it."""
        return _NAME.sub(lambda it: str(self.world.value(it[1].replace("*", situation), role.name)), text)

    async def answer(self, role: Role, query: str, **variables: Any) -> Answer:
        answer = await (role.follow(query) if query.startswith("subscription") else role.ask(query, **variables))
        codes = {error["extensions"]["code"] for error in answer.get("errors") or []}
        assert "INTERNAL" not in codes, f"{role.name}: {query}: {answer}"
        self.listed.setdefault(role.name, set()).update(asking.in_connections(answer))
        return answer


@pytest.fixture
async def asked(hub: Hub) -> AsyncIterator[Asked]:
    world = await populated(hub)
    state = State(hub.settings.database_url)
    everybody = Asked(world, await seated(world), state)
    await state.keep()
    yield everybody
    await state.close()


def test_every_member_of_the_schema_has_a_row_and_every_row_a_member() -> None:
    in_schema, in_rows = set(), set()
    for it in asking.object_types():
        name = "Connection" if asking.is_connection(it) else "Edge" if asking.is_edge(it) else it.name
        in_schema |= {f"{name}.{member}" for member in it.fields}
    for name, members in table.rows().items():
        in_rows |= {f"{name}.{member}" for member in members if not member.isupper()}
    missing = "\n".join(sorted(in_schema - in_rows))
    assert not missing, f"Write a row in tests/matrix/rows for each of these:\n{missing}"
    assert not in_rows - in_schema, "these rows have no member"


def test_each_type_that_is_reached_otherwise_names_the_test_that_does() -> None:
    payloads = {get_named_type(of.type).name for of in asking.kind("Mutation").fields.values()}
    reached = {it.name for it in table.types()} | payloads | {"Connection", "Edge", "PageInfo", "Permission"}
    for name, written in table.rows().items():
        if name not in reached | set(table.ROOTS):
            assert name in (HOUSE / written["SEEN_BY"]).read_text(), f"{name} is asked for nowhere"


@pytest.mark.any_database
async def test_each_field_of_each_type_is_seen_by_whom_the_table_says(asked: Asked) -> None:
    for it in table.types():
        for situation, has in it.there.items():
            fields = asking.whole(it.name, dict(it.members))
            query = it.at[situation].replace("HERE", fields)
            query = query if query.startswith("subscription") else f"{{ {query} }}"
            came: dict[str, Cells] = {name: {} for name in ("", *asking.kind(it.name).fields)}
            for role in asked.roles:
                answer = await asked.answer(role, asked.said(query, situation, role))
                here = asking.found(answer, it.name)
                came[""][role.name] = THERE if here else asking.absent(answer)
                for name, of in asking.kind(it.name).fields.items():
                    came[name][role.name] = asking.cell(answer, of.type, here[name], name) if here else ABSENT
            asked.compare(f"{it.name}.THERE.{situation}", has, came[""])
            for name, cells in came.items():
                if name and has == came[""]:
                    asked.compare(f"{it.name}.{name}.{situation}", it.expected(name, situation), cells)
    asked.agree()
    await _what_is_listed_can_be_fetched(asked)


async def _what_is_listed_can_be_fetched(asked: Asked) -> None:
    """A list holds nothing that `node` would not give to the same person."""
    for role in asked.roles:
        listed = sorted(asked.listed[role.name])
        for start in range(0, len(listed), 100):
            some = listed[start : start + 100]
            answer = await role.ask("query ($ids: [ID!]!) { nodes(ids: $ids) { id } }", ids=some)
            unseen = [id for id, node in zip(some, answer["data"]["nodes"], strict=True) if node is None]
            assert not unseen, f"{role.name} finds in lists what they may not see"


async def test_each_question_is_answered_as_the_table_says(asked: Asked) -> None:
    for name, of in asking.kind("Query").fields.items():
        await _root(asked, "Query", name, asking.inside(of.type))
    asked.agree()


async def test_each_subscription_is_opened_to_whom_the_table_says(asked: Asked) -> None:
    for name, of in asking.kind("Subscription").fields.items():
        await _root(asked, "Subscription", name, asking.inside(of.type))
    asked.agree()


async def _root(asked: Asked, kind: str, name: str, selected: str) -> None:
    if not (it := table.root(kind, name)):
        return
    of = asking.kind(kind).fields[name].type
    for situation, expected in it.situations.items():
        came = {}
        for role in asked.roles:
            query = asked.said(f"{kind.lower()} {{ {name}: {it.ask}{selected} }}", situation, role)
            answer = await asked.answer(role, query)
            value = (answer.get("data") or {}).get(name)
            came[role.name] = asking.cell(answer, of, value, name) if kind == "Query" else _followed(answer)
        asked.compare(f"{kind}.{name}.{situation}", expected, came)


def _followed(answer: Answer) -> str:
    return asking.code(answer) or "ok"


@pytest.mark.any_database
@pytest.mark.timeout(600)  # two thousand calls, on machines of any speed
async def test_each_mutation_does_or_refuses_as_the_table_says_and_a_refusal_changes_nothing(asked: Asked) -> None:
    """Nothing: no row of any table, and no stream's head, so that nobody heard."""
    for name in asking.kind("Mutation").fields:
        if not (it := table.root("Mutation", name)):
            continue
        for situation, expected in it.situations.items():
            came = {}
            for role in asked.roles:
                await asked.world.hub.database.limits.here.storage.reset()
                answer = await asked.answer(role, _mutation(name), **_variables(asked, it.input, situation, role))
                came[role.name] = asking.code(answer) or "ok"
                if changed := await asked.state.changed():
                    if came[role.name] != "ok":
                        asked.wrong.append(f"\n{name}.{situation}: {role.name} was refused, yet {changed} changed")
                    await asked.state.put_back(changed)
                if came[role.name] == "ok":
                    _payload(asked, name, answer)
            asked.compare(f"Mutation.{name}.{situation}", expected, came)
    asked.agree()


def _mutation(name: str) -> str:
    """The same document for all, so that the hub reads it once."""
    of = asking.kind("Mutation").fields[name]
    taken = of.args.get("input")
    declared, given = (f"($input: {taken.type})", "(input: $input)") if taken else ("", "")
    return f"mutation {declared} {{ {name}{given} {{ {asking.whole(get_named_type(of.type).name, {})} }} }}"


def _variables(asked: Asked, input: Any, situation: str, role: Role) -> dict[str, Any]:
    """A text in capitals after a colon is a word of an enum."""
    written = asked.said(_WORD.sub(r'"\1"', json.dumps(input)), situation, role)
    return {"input": json.loads(written)} if input else {}


def _payload(asked: Asked, name: str, answer: Answer) -> None:
    """What a mutation answers with is there for whom it was done."""
    payload = answer["data"][name]
    for member, of in asking.kind(payload["here"]).fields.items():
        written = table.rows()[payload["here"]][member]
        came = asking.cell(answer, of.type, payload[member], member)
        if came not in written.split():
            asked.wrong.append(f"\n{payload['here']}.{member} of {name}\n  expected {written}\n  was      {came}")
