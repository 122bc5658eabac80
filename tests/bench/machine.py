"""This machine: the server's core and the load's, descriptors enough for both, and the memory of a process."""

import os
import re
import resource
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.bench.goals import NotMeasured

SERVER, LOAD = (min(os.sched_getaffinity(0)), max(os.sched_getaffinity(0))) if sys.platform == "linux" else (0, 0)


def prepare() -> None:
    """This process is the load: it keeps to its core, and may hold as many sockets as the machine allows."""
    os.sched_setaffinity(0, {LOAD})
    _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


@contextmanager
def on_the_servers_core() -> Iterator[None]:
    """What is started meanwhile runs there."""
    os.sched_setaffinity(0, {SERVER})
    try:
        yield
    finally:
        os.sched_setaffinity(0, {LOAD})


def require_descriptors(count: int) -> None:
    most, _ = resource.getrlimit(resource.RLIMIT_NOFILE)
    if most < count:
        raise NotMeasured(f"{count} file descriptors are needed, {most} allowed: ulimit -n")


def memory(pid: int) -> float:
    """What the process holds in memory, in kB."""
    found = re.search(r"VmRSS:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    assert found
    return float(found[1])
