"""What the demo's people say of themselves, and their drawn portraits."""

import tomllib
from pathlib import Path
from typing import Any

from sqlalchemy import select

from hub import people
from hub.database import Work
from hub.demo.portraits import portrait
from hub.models import Person, Standing

_FILE = Path(__file__).parent / "profiles.toml"


async def describe(writers: dict[str, Work]) -> None:
    """Gives those people, each working in their own name, their profiles."""
    told = {entry["email"]: entry for entry in tomllib.loads(_FILE.read_text())["profile"]}
    for email, work in writers.items():
        await _describe(work, told.get(email, {"portrait": False}))


async def _describe(work: Work, entry: dict[str, Any]) -> None:
    profile = people.Profile(
        did=entry.get("did"),
        seeks=entry.get("seeks"),
        phone=entry.get("phone"),
        shares_phone="phone" in entry,
        shares_email=entry.get("shares_email", False),
    )
    person = await people.change_profile(work, profile)
    person.informed_at = person.seen_at = work.at
    if entry.get("portrait", True):
        await people.keep_face(work, people.square(portrait(entry["email"], person.name)))
    if not entry.get("new", False):
        await _has_introduced(work, person)


async def _has_introduced(work: Work, person: Person) -> None:
    for standing in await work.rows(select(Standing).where(Standing.person_id == person.id)):
        standing.introduced_at = standing.since
