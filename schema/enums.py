"""The words that fields choose from: the domain's own enums, described for the contract."""

from enum import StrEnum

import strawberry

from hub import models


def _describe(kind: type[StrEnum], description: str, **values: str) -> None:
    definition = strawberry.enum(kind, description=description).__strawberry_definition__  # type: ignore[attr-defined]
    for value in definition.values:
        value.description = values[value.name.lower()]


_describe(models.Language, "A language of the interface and of sentences.", pl="Polish.", en="English.")
_describe(
    models.NetworkState,
    "How far a network has come.",
    planned="Announced; nobody works in it yet.",
    forming="Its cities meet and agree on how to work.",
    working="At work.",
    closed="Ended; it can be read, but not written to.",
)
_describe(
    models.SeatKind,
    "How a city takes part in a network.",
    member="It works in the network.",
    observer="It reads what is open to observers and gives its opinion on draft results.",
)
_describe(
    models.StandingKind,
    "What one can be in a network.",
    member="Represents a member city.",
    observer="Represents an observer city.",
    moderator="Looks after its discussions.",
    coordinator="Looks after the network for the association.",
    imported="The author of imported posts, who cannot sign in.",
)
_describe(
    models.Audience,
    "Who reads and writes. A board has an audience; a thread copies it when it starts and keeps it.",
    members="Member cities, moderators and coordinators read and write; for observers it does not exist.",
    open="Observers read too; member cities write.",
    all="Member cities and observers read and write.",
)
