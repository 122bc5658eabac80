"""Programs written at random from a seed: the same seed, the same program."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from random import Random
from typing import Any

from graphql import GraphQLObjectType

from tests.worlds.documents import CONTRACT, Writer, composite_of, ways
from tests.worlds.steps import Ask, Deed, Follow, Get, Ref, Step
from tests.worlds.values import WORDS, Id, Pool, Values

MADE_WITH = {
    "Thread": " posts(first: 1) { edges { node { id } } }",
    "Result": " versions(first: 1) { edges { node { id } } }",
}
"""What comes into being together with a row, so that others may ask for it."""
_BARE = {"seatIds": None, "threadIds": None, "topicIds": None, "fileIds": None}
_PLAIN: dict[str, dict[str, Any]] = {
    "startThread": {"fileIds": None, "topicId": None, "feedbackBy": None},
    "reply": {"fileIds": None},
    "editPost": {"fileIds": None},
    "startResult": _BARE,
    "editResult": {**_BARE, "base": None},
    "correctResult": _BARE,
    "releaseResult": {"zmpAt": None, "publicAt": None},
    "openPoll": {"budget": None, "cost": None},
}
"""What would only make most of what is written fail, made up at random."""
_MADE_PATHS = {
    "Thread": (("posts.edges.0.node", "post"),),
    "Result": (("versions.edges.0.node", "version"),),
}

SUBSCRIPTIONS = 8
"""So many documents there are for each subscription: they are long, and a hub reads each once."""


SEARCH = """
query ($text: String!) {
  search(text: $text, first: 100) {
    edges { cursor kind passage { text isMatch } node { id } }
    totalCount hasMoreThanCounted correctedText pageInfo { hasNextPage }
  }
}
"""


@dataclass
class Script:
    """A program in the making, and what is known by then: `hidden` from the blind, or `common`."""

    random: Random
    hidden: dict[str, list[Id]] = field(default_factory=lambda: defaultdict(list))
    common: Pool = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    written: set[str] = field(default_factory=set)
    """Each field that the blind have asked for."""
    assumed: set[int] = field(default_factory=set)
    """Steps without which what differs would be no secret."""
    fresh: dict[str, list[Id]] = field(default_factory=lambda: defaultdict(list))
    """What the program itself has made, hidden or not."""

    # Who does what

    def both(self, who: str, deed: Deed, needs: Iterable[int] = ()) -> int:
        """The same in both worlds."""
        return self.differing(who, deed, deed, needs)

    def only(self, who: str, deed: Deed, needs: Iterable[int] = ()) -> int:
        """In the first world only."""
        return self.differing(who, deed, None, needs)

    def differing(self, who: str, first: Deed | None, second: Deed | None, needs: Iterable[int] = ()) -> int:
        number = len(self.steps)
        self.steps.append(Step(number, self._later(), who, (first, second), frozenset(needs) | self.assumed))
        return number

    def probes(self, who: str, names: Sequence[str]) -> None:
        """Somebody blind tries one of these mutations, and reads all that it answers."""
        assert CONTRACT.mutation_type
        name, writer = self.random.choice(names), self._writer(density=0.2)
        step = self.both(who, Ask(writer.document("mutation", [name], depth=2), writer.variables))
        self.makes(step, name, is_hidden=False)

    def knows(self, number: int, *kinds: str) -> None:
        """Others may ask from now on for what that step of an operator makes, hidden from the blind."""
        for kind in kinds:
            self.fresh[kind].append(Ref(number, kind, kind))
            self.hidden[kind].append(Ref(number, kind, kind))

    def makes(self, number: int, mutation: str, *, is_hidden: bool) -> None:
        """Others may ask from now on for what that step makes."""
        assert CONTRACT.mutation_type
        for name, type in composite_of(CONTRACT.mutation_type.fields[mutation]):
            made = [(f"{mutation}.{name}", prefix_of(type))]
            made += [(f"{mutation}.{name}.{path}", kind) for path, kind in _MADE_PATHS.get(type.name, ())]
            for path, kind in made:
                self.fresh[kind].append(Ref(number, path, kind))
                if is_hidden:
                    self.hidden[kind].append(Ref(number, path, kind))

    def _later(self) -> timedelta:
        since = self.steps[-1].at if self.steps else timedelta()
        return since + timedelta(seconds=self.random.choice((1, 1, 20, 61, 3_000, 40_000)))

    # What is done

    def mutation(self, name: str, *pools: Pool, **fixed: Any) -> Ask:
        """That mutation with what comes to mind; answers with the ids of what it makes."""
        assert CONTRACT.mutation_type
        writer = Writer(self.random, self._values(*pools, fixed=_PLAIN.get(name, {}) | fixed))
        asked = CONTRACT.mutation_type.fields[name]
        rows = " ".join(f"{at} {{ id{MADE_WITH.get(type.name, '')} }}" for at, type in composite_of(asked))
        return Ask(writer.calling("mutation", name, rows or "__typename"), writer.variables)

    def query(self) -> Ask:
        """Some fields of the query, at random."""
        assert CONTRACT.query_type
        names = self.random.sample(list(CONTRACT.query_type.fields), k=self.random.choice((1, 1, 2)))
        return self._asking(names, depth=2)

    def node(self) -> Ask:
        """Something by its id."""
        return self._asking([self.random.choice(("node", "node", "nodes"))], depth=2)

    def thorough(self, turn: int) -> Ask:
        """All there is to ask of one type, each in its turn."""
        way = WAYS[turn % len(WAYS)]
        kind = next((prefix for prefix, name in TYPES.items() if way[0] == ("node", CONTRACT.type_map[name])), None)
        pools = self._shuffled()
        fixed = {"id": Values(self.random, lambda: pools).id(kind)}
        writer = Writer(self.random, self._values(*pools, fixed=fixed), density=1, written=self.written)
        return Ask(writer.along(way), writer.variables)

    def face(self) -> Get:
        return Get(("/faces/", Values(self.random, self._shuffled).id("person")))

    def file(self) -> Get:
        return Get(("/files/", Values(self.random, self._shuffled).id("file"), self.random.choice(("", "/preview"))))

    def survey(self) -> Ask:
        """All that somebody finds without knowing any id."""
        return self._asking([self.random.choice(("viewer", "networks"))], depth=2, density=0.4)

    def search(self) -> Ask:
        """A word that is written in both worlds, or in one of them, and all that is found by it."""
        return Ask(SEARCH, {"text": self.random.choice(WORDS)})

    def _asking(self, names: Sequence[str], depth: int, density: float | None = None) -> Ask:
        pools = self._shuffled()
        id = Values(self.random, lambda: pools).id()
        kind = id.kind if isinstance(id, Ref) else id.rpartition("_")[0]
        density = density or self.random.choice((0.25, 0.5, 0.8))
        writer = Writer(self.random, self._values(*pools, fixed={"id": id, "ids": [id]}), density, written=self.written)
        return Ask(writer.document("query", names, depth, TYPES[kind]), writer.variables)

    def subscription(self, name: str | None = None, **fixed: Any) -> Follow:
        assert CONTRACT.subscription_type
        name = name or self.random.choice(list(CONTRACT.subscription_type.fields))
        root, given = CONTRACT.subscription_type.name, self._values(*self._shuffled(), fixed=fixed)
        again = Random(f"{name} {self.random.randrange(SUBSCRIPTIONS)}")
        inside = Values(again, lambda: ())
        writer = Writer(
            again,
            lambda parent, name, kind: (given if parent == root else inside)(parent, name, kind),
            density=0.6,
            for_viewer=again.random() < 0.5,
            written=self.written,
        )
        return Follow(writer.document("subscription", [name], depth=2), writer.variables)

    def _writer(self, density: float, for_viewer: bool = True, fixed: dict[str, Any] | None = None) -> Writer:
        values = self._values(*self._shuffled(), fixed=fixed)
        return Writer(self.random, values, density, for_viewer, written=self.written)

    def _shuffled(self) -> Sequence[Pool]:
        return self.random.sample((self.fresh, self.hidden, self.common), k=3)

    def _values(self, *pools: Pool, fixed: dict[str, Any] | None = None) -> Callable[[str, str, Any], Any]:
        values = Values(self.random, lambda: pools)
        given = fixed or {}
        return lambda parent, name, kind: given[name] if name in given else values(parent, name, kind)


def prefix_of(type: GraphQLObjectType) -> str:
    return str(type.extensions["strawberry-definition"].origin.row.prefix)


WAYS = ways()
TYPES = {
    prefix_of(type): type.name
    for type in CONTRACT.get_possible_types(CONTRACT.type_map["Node"])  # type: ignore[arg-type]
    if isinstance(type, GraphQLObjectType)
}
"""What `node` finds, by the prefix of its id."""
