"""Towns by what people call them, and which of them belong to the Association of Polish Cities."""

from hub.cities.membership import Listed, list_members, set_member
from hub.cities.towns import Towns, find, plain

__all__ = ["Listed", "Towns", "find", "list_members", "plain", "set_member"]
