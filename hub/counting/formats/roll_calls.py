"""Roll-calls: a JSON object a line, with `ballots` by voter and the majority that was asked for."""

import json
from typing import Any

from hub.counting.ballots import Ballot, Election, Majority, Method, Threshold
from hub.counting.consent import ABSTAIN, AGAINST, FOR
from hub.counting.formats.lines import BadFile

_SAID = {"YES": FOR, "NO": AGAINST, "ABSTAIN": ABSTAIN}
_MAJORITIES = {
    "SIMPLE_MAJORITY": Majority.SIMPLE,
    "ABSOLUTE_MAJORITY": Majority.ABSOLUTE,
    "ABSOLUTE_STATUTORY_MAJORITY": Majority.STATUTORY,
    "STATUTORY_MAJORITY": Majority.STATUTORY,
    "MAJORITY_THREE_FIFTHS": Majority.THREE_FIFTHS,
    "MAJORITY_TWO_THIRDS": Majority.TWO_THIRDS,
}


def read(text: str) -> list[Election]:
    """Who did not take part has cast no ballot. Raises BadFile."""
    lines = [(line, row) for line, row in enumerate(text.splitlines(), 1) if row.strip()]
    if not lines:
        raise BadFile(None, "is empty")
    return [_election(line, _object(line, row)) for line, row in lines]


def _object(line: int, row: str) -> dict[str, Any]:
    try:
        said = json.loads(row)
    except ValueError:
        raise BadFile(line, "is not JSON") from None
    if not isinstance(said, dict) or not isinstance(said.get("ballots"), dict):
        raise BadFile(line, "an object with `ballots` by voter is expected")
    return said


def _election(line: int, said: dict[str, Any]) -> Election:
    majority = _MAJORITIES.get(said.get("majority_type", "SIMPLE_MAJORITY"))
    if majority is None:
        raise BadFile(line, f"there is no majority {said['majority_type']!r}")
    threshold = Threshold(majority, eligible=len(said["ballots"]), votes=said.get("majority_votes"))
    labels = {str(option["index"]): str(option["label"]) for option in said.get("options") or []}
    ballots = [_ballot(line, labels, cast) for cast in said["ballots"].values()]
    return Election(
        options=tuple(labels.values()) or (FOR, AGAINST, ABSTAIN),
        ballots=[ballot for ballot in ballots if ballot],
        method=Method.CONSENT,
        title=str(said.get("topic") or said.get("title") or ""),
        threshold=threshold,
    )


def _ballot(line: int, labels: dict[str, str], cast: object) -> Ballot | None:
    """None of who did not take part."""
    match cast:
        case str() if cast in _SAID:
            return Ballot(marks={_SAID[cast]: 1}, line=line)
        case str():
            return None
        case dict() if set(cast) <= set(labels):
            return Ballot(marks={labels[index]: int(said == "YES") for index, said in cast.items()}, line=line)
    raise BadFile(line, f"{cast!r} is not a vote")
