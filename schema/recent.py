"""What was worked out of a text of late, kept for who sends the same again: only so much that no flood fills memory."""

from collections import OrderedDict
from collections.abc import Callable
from typing import Concatenate, Generic, ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")

MOST = 300_000
"""Characters. A document that was read takes about a hundred bytes for each: 30 MB."""
_EACH = 100
"""What a short one takes besides."""


class Recent(Generic[R]):
    """By key, what was used last; as much as its texts are long."""

    def __init__(self) -> None:
        self._known: OrderedDict[object, tuple[R, int]] = OrderedDict()
        self._weight = 0

    def find(self, key: object) -> R | None:
        if key not in self._known:
            return None
        self._known.move_to_end(key)
        return self._known[key][0]

    def keep(self, key: object, value: R, length: int) -> None:
        if key in self._known:
            return
        self._known[key] = value, length + _EACH
        self._weight += length + _EACH
        while self._weight > MOST:
            _, (_, gone) = self._known.popitem(last=False)
            self._weight -= gone


def kept(work_out: Callable[Concatenate[str, P], R]) -> Callable[Concatenate[str, P], R]:
    """Works it out once for the same text and arguments. What raises is not kept."""
    known: Recent[tuple[R]] = Recent()

    def found(text: str, /, *args: P.args, **kwargs: P.kwargs) -> R:
        key = (text, *args)
        if (one := known.find(key)) is None:
            one = (work_out(text, *args, **kwargs),)
            known.keep(key, one, len(text))
        return one[0]

    return found
