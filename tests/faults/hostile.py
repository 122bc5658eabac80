"""What somebody who means harm would send: documents that multiply, and requests and frames with pieces torn out."""

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from tests.cast import NEWS

_NETWORK = 'network(slug: "obywateli")'
_LISTS = ("threads", "posts", "boards", "people")
_WORDS = ("threads(first: 100)", "edges", "node", "author", "id", "posts", "__typename", "viewer", "$a", "...f1")
_MARKS = ("{", "}", "(", ")", "[", "]", ":", "!", "=", "...", "\\", '"""', "@include(if: true)")
_ODD = ("\ud800", "\0", "\u202e", "ą" * 300, "9" * 5_000, "{" * 200, "#" * 50)
_LEVELS = ("viewer", "edges { node", "threads(first: 100) { edges { node", "__schema { types { fields { type")
_REPEATED = (
    "a{}: __typename",
    "viewer {{ a{}: email }}",
    "__typename",
    "{{",
    "@a{}",
    f"a{{}}: {_NETWORK} {{{{ id }}}}",
)
_SIZES = ("100", "-1", "2147483647", "9" * 1_000, "$n", "1e9", "null", "[[[1]]]")
_LITERALS = ('"' + "x" * 60_000 + '"', "[" * 3_000, "{a: " * 500, '"\\u{' + "1" * 999 + '}"', '"""' + "\n " * 20_000)


def _nested(random: Random) -> str:
    levels, level = random.randint(2, 600), random.choice(_LEVELS)
    return "{ " + (level + " { ") * levels + "id" + " }" * (levels * (level.count("{") + 1)) + " }"


def _chain(random: Random) -> str:
    length, on = random.randint(2, 150), random.choice(("Viewer", "Query", "Nothing"))
    links = " ".join(f"fragment f{at} on {on} {{ ...f{at + 1} ...f{at + 1} }}" for at in range(length))
    end = f"fragment f{length} on {on} {{ __typename ...{random.choice(('f0', 'f1', 'g'))} }}"
    return f"{{ viewer {{ ...f0 }} }} {links} {end}"


def _many(random: Random) -> str:
    one = random.choice(_REPEATED)
    return "{ " + " ".join(one.format(at) for at in range(random.randint(2, 4_000))) + " }"


def _fan_out(random: Random) -> str:
    inner = "id"
    for _ in range(random.randint(1, 8)):
        paged = f"{random.choice(_LISTS)}(first: {random.choice(_SIZES)})"
        inner = f"{paged} {{ edges {{ node {{ {inner} }} }} }}"
    return f"query ($n: Int = {random.choice(('100', '5', 'null'))}) {{ {_NETWORK} {{ {inner} }} }}"


def _operations(random: Random) -> str:
    kinds = ("query", "mutation", "subscription", "fragment")
    return " ".join(f"{random.choice(kinds)} q{at} {{ __typename }}" for at in range(random.randint(2, 500)))


def _literal(random: Random) -> str:
    return f"{{ node(id: {random.choice(_LITERALS)}) {{ id }} }}"


def _soup(random: Random) -> str:
    return " ".join(random.choices(_WORDS + _MARKS + _ODD, k=random.randint(1, 400)))


_SHAPES: tuple[Callable[[Random], str], ...] = (_nested, _chain, _many, _fan_out, _operations, _literal, _soup)


def documents(random: Random, number: int) -> Iterator[str]:
    """Documents of up to 64 KiB."""
    for at in range(number):
        yield _SHAPES[at % len(_SHAPES)](random).encode("utf-8", "replace")[: 64 * 1024].decode("utf-8", "ignore")


def bodies(random: Random, number: int) -> Iterator[bytes]:
    for document in documents(random, number):
        whole = {"query": document, "variables": {"n": 1, "a": [None]}, "operationName": random.choice((None, "q1"))}
        honest = {
            "query": f"query Seen {{ viewer {{ email }} {_NETWORK} {{ id }} }}",
            "variables": {},
            "extensions": {},
        }
        yield _torn(random, _encoded(random.choice((whole, honest, honest))))


def frames(random: Random, number: int, network: str) -> Iterator[bytes]:
    """What follows an acknowledged `connection_init`."""
    for document in documents(random, number):
        query = random.choice((document, NEWS, NEWS))
        payload = {"query": query, "variables": {"network": network, "after": None}, "operationName": None}
        whole = [
            {"id": str(random.randint(1, 9)), "type": "subscribe", "payload": payload},
            {"id": "1", "type": "complete"},
            {"type": random.choice(("ping", "pong", "connection_init", "next", "start"))},
        ]
        yield _torn(random, _encoded(random.choice(whole)))[: 64 * 1024 - 1]


def _encoded(value: Any) -> bytes:
    return json.dumps(value).encode()


_PUT = (b"", b"null", b"[", b'"', b"\\ud800", b"\xff", b"\x00", b"{}", b"1e999")


def _torn(random: Random, whole: bytes) -> bytes:
    for _ in range(random.choice((0, 1, 1, 2, 5))):
        at, until = sorted(random.randrange(len(whole) + 1) for _ in range(2))
        until = min(until, at + random.choice((1, 4, 50, 5_000)))
        put = random.choice((*_PUT, whole[at:until] * 2))
        whole = whole[:at] + put + whole[until:]
    return whole
