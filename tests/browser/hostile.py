"""What hostile people write, wherever people may write something: `hostile.txt`, put past every check into the rows."""

import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import select

from hub import clock
from hub.database import Work
from hub.models import (
    Act,
    ActKind,
    Audience,
    Board,
    Invitation,
    InvitationForm,
    JoinRequest,
    Network,
    Person,
    Post,
    RequestOrigin,
    Seat,
    SeatKind,
    Standing,
    StandingKind,
    Thread,
)
from tests.cast import ADDRESSES, Hub

POSTS_A_THREAD, THREADS_A_BOARD = 50, 29
_ESCAPE = re.compile(r"\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|(.))")
_CHARACTERS = {"n": "\n", "t": "\t"}


def payloads() -> list[str]:
    lines = Path(__file__).with_name("hostile.txt").read_text().splitlines()
    return [_said(line) for line in lines if line.strip() and not re.match(r"# [^<]", line)]


def _said(line: str) -> str:
    return _ESCAPE.sub(_character, line).encode("utf-16", "surrogatepass").decode("utf-16")


def _character(escape: re.Match[str]) -> str:
    number = escape[1] or escape[2]
    return chr(int(number, 16)) if number else _CHARACTERS.get(escape[3], escape[3])


async def hostile_pages(hub: Hub) -> list[str]:
    """Writes all of it and gives the addresses of the pages that show it, to a coordinator."""
    pages: list[str] = await hub.database.transact(hub.operator, _write)
    return pages


async def _write(work: Work) -> list[str]:
    network = await work.row(select(Network).where(Network.slug == "obywateli"))
    author = await work.row(select(Person).where(Person.email == ADDRESSES["member"]))
    assert network, "the demo is there"
    assert author, "the demo is there"
    here, texts = f"/sieci/{network.slug}", payloads()
    network.name, network.theme = texts[0], texts[1]
    pages = [here, f"{here}/ludzie", f"{here}/dziennik", f"{here}/zaproszenia", f"{here}/prosby"]
    pages += [f"{here}/dzialy/{board}" for board in await _titles(work, network, author, texts)]
    pages += [f"{here}/rozmowy/{thread}" for thread in await _posts(work, network, author, texts)]
    people = await _people(work, network, texts)
    await _acts(work, network, author, texts)
    await _coming(work, network, author, texts)
    return [*pages, f"{here}/ludzie/{people[0]}", f"{here}/ludzie/{people[-1]}", f"{here}/nowa-rozmowa"]


async def _titles(work: Work, network: Network, author: Person, texts: list[str]) -> list[str]:
    """Boards full of threads; each payload is a title."""
    boards = []
    for place, some in enumerate(_parts(texts, THREADS_A_BOARD)):
        said: dict[str, Any] = {"title": f"{place} {some[0]}", "description": some[-1]}
        board = await work.add(Board(network_id=network.id, audience=Audience.OPEN, place=100 + place, **said))
        boards.append(board.public_id)
        for title in some:
            await work.add(_thread(network, board, author, title))
    return boards


async def _posts(work: Work, network: Network, author: Person, texts: list[str]) -> list[str]:
    """Threads full of posts; each payload is the text of one, and the reason why the next was removed."""
    board = await work.row(select(Board).where(Board.network_id == network.id, Board.audience == Audience.OPEN))
    assert board, "the demo has an open board"
    threads = []
    for some in _parts(texts, POSTS_A_THREAD // 2):
        thread = await work.add(_thread(network, board, author, some[0]))
        threads.append(thread.public_id)
        for position, text in enumerate(some):
            whole: dict[str, Any] = {"thread_id": thread.id, "author_id": author.id}
            await work.add(Post(**whole, position=2 * position + 1, body=text))
            gone: dict[str, Any] = {"removed_at": clock.now(), "removed_by_id": author.id, "removal_reason": text}
            await work.add(Post(**whole, **gone, position=2 * position + 2, body=None))
        thread.post_count, thread.last_position = len(some), 2 * len(some)
    return threads


def _thread(network: Network, board: Board, author: Person, title: str) -> Thread:
    return Thread(
        network_id=network.id, board_id=board.id, title=title, audience=Audience.OPEN, author_id=author.id, post_count=0
    )


async def _people(work: Work, network: Network, texts: list[str]) -> list[str]:
    """Each payload is a name, a function, what they did and seek, and whom to call."""
    seat = await work.row(select(Seat).where(Seat.network_id == network.id, Seat.kind == SeatKind.MEMBER))
    assert seat, "a city sits there"
    people = []
    for text in texts:
        person = await work.add(Person(name=text, did=text, seeks=text, phone=text, shares_phone=True))
        people.append(person.public_id)
        kind = StandingKind.MEMBER
        await work.add(Standing(person_id=person.id, network_id=network.id, kind=kind, seat_id=seat.id, function=text))
    return people


async def _acts(work: Work, network: Network, actor: Person, texts: list[str]) -> None:
    for text in texts[:50]:
        act = Act(network_id=network.id, kind=ActKind.NETWORK_CHANGED, actor_id=actor.id, subject=network.public_id)
        act.reason = text
        await work.add(act)


async def _coming(work: Work, network: Network, author: Person, texts: list[str]) -> None:
    """Each payload of a hundred is the name, function and programme of an invited, and the words of who asks."""
    for text in texts[::3]:
        whole: dict[str, Any] = {"network_id": network.id, "kind": StandingKind.MEMBER, "name": text, "function": text}
        expires_at = clock.now() + timedelta(days=7)
        invited: dict[str, Any] = {"form": InvitationForm.PERSON, "email": "a@b.example", "programme": text}
        await work.add(Invitation(**whole, **invited, bounce=text, created_by_id=author.id, expires_at=expires_at))
        await work.add(JoinRequest(**whole, origin=RequestOrigin.OFFICE, email="a@b.example", words=text))


def _parts(texts: list[str], size: int) -> Iterator[list[str]]:
    for start in range(0, len(texts), size):
        yield texts[start : start + size]
