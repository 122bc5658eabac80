"""Polls of the hub as it hands them out when they are over: JSON with a column for each kind of seat."""

from typing import Any

from hub.counting.ballots import Ballot, Election, EqualRank, Majority, Method, Threshold, Unranked
from hub.counting.formats.lines import BadFile


def is_export(said: object) -> bool:
    return isinstance(said, dict) and isinstance(said.get("columns"), list)


def read(said: dict[str, Any]) -> list[Election]:
    """A column each, member cities first. Raises BadFile, also of a secret poll: there its ballots are not."""
    try:
        return [_election(str(said.get("question", "")), column) for column in said["columns"]]
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise BadFile(None, f"is no export of a poll with its ballots: {error}") from None


def _election(question: str, column: dict[str, Any]) -> Election:
    options = tuple(str(option) for option in column["options"])
    ballots = [_ballot(options, ballot) for ballot in column["ballots"]]
    asked = column.get("threshold")
    return Election(
        options=options,
        ballots=ballots,
        method=Method(column["method"]),
        title=f"{question} ({column['kind']})",
        equal_rank=EqualRank(column["equalRank"]),
        unranked=Unranked(column["unranked"]),
        threshold=_threshold(asked) if asked else None,
        costs={str(option): int(cost) for option, cost in column.get("costs", {}).items()},
        budget=column.get("budget"),
    )


def _threshold(asked: dict[str, Any]) -> Threshold:
    majority, counts = Majority(asked["majority"]), bool(asked["countsAbstentions"])
    return Threshold(majority, counts, int(asked["eligible"]), int(asked["quorum"]), asked.get("votes"))


def _ballot(options: tuple[str, ...], ballot: dict[str, Any]) -> Ballot:
    ranks = tuple(tuple(str(option) for option in rank) for rank in ballot.get("ranks", ()))
    marks = {str(option): int(points) for option, points in ballot.get("marks", {}).items()}
    if unknown := {*marks, *(option for rank in ranks for option in rank)} - set(options):
        raise ValueError(f"nobody asked about {sorted(unknown)[0]}")
    return Ballot(ranks, marks, int(ballot.get("count", 1)))
