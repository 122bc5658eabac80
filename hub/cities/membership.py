"""Which towns belong to the association, as observers must. No list of them is to be had, so coordinators say it."""

from dataclasses import dataclass

from hub import permissions
from hub.cities.towns import Towns
from hub.database import Work, transaction
from hub.errors import HubError, Invalid
from hub.models import City

MOST_LINES = 1_000


@dataclass(frozen=True, slots=True)
class Listed:
    """What became of one line of a list: a town, new to the association or known to belong, or why it is none."""

    line: str
    city: City | None = None
    is_new: bool = False
    refusal: HubError | None = None


@transaction
async def set_member(work: Work, city_id: str, is_member: bool) -> City:
    permissions.signed_in(work)
    permissions.require(await permissions.why_not_list_cities(work))
    city = await permissions.find(work, City, city_id)
    city.is_zmp_member = is_member
    return city


@transaction
async def list_members(work: Work, names: str) -> list[Listed]:
    """Marks the towns of a pasted list, one a line, as members; says of each line what became of it."""
    permissions.signed_in(work)
    permissions.require(await permissions.why_not_list_cities(work))
    lines = [line.strip() for line in names.splitlines() if line.strip()]
    if not 1 <= len(lines) <= MOST_LINES:
        raise Invalid("names", "Please give 1 to {most} towns, one a line.", most=MOST_LINES)
    towns = await Towns.load(work)
    return [_mark(towns, line) for line in lines]


def _mark(towns: Towns, line: str) -> Listed:
    try:
        city = towns.find("names", line)
    except Invalid as refusal:
        return Listed(line, refusal=refusal)
    is_new, city.is_zmp_member = not city.is_zmp_member, True
    return Listed(line, city, is_new)
