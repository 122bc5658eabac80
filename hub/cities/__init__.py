"""Towns by what people call them, which belong to the Association of Polish Cities, and where one's own city sits."""

from hub.cities.membership import Listed, list_members, set_member
from hub.cities.own import OwnCity, OwnSeat, own_cities
from hub.cities.towns import Towns, find, plain

__all__ = ["Listed", "OwnCity", "OwnSeat", "Towns", "find", "list_members", "own_cities", "plain", "set_member"]
