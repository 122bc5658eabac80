"""The end of a fault: everybody has caught up with what is stored, and the three logs are laid side by side."""

from collections.abc import Sequence

from tests.faults.ground import Ground
from tests.faults.invariants import Verdict, all_of, what_is_stored_is_whole, what_was_delivered_is_whole
from tests.faults.logs import Stored, Written
from tests.faults.reader import Reader
from tests.patience import until


async def settled(
    ground: Ground, logs: Sequence[Written], members: Sequence[Reader], observers: Sequence[Reader] = ()
) -> Verdict:
    """Nobody writes any more; those who follow still do."""
    stored = await ground.stored()
    acknowledged = {key: post for log in logs for key, post in log.acknowledged.items()}
    return all_of(
        what_is_stored_is_whole(acknowledged, stored),
        *await _caught_up(members, stored, "members"),
        *await _caught_up(observers, stored, "everyone"),
    )


async def _caught_up(readers: Sequence[Reader], stored: Stored, kind: str) -> list[Verdict]:
    head = stored.heads[kind]
    await until(lambda: all(reader.number >= head for reader in readers), f"that all reach {head}")
    return [what_was_delivered_is_whole(reader.runs, stored, kind) for reader in readers]
