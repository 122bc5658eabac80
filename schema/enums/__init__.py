"""The words that fields choose from: the domain's own enums, described for the contract, a file a noun."""

from schema.enums import discussion, notices, people, polls, results

__all__ = ["discussion", "notices", "people", "polls", "results"]
