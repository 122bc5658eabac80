"""Secret ballots: the same choices in both worlds, of other voters, and nobody must notice, whatever they ask."""

from random import Random
from typing import Any

from tests.worlds.scripts import Script
from tests.worlds.steps import Ask, Get, Operate

VOTERS = ("member", "kurek", "pietrzela", "bober", "szweda")
"""Of a city each: as many as it takes for a result to be told."""
EVERYBODY = ("stranger", "outsider", "observer", "reading_observer", "colleague", "moderator", "coordinator", *VOTERS)
_POLL = """{
  id state resultsVisible awaitedVotes secretRemarks ballots { words history { at } }
  viewerVotes { isCast ballot { words } }
  columns { turnout electors isTooSmall tally {
    ballots winners pairs { over under ballots } rounds { totals { option total } }
    counts { ranking totals { option total } }
  } }
}"""
_CAST = f"mutation ($input: CastBallotInput!) {{ castBallot(input: $input) {{ poll {_POLL} }} }}"
_SEE = f"query ($id: ID!) {{ node(id: $id) {{ ... on Poll {_POLL} }} }}"
_CLOSE = "mutation ($input: ClosePollInput!) { closePoll(input: $input) { poll { id } } }"


def vote(script: Script, poll: str, is_ranking: bool) -> None:
    """All vote, one after the other, while others look on; then it is closed, and everybody looks at the result."""
    choices = [_choice(script.random, is_ranking) for _ in VOTERS]
    swapped = script.random.sample(choices, k=len(choices))
    for who, first, second in zip(script.random.sample(VOTERS, k=len(VOTERS)), choices, swapped, strict=True):
        casts = [Ask(_CAST, {"input": {"pollId": poll, "remark": f"Uwaga {who}", **said}}) for said in (first, second)]
        script.assumed |= {script.differing(who, casts[0], casts[1])}
        script.both("operator", Operate("tell_turnout"))
        script.both(script.random.choice(EVERYBODY), Ask(_SEE, {"id": poll}))
        look = script.random.choice((script.query, script.node, script.survey, script.search))
        script.both(script.random.choice(EVERYBODY), look())
    if script.random.random() < 0.8:
        script.both("moderator", Ask(_CLOSE, {"input": {"pollId": poll}}))
    for who in EVERYBODY:
        script.both(who, Ask(_SEE, {"id": poll}))
        script.both(who, Get(("/polls/", poll, script.random.choice((".json", ".csv", ".blt")))))


def _choice(random: Random, is_ranking: bool) -> dict[str, Any]:
    if is_ranking:
        return {"ranks": [[key] for key in random.sample("123", k=random.randint(1, 3))]}
    return {"marks": [{"option": random.choice(("for", "against", "abstain"))}]}
