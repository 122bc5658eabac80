"""`hub import`."""

import sys
from pathlib import Path
from typing import Annotated

import typer

from hub import counting, importing
from hub.cli.running import run, stop

commands = typer.Typer(no_args_is_help=True, help="Bring in what was written elsewhere.")


@commands.command("threads")
def import_threads(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines, one discussion a line.")],
    network: Annotated[str, typer.Option("--network", help="The network's slug.")],
    board: Annotated[str, typer.Option("--board", help="The board's title; made if it is missing.")],
) -> None:
    """Bring discussions onto a board; what is there already is left alone."""
    with file.open("rb") as lines:
        added = run(importing.load_threads, None, lines, network, board, _progress)
    print(f"{added} discussions imported." if added else "Nothing new to import.")


@commands.command("facebook")
def import_facebook(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or JSON, see docs/importing.md.")],
    network: Annotated[str, typer.Option("--network", help="The network's slug.")],
    board: Annotated[str, typer.Option("--board", help="The board's title; made for members if it is missing.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
) -> None:
    """Bring posts and comments from Facebook onto a board, all of a file or nothing, and nothing twice."""
    report = run(importing.load_facebook, None, file.read_bytes(), network, board, dry_run)
    for told in report:
        print(f"{told.number:>6}  {'WRONG  ' if told.is_wrong else ''}{told.what}")
    wrong = sum(told.is_wrong for told in report)
    if wrong:
        stop(f"{wrong} of {len(report)} are wrong; nothing was brought in.")
    print("Nothing was changed: this was a dry run." if dry_run else f"{len(report)} posts are on the board.")


@commands.command("ballots")
def import_ballots(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="As `hub count` reads them.")],
    network: Annotated[str | None, typer.Option("--network", help="The network's slug; or the first.")] = None,
) -> None:
    """Load ballots into a poll that is over, all of a file or nothing, and name the network and the polls."""
    try:
        where, loaded = run(importing.load_ballots, None, file, network)
    except counting.BadFile as error:
        stop(f"{file.name}: {error}")
    for poll in loaded:
        print(f"{poll.public_id}  {where.slug}  {poll.kind}  {poll.question}")


@commands.command("give")
def give_imported(
    name: Annotated[str, typer.Argument(help="The name under which posts were brought in.")],
    email: Annotated[str, typer.Argument(help="Whose they are: somebody of that network.")],
    network: Annotated[str, typer.Option("--network", help="The network's slug.")],
) -> None:
    """Give imported posts to the person who wrote them, once a coordinator has confirmed it."""
    print(f"{run(importing.give_posts, None, network, name, email)} posts are theirs now.")


@commands.command("forget")
def forget_imported(
    name: Annotated[str, typer.Argument(help="The name under which posts were brought in.")],
    network: Annotated[str, typer.Option("--network", help="The network's slug.")],
) -> None:
    """Take a name away from imported posts, for good; the posts stay."""
    run(importing.forget_name, None, network, name)
    print("The name is gone. Another import does not bring it back.")


def _progress(done: int) -> None:
    if done % 25 == 0:
        print(f"{done} lines read", end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)
