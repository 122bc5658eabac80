"""CSV: counted rows (`count,rank1,rank2,…`), or a ballot a row with a rank for each option, as from Elekto."""

import csv

from hub.counting.ballots import Ballot, Election, EqualRank, Method, Unranked
from hub.counting.formats.lines import BadFile, number

_NOBODY = {"", "undervote", "overvote", "skipped"}
_NO_OPINION = {"", "no opinion"}


def read(text: str) -> Election:
    """Raises BadFile."""
    lines = csv.reader(text.splitlines())
    header = [cell.strip() for cell in next(lines, [])]
    rows = [(lines.line_num, [cell.strip() for cell in cells]) for cells in lines if any(cells)]
    if not header:
        raise BadFile(None, "is empty")
    for line, cells in rows:
        if len(cells) != len(header):
            raise BadFile(line, f"{len(cells)} cells, and the header has {len(header)}")
    return _counted(rows) if header[0] == "count" else _one_by_one(header, rows)


def _counted(rows: list[tuple[int, list[str]]]) -> Election:
    """Names in the order of preference. A cell that names nobody is passed over, a name said again counts once."""
    ballots = [
        Ballot(
            tuple((name,) for name in dict.fromkeys(cells[1:]) if name.lower() not in _NOBODY),
            count=number(cells[0], line, "the count"),
            line=line,
        )
        for line, cells in rows
    ]
    options = dict.fromkeys(option for ballot in ballots for rank in ballot.ranks for option in rank)
    if not options:
        raise BadFile(None, "has no options")
    return Election(tuple(options), ballots, Method.IRV, equal_rank=EqualRank.SKIPPED)


def _one_by_one(options: list[str], rows: list[tuple[int, list[str]]]) -> Election:
    """A number for each option, 1 for the best; equal numbers are ties."""
    if len(set(options)) < len(options) or not all(options):
        raise BadFile(1, "every option needs a name of its own")
    ballots = [_ranked(line, options, cells) for line, cells in rows]
    return Election(tuple(options), ballots, Method.SCHULZE, unranked=Unranked.NO_PREFERENCE)


def _ranked(line: int, options: list[str], cells: list[str]) -> Ballot:
    ranks: dict[int, list[str]] = {}
    for option, cell in zip(options, cells, strict=True):
        if cell.lower() not in _NO_OPINION:
            ranks.setdefault(number(cell, line, f"the rank of {option}"), []).append(option)
    return Ballot(tuple(tuple(ranks[rank]) for rank in sorted(ranks)), line=line)
