"""ABIF, the Aggregated Ballot Information Format: `COUNT:A>B=C`, best first, `=` between equals."""

import re

from hub.counting.ballots import Ballot, Election, Method
from hub.counting.formats.lines import BadFile

_BALLOT = re.compile(r"(\d+):\s*(.*)")
_NAMED = re.compile(r"=\s*([^:\s]+)\s*:\s*\[(.*)\]")
_META = re.compile(r'\{\s*"?(\w+)"?\s*:\s*"?(.*?)"?\s*\}')
_TOKEN = re.compile(r"\[([^\]]*)\]|([^\s>=,\[\]]+)")
_METHODS = {"irv": Method.IRV, "schulze": Method.SCHULZE, "borda": Method.BORDA, "fptp": Method.PLURALITY}


def read(text: str) -> Election:
    """Options are the short names. Raises BadFile."""
    meta: dict[str, str] = {}
    options: dict[str, None] = {}
    names: dict[str, str] = {}
    ballots: list[Ballot] = []
    for line, row in enumerate(text.splitlines(), 1):
        row = row.partition("#")[0].strip()
        if not row:
            continue
        if found := _META.fullmatch(row):
            meta[found[1]] = found[2]
        elif found := _NAMED.fullmatch(row):
            options.setdefault(found[1])
            names[found[1]] = found[2]
        elif found := _BALLOT.fullmatch(row):
            ballots.append(_ballot(line, int(found[1]), found[2]))
            options |= dict.fromkeys(option for rank in ballots[-1].ranks for option in rank)
        else:
            raise BadFile(line, "a ballot such as 12:A>B=C is expected")
    if not options:
        raise BadFile(None, "has no options")
    method = _METHODS.get(meta.get("tally_method", "").lower(), Method.IRV)
    return Election(tuple(options), ballots, method, title=meta.get("title", ""), names=names)


def _ballot(line: int, count: int, said: str) -> Ballot:
    ranks = tuple(tuple(_option(line, name) for name in rank.split("=")) for rank in said.split(">") if said.strip())
    named = [option for rank in ranks for option in rank]
    if len(set(named)) < len(named):
        raise BadFile(line, "an option is ranked twice")
    return Ballot(ranks, count=count, line=line)


def _option(line: int, name: str) -> str:
    found = _TOKEN.fullmatch(name.strip())
    if not found:
        raise BadFile(line, f"{name.strip()!r} is not the name of an option")
    return found[1] or found[2]
