"""Places in an order that is kept by hand: texts, compared byte by byte, with room for another between any two.

Fractions in base 36 without a last zero, after David Greenspan, https://observablehq.com/@dgreensp/implementing-fractional-indexing.
A move changes the place of what is moved and of nothing else, so nobody's screen has to be told about the others.
"""

_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)
_WHOLE = 5
"""So many digits count what is put at the end, each a step further; what goes between has digits behind them."""
_STEP = _BASE
_FIRST = "i"


def last(low: str | None) -> str:
    """A place after that one, and after all that lie before it."""
    if low is None:
        return _FIRST
    number = int(low[:_WHOLE].ljust(_WHOLE, "0"), _BASE) + _STEP
    return _written(number) if number < _BASE**_WHOLE else between(low, None)


def between(low: str, high: str | None) -> str:
    """A place after `low` (which may be empty) and before `high`, or anywhere after without one."""
    if high is not None:
        same = 0
        while (low[same : same + 1] or "0") == high[same]:
            same += 1
        if same:
            return high[:same] + between(low[same:], high[same:])
    first, end = _DIGITS.index(low[0]) if low else 0, _DIGITS.index(high[0]) if high else _BASE
    if end - first > 1:
        return _DIGITS[(first + end) // 2]
    if high and len(high) > 1:
        return high[0]
    return _DIGITS[first] + between(low[1:], None)


def spread(low: str, high: str | None, count: int) -> list[str]:
    """So many places between the two, in their order."""
    if count == 0:
        return []
    middle, before = between(low, high), (count - 1) // 2
    return [*spread(low, middle, before), middle, *spread(middle, high, count - 1 - before)]


def _written(number: int) -> str:
    digits = ""
    for _ in range(_WHOLE):
        number, digit = divmod(number, _BASE)
        digits = _DIGITS[digit] + digits
    return digits.rstrip("0")
