"""What the tests of topics say and ask."""

from typing import Any

from tests.cast import Person

CARD = "topic { id title need kind form column place supportCount author { name } seat { city { name } } }"
PROPOSE = f"mutation ($input: ProposeTopicInput!) {{ proposeTopic(input: $input) {{ {CARD} }} }}"
EDIT = f"mutation ($input: EditTopicInput!) {{ editTopic(input: $input) {{ {CARD} }} }}"
SUPPORT = f"mutation ($input: SupportTopicInput!) {{ supportTopic(input: $input) {{ {CARD} }} }}"
WITHDRAW = f"mutation ($input: SupportTopicInput!) {{ withdrawSupport(input: $input) {{ {CARD} }} }}"
MOVE = f"mutation ($input: MoveTopicInput!) {{ moveTopic(input: $input) {{ {CARD} }} }}"
MERGE = f"mutation ($input: MergeTopicsInput!) {{ mergeTopics(input: $input) {{ {CARD} }} }}"
PASTE = "mutation ($input: PasteTopicsInput!) { pasteTopics(input: $input) { board { id topicCount } } }"
ATTACH = "mutation ($input: AttachThreadInput!) { attachThread(input: $input) { topic { id threadCount } } }"
PREVIEW = "query ($board: ID!, $text: String!) { pastedTopics(board: $board, text: $text) { number title problem } }"
TOPIC = """
query ($id: ID!) {
  node(id: $id) {
    ... on Topic {
      id title column supportCount threadCount viewerSupports mergedInto { id title }
      supports(first: 100) { edges { node { seat { city { name } } givenBy { name } } } }
      threads { edges { node { id title } } }
      viewerCan { edit { allowed } support { allowed reason } arrange { allowed reason } }
    }
  }
}
"""
BOARD = """
query ($id: ID!, $order: TopicOrder!, $column: TopicColumn) {
  node(id: $id) {
    ... on Board {
      topics(first: 100, orderBy: $order, column: $column) {
        edges { node { id title column place supportCount } }
      }
    }
  }
}
"""
NEWS = """
subscription ($network: ID!, $after: String) {
  networkEvents(network: $network, after: $after) {
    cursor
    control { __typename ... on Heartbeat { head } }
    events {
      __typename number
      ... on TopicProposed { topic { id title } }
      ... on TopicChanged { topic { id title column place } }
      ... on TopicSupported { topic { id supportCount } }
    }
  }
}
"""
WORDS = {"need": "Bo sami nie umiemy.", "kind": "SEEKS", "form": "CALL"}


async def propose(person: Person, board: str, title: str = "Nowy temat", **more: Any) -> dict[str, Any]:
    answer = await person.ask(PROPOSE, input={"boardId": board, "title": title, **WORDS, **more})
    topic: dict[str, Any] = answer["proposeTopic"]["topic"]
    return topic


async def support(person: Person, topic: str, document: str = SUPPORT, **more: Any) -> int:
    (payload,) = (await person.ask(document, input={"topicId": topic, **more})).values()
    return int(payload["topic"]["supportCount"])


async def move(person: Person, topic: str, column: str, after: str | None = None) -> dict[str, Any]:
    answer = await person.ask(MOVE, input={"topicId": topic, "column": column, "afterId": after})
    moved: dict[str, Any] = answer["moveTopic"]["topic"]
    return moved


async def seen(person: Person, topic: str) -> dict[str, Any]:
    found: dict[str, Any] = (await person.ask(TOPIC, id=topic))["node"]
    return found


async def listed(person: Person, board: str, column: str | None = None, order: str = "PLACE") -> list[dict[str, Any]]:
    node = (await person.ask(BOARD, id=board, order=order, column=column))["node"]
    return [edge["node"] for edge in node["topics"]["edges"]]


def cities(topic: dict[str, Any]) -> list[str]:
    return [edge["node"]["seat"]["city"]["name"] for edge in topic["supports"]["edges"]]
