"""How well search finds: real project names and judgements of what belongs to which word, on both databases."""

import csv
import json
from collections.abc import Iterable
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import select

from hub.database import Work
from hub.models import City, SearchEntry, SearchKind
from hub.search import question
from hub.search.indexing import write
from hub.search.matching import matches
from hub.search.scopes import EVERYBODY
from tests.cast import Hub

DATA = Path(__file__).resolve().parents[2] / "shared" / "data" / "words"
BASE = 1 << 64


@pytest.mark.skipif(not DATA.exists(), reason="the data is not there: ../shared/data/words")
async def test_recall_and_precision_stay_above_ninety_five_in_a_hundred(hub: Hub) -> None:
    with (DATA / "pb_projects.tsv").open(newline="") as lines:
        names = {row["id"]: row["name"] for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)}
    ids = {UUID(int=BASE + number): id for number, id in enumerate(names)}
    judged = json.loads((DATA / "search_qrels.json").read_text())

    async def measure(work: Work) -> list[tuple[float, float]]:
        cities = [City(id=uuid, teryt="", name=names[id], voivodeship="", county="") for uuid, id in ids.items()]
        await write(work, [(SearchKind.CITY, city) for city in cities], [])
        return [
            _judged(await _found(work, text, ids), set(entry["relevant"]))
            for entry in judged
            for text in (entry["query_base"], entry["query_ascii"], *entry["query_inflected"])
        ]

    figures = await hub.database.transact(hub.operator, measure)
    recall, precision = (_mean(column) for column in zip(*figures, strict=True))
    print(f"{hub.database.engine.dialect.name}: recall {recall:.3f}, precision {precision:.3f}")
    assert recall >= 0.95
    assert precision >= 0.95


async def _found(work: Work, text: str, ids: dict[UUID, str]) -> set[str]:
    entries = select(SearchEntry.subject_id).where(matches([EVERYBODY], question(text).terms))
    return {ids[id] for id in await work.rows(entries) if id in ids}


def _judged(found: set[str], relevant: set[str]) -> tuple[float, float]:
    right = len(found & relevant)
    return right / len(relevant), right / max(1, len(found))


def _mean(figures: Iterable[float]) -> float:
    known = list(figures)
    return sum(known) / len(known)
