"""What every installation starts with: the towns of Poland, and EMPIRIE's eight networks with their boards and seats.

A ninth network is an entry in `data/networks.toml`.
"""

import csv
import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import select

from hub import boards, networks
from hub.database import Work, transaction
from hub.models import NOBODY, Audience, City, Network, NetworkState, SeatKind, Stream, StreamKind

PROGRAMME = "Rozwój lokalny"
"""The programme in which the networks began; other cities have joined since."""

_FOLDER = Path(__file__).parent / "data"


@transaction
async def load(work: Work) -> int:
    """Adds the towns and networks that are not there yet; leaves the others alone. Gives how many networks it added."""
    await _load_towns(work)
    await _add_streams(work)
    known = set(await work.rows(select(Network.slug)))
    entries = tomllib.loads((_FOLDER / "networks.toml").read_text())["network"]
    missing = [(place, entry) for place, entry in enumerate(entries, start=1) if entry["slug"] not in known]
    for place, entry in missing:
        await _add_network(work, place, entry)
    return len(missing)


async def _add_streams(work: Work) -> None:
    """The streams that are about no network and no person."""
    known = set(await work.rows(select(Stream.kind).where(Stream.about_id == NOBODY)))
    for kind in {StreamKind.ZMP, StreamKind.PUBLIC} - known:
        await work.add(Stream(kind=kind, about_id=NOBODY))


async def _load_towns(work: Work) -> None:
    known = set(await work.rows(select(City.teryt)))
    with (_FOLDER / "towns.csv").open(newline="") as file:
        work.session.add_all(_city(row) for row in csv.DictReader(file) if row["teryt"] not in known)
    await work.session.flush()


def _city(row: dict[str, str]) -> City:
    return City(
        teryt=row["teryt"],
        name=row["name"],
        voivodeship=row["voivodeship"],
        county=row["county"],
        population=int(row["population"]) if row["population"] else None,
        latitude=float(row["latitude"]) if row["latitude"] else None,
        longitude=float(row["longitude"]) if row["longitude"] else None,
        is_in_programme=row["rozwoj_lokalny"] == "1",
    )


async def _add_network(work: Work, place: int, entry: dict[str, Any]) -> None:
    facts = {key: value for key, value in entry.items() if key not in ("state", "boards", "cities")}
    network = await networks.create(work, state=NetworkState(entry["state"]), place=place, **facts)
    for board in entry["boards"]:
        await boards.create(work, network, board["title"], Audience(board["audience"]), board["description"])
    for seat in entry["cities"]:
        city = await work.row(select(City).where(City.teryt == seat["teryt"]))
        assert city, f"the towns have no {seat['teryt']}"
        programme = PROGRAMME if city.is_in_programme else ""
        await networks.seat_city(work, network, city, SeatKind(seat["kind"]), programme)
