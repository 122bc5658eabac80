"""A list of people as it is pasted from a spreadsheet, a letter or an address book: one line, one person.

Name; e-mail; city; function; member or observer. Commas, semicolons or tabs; “Name Surname <mail>”; a header row or
none, in Polish or English; columns in any order. Whatever it holds, reading it never fails: a line that says nothing
useful is a line without an address.
"""

import csv
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from hub.cities import plain
from hub.models import SeatKind

_ADDRESS = re.compile(r"(?:mailto:)?([^\s<>(),;:\"'\[\]]+@[^\s<>(),;:\"'\[\]]+)", re.IGNORECASE)
_JUNK = re.compile(r"^[\d\s.,:+()/-]*$")
"""A number of the line, a telephone, nothing."""

_HEADERS = {
    "name": "imie i nazwisko|nazwisko i imie|osoba|przedstawiciel|uczestnik|name|full name|person|name and surname",
    "first": "imie|imiona|first name|given name",
    "last": "nazwisko|last name|surname|family name",
    "email": "e mail|email|mail|adres e mail|adres email|adres mailowy|adres|poczta|e mail address|email address",
    "city": "miasto|gmina|miejscowosc|nazwa miasta|samorzad|urzad|city|town|municipality",
    "place": "wojewodztwo|woj|voivodeship|region|province",
    "function": "funkcja|stanowisko|function|position|job title|title|job",
    "kind": "rola|rodzaj|udzial|status|jako|czlonek obserwator|kind|role|as|member observer|takes part as",
}
_COLUMNS = {header: column for column, headers in _HEADERS.items() for header in headers.split("|")}

_KINDS = {
    SeatKind.MEMBER: "miasto sieci|czlonek|czlonkini|czlonkowskie|uczestnik|siec|member|member city|city of network",
    SeatKind.OBSERVER: "obserwator|obserwatorka|obserwujace|miasto obserwator|observer|observer city",
}
_KIND = {said: kind for kind, all_said in _KINDS.items() for said in all_said.split("|")}


@dataclass(frozen=True, slots=True)
class Line:
    """What one line says of one person; empty where it says nothing."""

    number: int
    text: str
    email: str = ""
    name: str = ""
    city: str = ""
    function: str = ""
    kind: SeatKind | None = None


def read(text: str, is_town: Callable[[str], bool], voivodeships: set[str]) -> list[Line]:
    """The lines that say anything, in their order; numbers as a person counts them, empty lines too."""
    lines: list[Line] = []
    columns: list[str] = []
    for number, raw in enumerate(text.splitlines(), start=1):
        cells = _cells(raw)
        if not any(cells):
            continue
        if not lines and not columns and "@" not in raw and (columns := _columns(cells)):
            continue
        line = Line(number, raw.strip())
        lines += _named(line, cells, columns) if columns else _guessed(line, cells, is_town, voivodeships)
    return lines


def _cells(raw: str) -> list[str]:
    separator = next((mark for mark in "\t;" if mark in raw), ",")
    try:
        cells = next(csv.reader([raw], delimiter=separator, skipinitialspace=True), [])
    except csv.Error:
        cells = raw.split(separator)
    return [cell.strip().strip('"').strip() for cell in cells]


def _columns(cells: Sequence[str]) -> list[str]:
    """What the columns hold, when this is a header row; nothing when it is not."""
    columns = [_COLUMNS.get(plain(cell), "") for cell in cells]
    return columns if len(set(columns) - {""}) >= min(2, len(cells)) else []


def _named(line: Line, cells: Sequence[str], columns: Sequence[str]) -> Iterator[Line]:
    """By the header row."""
    said = {column: cell for column, cell in zip(columns, cells, strict=False) if column and cell}
    name, email = _address(said.get("email", "")) or _address(line.text) or ("", "")
    own = said.get("name") or " ".join(said[part] for part in ("first", "last") if part in said)
    yield replace(
        line,
        email=email,
        name=own or name,
        city=f"{said['city']} ({said['place']})" if "city" in said and "place" in said else said.get("city", ""),
        function=said.get("function", ""),
        kind=_KIND.get(plain(said.get("kind", ""))),
    )


def _guessed(line: Line, cells: Sequence[str], is_town: Callable[[str], bool], places: set[str]) -> Iterator[Line]:
    """By what the cells look like."""
    addresses = [(at, found) for at, cell in enumerate(cells) if (found := _address(cell))]
    others = [cell for cell in cells if cell and not _address(cell)]
    if len(addresses) > 1 and not others:
        yield from (replace(line, email=email, name=name) for _, (name, email) in addresses)
        return
    place, (name, email) = addresses[0] if addresses else (0, ("", ""))
    kind = next((_KIND[plain(cell)] for cell in others if plain(cell) in _KIND), None)
    where = next((cell for cell in others if plain(cell) in places), "")
    known = [cell for cell in others if plain(cell) not in _KIND and cell != where and not _JUNK.match(cell)]
    before = [cell for cell in cells[:place] if cell in known]
    after = [cell for cell in known if cell not in before]
    city = next((cell for cell in [*after, *before] if is_town(cell)), "")
    before = [cell for cell in before if cell != city]
    after = [cell for cell in after if cell != city]
    if not name:
        name, before = " ".join(before[:2] if after or city else before), before[2:] if after or city else []
    if not name and after:
        name, *after = after
    if not city and after:
        city, *after = after
    said = f"{city} ({where})" if city and where else city
    yield replace(line, email=email, name=name, city=said, function=", ".join([*before, *after]), kind=kind)


def _address(cell: str) -> tuple[str, str] | None:
    """The name and the address in a cell that holds one."""
    found = _ADDRESS.search(cell)
    if not found:
        return None
    name = (cell[: found.start()] + cell[found.end() :]).strip(" <>()\"',;:\t")
    return name, found[1].rstrip(".").lower()
