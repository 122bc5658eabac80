"""What others rely on: the printed contract, the documents of the page, the rows behind them, the words."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from graphql import (
    FragmentDefinitionNode,
    GraphQLEnumType,
    GraphQLInputObjectType,
    GraphQLInterfaceType,
    GraphQLObjectType,
    OperationDefinitionNode,
    build_schema,
    find_breaking_changes,
    parse,
    validate,
)

from hub import migrating
from hub.engine import connect
from hub.models import Language
from hub.words import catalogue
from schema.root import schema
from tests.conftest import settings_for

HOUSE = Path(__file__).resolve().parent.parent
SDL = HOUSE / "schema" / "hub.graphql"


def test_the_printed_contract_is_current() -> None:
    assert SDL.read_text().strip() == schema.as_str().strip(), "run: hub schema > schema/hub.graphql"


def test_every_type_field_and_argument_is_described() -> None:
    bare = []
    for name, kind in build_schema(SDL.read_text()).type_map.items():
        if name.startswith("__") or name in ("Boolean", "Float", "ID", "Int", "String"):
            continue
        if not kind.description:
            bare.append(name)
        if isinstance(kind, GraphQLEnumType):
            bare += [f"{name}.{value}" for value, it in kind.values.items() if not it.description]
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType | GraphQLInputObjectType):
            bare += [f"{name}.{field}" for field, it in kind.fields.items() if not it.description]
        if isinstance(kind, GraphQLObjectType | GraphQLInterfaceType):
            bare += [
                f"{name}.{field}({argument})"
                for field, it in kind.fields.items()
                for argument, given in it.args.items()
                if not given.description
            ]
    assert not bare


RELEASED = HOUSE / "schema" / "released.graphql"
CHANGES = HOUSE / "docs" / "changes.md"


def test_a_change_of_the_contract_is_additive_or_announced() -> None:
    """Against the contract of the last release. `hub schema` printed there, when the next one is made, begins anew."""
    was, now = build_schema(RELEASED.read_text()), build_schema(SDL.read_text())
    broken = {change.description for change in find_breaking_changes(was, now)}
    announced = set(re.findall(r"^- `(.+)`", CHANGES.read_text(), re.MULTILINE))
    assert broken <= announced, f"say it in docs/changes.md, as a line each: {broken - announced}"


def test_what_is_deprecated_says_what_to_use_instead() -> None:
    reasons = re.findall(r"@deprecated(?:\(reason: \"([^\"]*)\"\))?", SDL.read_text())
    assert all("Use " in reason for reason in reasons), reasons


def documents() -> Iterator[tuple[str, str]]:
    for path in sorted((HOUSE / "frontend" / "src").rglob("*.ts*")):
        if HOUSE / "frontend" / "src" / "contract" not in path.parents:
            for found in re.findall(r"graphql\(\s*(?:/\* GraphQL \*/\s*)?`([^`]*)`", path.read_text()):
                yield path.name, found


def whole_documents() -> Iterator[tuple[str, str]]:
    """Each operation of the page, with its fragments."""
    found = list(documents())
    fragments = {
        node.name.value: text
        for _, text in found
        for node in parse(text).definitions
        if isinstance(node, FragmentDefinitionNode)
    }
    for name, text in found:
        whole = with_fragments(text, fragments)
        if any(isinstance(node, OperationDefinitionNode) for node in parse(whole).definitions):
            yield name, whole


def test_each_document_of_the_page_validates() -> None:
    found, contract = list(whole_documents()), build_schema(SDL.read_text())
    assert len(found) >= 10
    for name, whole in found:
        assert not validate(contract, parse(whole)), name


def with_fragments(text: str, fragments: dict[str, str]) -> str:
    used = {
        name for name in re.findall(r"\.\.\.\s*(\w+)", text) if name in fragments and f"fragment {name} " not in text
    }
    return (
        text if not used else with_fragments("\n".join([text, *(fragments[name] for name in sorted(used))]), fragments)
    )


def test_what_the_page_follows_is_the_same_for_every_viewer() -> None:
    """One document for every page, and no field that depends on who asks: so one execution may serve all."""
    followed = {text for _, text in documents() if "subscription" in text and "networkEvents" in text}
    assert len(followed) == 1
    for_viewer = set(re.findall(r"^  (\w+)[(:][^\n]*@viewer$", SDL.read_text(), re.MULTILINE))
    assert {"viewerCan", "unreadCount", "readPosition", "cursor"} <= for_viewer
    inside = re.sub(r"cursor", "", followed.pop(), count=1)  # the batch's own
    assert not for_viewer & set(re.findall(r"\w+", inside))


async def test_the_migrated_database_equals_the_models(url: str) -> None:
    engine = connect(settings_for(url).database_url)
    async with engine.connect() as connection:
        assert await connection.run_sync(migrating.differences) == []
    await engine.dispose()


async def test_migrating_again_changes_nothing(url: str) -> None:
    chosen = settings_for(url).database_url
    assert await migrating.is_current(chosen)
    await migrating.migrate(chosen)
    assert await migrating.is_current(chosen)


def sentences() -> set[str]:
    """What the server says to people: texts handed to errors and to `say`, and the constants that hold them."""
    said: set[str] = set()
    speakers = {"NotAllowed", "Conflict", "Invalid", "_Limit", "say", "__init__", "Unreachable", "Forbidden"}
    for path in [*(HOUSE / "hub").rglob("*.py"), *(HOUSE / "schema").rglob("*.py")]:
        tree = ast.parse(path.read_text())
        constants = {
            target.id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
            for target in node.targets
            if isinstance(target, ast.Name)
        }
        for call in ast.walk(tree):
            if isinstance(call, ast.Call) and _name(call.func) in speakers:
                values = [
                    constants.get(node.id) if isinstance(node, ast.Name) else getattr(node, "value", None)
                    for node in call.args
                ]
                said |= {value for value in values if isinstance(value, str) and " " in value}
    return said


def _name(function: ast.expr) -> str:
    return function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")


def test_every_sentence_of_the_server_is_in_polish_too() -> None:
    polish = catalogue(Language.PL)
    assert len(polish) >= 35
    assert sentences() - set(polish) == set()
    assert set(polish) - sentences() == set(), "said nowhere any more"
    for english, translated in polish.items():
        assert set(re.findall(r"\{\w+\}", english)) == set(re.findall(r"\{\w+\}", translated)), english
