"""What must hold between the three logs, whatever broke: relations of sets, each a sentence."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from tests.faults.logs import Run, Stored


@dataclass(frozen=True, slots=True)
class Verdict:
    """True when nothing speaks against it."""

    breaches: tuple[str, ...]

    def __bool__(self) -> bool:
        return not self.breaches

    def __len__(self) -> int:
        return len(self.breaches)

    def __str__(self) -> str:
        shown = "; ".join(self.breaches[:5])
        return f"{len(self)} breaches: {shown}" if self.breaches else "holds"

    __repr__ = __str__


def nothing_acknowledged_is_lost(acknowledged: Mapping[str, str], stored: Stored) -> Verdict:
    """Every post a client was told of is there, with what was written."""
    return _unless(
        (f"{key} as {post}", post in stored.posts and stored.posts[post].key == key)
        for key, post in acknowledged.items()
    )


def each_key_has_one_effect(stored: Stored) -> Verdict:
    """However often a client tried again."""
    effects = Counter(post.key for post in stored.posts.values())
    return _unless((f"{key} was written {times} times", times == 1) for key, times in effects.items())


def each_post_has_its_event(stored: Stored) -> Verdict:
    """On each stream whose audience sees it, once."""
    told = {kind: Counter(line.subject for line in lines if _adds(line.kind)) for kind, lines in stored.streams.items()}
    return _unless(
        (f"{post} is {times} times on {kind}", times == (kind in seen.streams))
        for post, seen in stored.posts.items()
        for kind, times in ((kind, counted[post]) for kind, counted in told.items())
    )


def each_event_has_its_row(stored: Stored) -> Verdict:
    return _unless(
        (f"{kind} {line.number} {line.kind}: no {line.subject}", line.subject in stored.rows)
        for kind, lines in stored.streams.items()
        for line in lines
    )


def numbers_have_no_gaps(stored: Stored) -> Verdict:
    """1, 2, 3 … up to the head of each stream."""
    return _unless(
        (f"{kind} {place}: {number}", place == number)
        for kind, lines in stored.streams.items()
        for place, number in _side_by_side([line.number for line in lines], 1, stored.heads[kind])
    )


def delivered_once_and_in_order(run: Run) -> Verdict:
    """What came may have come again; it was applied once, each number after the one before."""
    applied = [line.number for line in run.applied]
    expected = range(run.base + 1, run.base + 1 + len(applied))
    steps = [(f"{number} where {due} was due", number == due) for number, due in zip(applied, expected, strict=True)]
    reached = run.base
    for line in run.delivered:
        steps.append((f"{line.number} came after {reached}", line.number <= reached + 1))
        reached = max(reached, line.number)
    return _unless(steps)


def everything_stored_was_delivered(run: Run, stored: Stored, kind: str) -> Verdict:
    """From the snapshot on, as it is stored."""
    applied = {line.number: line for line in run.applied}
    return _unless(
        (f"{kind} {line.number}: {applied.get(line.number)}", applied.get(line.number) == line)
        for line in stored.streams[kind]
        if line.number > run.base
    )


def nothing_delivered_was_made_up(run: Run, stored: Stored, kind: str) -> Verdict:
    known = set(stored.streams[kind])
    return _unless((f"{kind}: {line}", line in known) for line in run.delivered)


def nothing_came_after(number: int, runs: Iterable[Run]) -> Verdict:
    """To somebody whose access ended when the stream stood at that number."""
    return _unless((f"{line}", line.number <= number) for run in runs for line in run.delivered)


def all_of(*verdicts: Verdict) -> Verdict:
    return Verdict(tuple(breach for verdict in verdicts for breach in verdict.breaches))


def what_is_stored_is_whole(acknowledged: Mapping[str, str], stored: Stored) -> Verdict:
    return all_of(
        nothing_acknowledged_is_lost(acknowledged, stored),
        each_key_has_one_effect(stored),
        each_post_has_its_event(stored),
        each_event_has_its_row(stored),
        numbers_have_no_gaps(stored),
    )


def what_was_delivered_is_whole(runs: Iterable[Run], stored: Stored, kind: str) -> Verdict:
    """For somebody who has caught up: the last run reaches to the head; those before it ended early."""
    *earlier, last = runs
    return all_of(
        *(delivered_once_and_in_order(run) for run in [*earlier, last]),
        everything_stored_was_delivered(last, stored, kind),
        nothing_delivered_was_made_up(last, stored, kind),
    )


def _unless(claims: Iterable[tuple[str, bool]]) -> Verdict:
    return Verdict(tuple(claim for claim, holds in claims if not holds))


def _adds(kind: str) -> bool:
    return kind == "PostAdded"


def _side_by_side(numbers: list[int], first: int, last: int) -> Iterable[tuple[int, int | None]]:
    length = max(last, len(numbers))
    padded = [*numbers, *[None] * (length - len(numbers))]
    return zip(range(first, first + length), padded, strict=True)
