"""Towns by what people call them: Polish letters or not, and the voivodeship where several share a name."""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable

from sqlalchemy import select

from hub import ids
from hub.database import Work
from hub.errors import Invalid
from hub.models import City

_BEFORE = re.compile(r"^(miasto i gmina|gmina miejska|gmina|miasto|m\. ?st\.|m\.|um|ug)\s+")
_VOIVODESHIP = re.compile(r"(?:\(|,|/|\bwoj\.?|\bwojewództwo)\s*")


class Towns:
    """All towns, to look up many names at once."""

    def __init__(self, cities: Iterable[City]) -> None:
        self.by_id = {city.id: city for city in cities}
        self._by_name: dict[str, list[City]] = defaultdict(list)
        for city in self.by_id.values():
            self._by_name[plain(city.name)].append(city)
        self.voivodeships = {plain(city.voivodeship) for city in self.by_id.values()}

    @classmethod
    async def load(cls, work: Work) -> "Towns":
        return cls(await work.rows(select(City)))

    @property
    def names(self) -> list[str]:
        """One for each town, by which `find` finds it."""
        return sorted((self.name(city) for city in self.by_id.values()), key=plain)

    def name(self, city: City) -> str:
        """Its name, with the voivodeship where several share it."""
        shared = len(self._by_name[plain(city.name)]) > 1
        return f"{city.name} ({city.voivodeship})" if shared else city.name

    def knows(self, said: str) -> bool:
        return bool(self._called(said))

    def find(self, field: str, said: str) -> City:
        """The town of that name or public id. Raises Invalid when there is none, or several."""
        match ids.decode(said):
            case (City.prefix, uuid) if uuid in self.by_id:
                return self.by_id[uuid]
        found = self._called(said)
        if not said.strip():
            raise Invalid(field, "Please add the town.")
        if not found:
            raise Invalid(field, "There is no town called “{name}”. Please check the spelling.", name=said.strip())
        if len(found) > 1:
            places = ", ".join(sorted(self.name(city) for city in found))
            raise Invalid(field, "There are several towns of that name: {places}. Say which.", places=places)
        return found[0]

    def _called(self, said: str) -> list[City]:
        name, *places = [part for part in _VOIVODESHIP.split(said.strip().rstrip(")")) if part.strip()] or [""]
        bare = _BEFORE.sub("", name.strip().lower())
        found = self._by_name.get(plain(name)) or self._by_name.get(plain(bare)) or []
        place = plain(places[0]) if places else ""
        return [city for city in found if not place or plain(city.voivodeship) == place]


async def find(work: Work, field: str, said: str) -> City:
    """The same for one town, whose name is mostly said as it is written."""
    written = await work.rows(select(City).where(City.name == said.strip()))
    return written[0] if len(written) == 1 else (await Towns.load(work)).find(field, said)


def plain(text: str) -> str:
    """For comparing: no capitals, no Polish letters, no marks."""
    letters = unicodedata.normalize("NFKD", text.casefold().replace("ł", "l"))
    return re.sub(r"[^a-z0-9]+", " ", "".join(c for c in letters if not unicodedata.combining(c))).strip()
