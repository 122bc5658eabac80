"""A network's threads as a client holds them: from a snapshot, and kept up by events."""

from copy import deepcopy
from dataclasses import dataclass, field
from typing import Any

import httpx2

POST = "id position body removedAt thread { id }"
THREAD = f"id posts(first: 1) {{ edges {{ node {{ {POST} }} }} }}"
_THREADS = """
query ($id: ID!, $after: String) {
  node(id: $id) {
    ... on Network {
      threads(first: 100, after: $after) { pageInfo { hasNextPage endCursor } edges { node { id } } }
    }
  }
}
"""
_POSTS = f"""
query ($id: ID!, $after: String) {{
  node(id: $id) {{
    ... on Thread {{
      posts(first: 100, after: $after) {{ pageInfo {{ hasNextPage endCursor }} edges {{ node {{ {POST} }} }} }}
    }}
  }}
}}
"""

Place = tuple[str, int]
"""A thread and a position in it."""


@dataclass
class ThreadModel:
    posts: dict[Place, tuple[str, str | None, bool]] = field(default_factory=dict)
    """Id, text, and whether it is removed."""

    def copy(self) -> "ThreadModel":
        return deepcopy(self)

    def apply(self, event: dict[str, Any]) -> None:
        if thread := event.get("thread"):
            for edge in thread["posts"]["edges"]:
                self.place(edge["node"])
        elif post := event.get("post"):
            self.place(post)

    def place(self, post: dict[str, Any]) -> None:
        self.posts[post["thread"]["id"], post["position"]] = (post["id"], post["body"], post["removedAt"] is not None)

    def differences(self, other: "ThreadModel") -> list[str]:
        places = self.posts.keys() | other.posts.keys()
        return [
            f"{place}: {self.posts.get(place)} / {other.posts.get(place)}"
            for place in sorted(places)
            if self.posts.get(place) != other.posts.get(place)
        ]


async def snapshot(origin: str, token: str, network: str) -> ThreadModel:
    """All of it, asked for page by page."""
    model = ThreadModel()
    async with httpx2.AsyncClient(base_url=origin, headers={"authorization": f"Bearer {token}"}, timeout=30) as web:
        for thread in await _all(web, _THREADS, network, "threads"):
            for post in await _all(web, _POSTS, thread["id"], "posts"):
                model.place(post)
    return model


async def _all(web: httpx2.AsyncClient, query: str, id: str, name: str) -> list[dict[str, Any]]:
    nodes: list[dict[str, Any]] = []
    after = None
    while True:
        answer = (await web.post("/graphql", json={"query": query, "variables": {"id": id, "after": after}})).json()
        assert not answer.get("errors"), answer["errors"]
        page = answer["data"]["node"][name]
        nodes += [edge["node"] for edge in page["edges"]]
        after = page["pageInfo"]["endCursor"]
        if not page["pageInfo"]["hasNextPage"]:
            return nodes
