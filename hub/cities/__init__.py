"""Towns by what people call them, which belong to the Association of Polish Cities, and where one's own city sits
and what it said there."""

from hub.cities.membership import Listed, list_members, set_member
from hub.cities.own import OwnCity, OwnSeat, own_cities
from hub.cities.record import OwnRecord, OwnRemark, OwnVote, own_record
from hub.cities.towns import Towns, find, plain

__all__ = [
    "Listed",
    "OwnCity",
    "OwnRecord",
    "OwnRemark",
    "OwnSeat",
    "OwnVote",
    "Towns",
    "find",
    "list_members",
    "own_cities",
    "own_record",
    "plain",
    "set_member",
]
