"""Ids as the outside world sees them: TypeIDs, `thread_01h455vb4pex5vsknk084sn02q`.

A lowercase prefix names the type, 26 Crockford base32 digits hold a UUID: https://github.com/jetify-com/typeid, 0.3.
Rows get version 7: random, and near each other in an index when made near in time.
"""

from uuid import UUID

from uuid_utils.compat import uuid7

_DIGITS = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUES = {digit: value for value, digit in enumerate(_DIGITS)}
_LENGTH = 26


def new() -> UUID:
    return uuid7()


def encode(prefix: str, uuid: UUID) -> str:
    return f"{prefix}_" + "".join(_DIGITS[uuid.int >> shift & 31] for shift in range(125, -1, -5))


def decode(text: str) -> tuple[str, UUID] | None:
    """The prefix and the UUID of an id, or None when it is not one."""
    prefix, _, digits = text.rpartition("_")
    if len(digits) != _LENGTH or not prefix or any(digit not in _VALUES for digit in digits):
        return None
    number = 0
    for digit in digits:
        number = number << 5 | _VALUES[digit]
    return (prefix, UUID(int=number)) if number < 1 << 128 else None
