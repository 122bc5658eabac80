"""A lost answer is asked for again: one effect, and the same answer."""

from tests.cast import Hub, Person
from tests.faults.retries import storm

COUNT = 20
"""`make soak` cuts off a thousand."""

POSTS = (
    "query ($id: ID!) { node(id: $id) { ... on Thread { postCount posts(last: 100) { edges { node { body } } } } } }"
)


async def test_what_is_cut_off_after_the_commit_happens_once(hub: Hub, member: Person) -> None:
    thread = (await hub.network())["threads"]["Trudne rozmowy"]["id"]
    before = (await member.ask(POSTS, id=thread))["node"]["postCount"]
    told = await storm(hub.origin, str(member.token), thread, COUNT)
    assert (told.differing, len(told.posts)) == ([], COUNT)
    after = (await member.ask(POSTS, id=thread))["node"]
    assert after["postCount"] == before + COUNT
    written = [edge["node"]["body"] for edge in after["posts"]["edges"] if "klucz" in edge["node"]["body"]]
    assert sorted(written) == sorted(f"Wpis klucz-{number}" for number in range(COUNT))
