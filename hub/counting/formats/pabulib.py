"""Participatory budgets as Pabulib keeps them: META, PROJECTS, VOTES, each a table with semicolons.

Source: D. Stolicki, S. Szufa, N. Talmon, "Pabulib: A Participatory Budgeting Library", arXiv:2012.06539.
"""

import csv
from collections.abc import Iterator

from hub.counting.ballots import Ballot, Election, Method
from hub.counting.formats.lines import BadFile, number

_SECTIONS = ("META", "PROJECTS", "VOTES")
Row = tuple[int, dict[str, str]]


def read(text: str) -> Election:
    """Options are project ids; the method follows from `vote_type`. Raises BadFile for a ballot against the rules."""
    tables = _tables(text)
    meta = {row["key"]: row["value"] for _, row in tables["META"] if row.get("value") is not None}
    costs = {row["project_id"]: number(row.get("cost"), line, "the cost") for line, row in tables["PROJECTS"]}
    if not costs:
        raise BadFile(None, "has no projects")
    kind = meta.get("vote_type", "")
    ballots = [_ballot(kind, meta, line, row, costs) for line, row in tables["VOTES"]]
    return Election(
        options=tuple(costs),
        ballots=ballots,
        method=_method(kind, meta),
        title=meta.get("description", ""),
        costs=costs,
        budget=int(float(meta["budget"])) if "budget" in meta else None,
        names={row["project_id"]: row.get("name", "") for _, row in tables["PROJECTS"]},
        most=_most(kind, meta),
    )


def _tables(text: str) -> dict[str, list[Row]]:
    tables: dict[str, list[Row]] = {}
    section, header = "", None
    for line, cells in _lines(text):
        if len(cells) == 1 and cells[0].strip() in _SECTIONS:
            section, header = cells[0].strip(), None
            tables[section] = []
        elif not section:
            raise BadFile(line, "META, PROJECTS or VOTES is expected first")
        elif header is None:
            header = [cell.strip() for cell in cells]
        else:
            tables[section].append((line, dict(zip(header, cells, strict=False))))
    if missing := [name for name in _SECTIONS if name not in tables]:
        raise BadFile(None, f"has no section {missing[0]}")
    return tables


def _lines(text: str) -> Iterator[tuple[int, list[str]]]:
    lines = csv.reader(text.splitlines(), delimiter=";")
    for cells in lines:
        if any(cell.strip() for cell in cells):
            yield lines.line_num, cells


def _method(kind: str, meta: dict[str, str]) -> Method:
    match kind:
        case "approval":
            return Method.PLURALITY if meta.get("max_length") == "1" else Method.APPROVAL
        case "cumulative":
            return Method.DOTS
        case "ordinal" | "scoring":
            return Method.SCORE
    raise BadFile(None, f"has a vote_type that is not known: {kind!r}")


def _most(kind: str, meta: dict[str, str]) -> int | None:
    limit = meta.get("max_sum_points" if kind == "cumulative" else "max_length")
    return int(float(limit)) if limit else None


def _ballot(kind: str, meta: dict[str, str], line: int, row: dict[str, str], costs: dict[str, int]) -> Ballot:
    chosen = [part.strip() for part in row.get("vote", "").split(",") if part.strip()]
    if unknown := [option for option in chosen if option not in costs]:
        raise BadFile(line, f"there is no project {unknown[0]!r}")
    if len(set(chosen)) < len(chosen):
        raise BadFile(line, "a project is named twice")
    _within(meta, line, "length", len(chosen), "projects")
    _within(meta, line, "sum_cost", sum(costs[option] for option in chosen), "of cost")
    if kind == "approval":
        return Ballot((tuple(chosen),) if chosen else (), dict.fromkeys(chosen, 1), line=line)
    if kind == "ordinal":
        most = int(meta.get("max_length", len(costs)))
        points_of = {option: most - at for at, option in enumerate(chosen)}
        return Ballot(tuple((option,) for option in chosen), points_of, line=line)
    points = [number(part, line, "a number of points") for part in row.get("points", "").split(",") if part.strip()]
    if len(points) != len(chosen):
        raise BadFile(line, f"{len(chosen)} projects, but {len(points)} numbers of points")
    _within(meta, line, "sum_points", sum(points), "points")
    marks = dict(zip(chosen, points, strict=True))
    ranks = tuple(tuple(o for o in chosen if marks[o] == p) for p in sorted(set(points), reverse=True) if p)
    return Ballot(ranks, marks, line=line)


def _within(meta: dict[str, str], line: int, limit: str, value: int, what: str) -> None:
    most, least = meta.get(f"max_{limit}"), meta.get(f"min_{limit}")
    if most is not None and value > float(most):
        raise BadFile(line, f"{value} {what}, and at most {most} are allowed")
    if least is not None and value < float(least):
        raise BadFile(line, f"{value} {what}, and at least {least} are asked for")
