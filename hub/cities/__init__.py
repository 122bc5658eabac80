"""Towns by what people call them, which belong to the Association of Polish Cities, and where one's own city sits
and what it said there."""

from hub.cities.membership import Listed, list_members, set_member
from hub.cities.own import OwnCity, OwnSeat, own_cities
from hub.cities.record import OwnRemark, OwnVote, own_remarks, own_votes
from hub.cities.towns import Towns, find, plain

__all__ = [
    "Listed",
    "OwnCity",
    "OwnRemark",
    "OwnSeat",
    "OwnVote",
    "Towns",
    "find",
    "list_members",
    "own_cities",
    "own_remarks",
    "own_votes",
    "plain",
    "set_member",
]
