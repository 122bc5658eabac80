"""What the ballots of a poll come to, as the contract shows it."""

import strawberry

from hub import counting, models, polls
from schema.relations import Shows


@strawberry.type(description="What one option has.")
class OptionTotal:
    option: str = strawberry.field(description="Its key.")
    total: float = strawberry.field(description="Votes or points; of Schulze how many options it beats.")


@strawberry.type(description="A round of an instant runoff.")
class Round(Shows):
    row = counting.Round
    eliminated: list[str] = strawberry.field(description="The keys of those who are dropped after it.")
    exhausted: int = strawberry.field(description="Ballots that count for nobody any more.")

    @strawberry.field(description="What those still in the race have, most first.")
    def totals(root: counting.Round) -> list[OptionTotal]:
        return [OptionTotal(option=key, total=total) for key, total in root.totals.items()]


@strawberry.type(description="Ballots counted by one method.")
class Count(Shows):
    row = counting.Count
    method: counting.Method = strawberry.field(description="Which.")
    ranking: list[list[str]] = strawberry.field(description="Keys, best first; who is tied stands together.")
    winners: list[str] = strawberry.field(
        description="Keys; several when they are tied, or where each option passes by itself."
    )
    passed: bool | None = strawberry.field(
        description="Whether the majority and the quorum that were asked for are there; null where none was."
    )

    @strawberry.field(description="What each option has, best first.")
    def totals(root: counting.Count) -> list[OptionTotal]:
        return [OptionTotal(option=key, total=total) for key, total in root.totals.items()]


@strawberry.type(description="How many ballots put one option before another.")
class Pair:
    over: str = strawberry.field(description="The key of the one before.")
    under: str = strawberry.field(description="The key of the one after.")
    ballots: int = strawberry.field(description="How many.")


@strawberry.type(description="The result of a column.")
class Tally(Shows):
    row = polls.Column

    @strawberry.field(description="How many ballots were counted.")
    def ballots(root: polls.Column) -> int:
        return root.counted.cast

    @strawberry.field(
        graphql_type=list[Count], description="By the poll's own method first; rankings then by the other methods too."
    )
    def counts(root: polls.Column) -> list[counting.Count]:
        return root.counts

    @strawberry.field(graphql_type=list[Round], description="Of a ranking, the rounds of an instant runoff in order.")
    def rounds(root: polls.Column) -> list[counting.Round]:
        return [round for count in root.counts for round in count.rounds]

    @strawberry.field(description="Of a ranking, each two options in both directions.")
    def pairs(root: polls.Column) -> list[Pair]:
        return [Pair(over=one, under=other, ballots=count) for (one, other), count in root.pairs.items()]

    @strawberry.field(description="Whether methods give different winners to the same ballots.")
    def methods_disagree(root: polls.Column) -> bool:
        return polls.disagree(root.counts)

    @strawberry.field(description="The keys that won, once ties ended as the poll says.")
    def winners(root: polls.Column) -> list[str]:
        return root.winners


@strawberry.type(description="How one kind of seat votes. Columns are never added up.")
class Column(Shows):
    row = polls.Column
    kind: models.SeatKind = strawberry.field(description="Member cities, or observers.")
    electors: int = strawberry.field(description="How many may vote, as it was when the poll opened.")
    turnout: int | None = strawberry.field(
        description="How many have voted; null while the viewer may not know. Of an open secret poll, in steps of five."
    )
    is_too_small: bool = strawberry.field(
        description="Whether there are too few secret ballots to tell what they say without telling whose they are."
    )

    @strawberry.field(graphql_type=Tally | None, description="What they say; null while the viewer may not know.")
    def tally(root: polls.Column) -> polls.Column | None:
        return root if root.election else None
