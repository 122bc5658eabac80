"""What an operator does about people: the first of them, their tokens, their data."""

import json
from typing import Annotated, Any

import typer

from hub import mail, people, personal_data, settings
from hub.cli.running import run, stop
from hub.database import Viewer

commands = typer.Typer()


@commands.command()
def invite(
    email: Annotated[str, typer.Argument(help="Whom.")],
    coordinator: Annotated[bool, typer.Option("--coordinator", help="As coordinator of all networks.")] = False,
) -> None:
    """Make the first person of an installation and print the link that signs them in."""
    if not coordinator:
        stop("Say --coordinator: coordinators invite everybody else.")
    chosen = settings.load()
    secret = run(people.invite_coordinator, chosen, email)
    print(mail.sign_in_link(chosen, secret))


@commands.command()
def token(
    email: Annotated[str, typer.Argument(help="In whose name.")],
    write: Annotated[bool, typer.Option("--write", help="It may change things, not only read.")] = False,
    name: Annotated[str, typer.Option("--name", help="What it is for.")] = "made on the command line",
) -> None:
    """Print a new access token, and nothing else."""
    print(run(people.make_token, None, email, name, write))


@commands.command()
def export(email: Annotated[str, typer.Argument(help="Whose data.")]) -> None:
    """Print all that is kept about a person, as JSON: what they ask for by right."""
    print(json.dumps(run(_copied, None, email), ensure_ascii=False, indent=2))


@commands.command()
def erase(
    email: Annotated[str, typer.Argument(help="Whose account.")],
    yes: Annotated[bool, typer.Option("--yes", help="Without asking.")] = False,
) -> None:
    """Erase a person: everything but what they wrote for their city goes, for good."""
    if not yes:
        typer.confirm(f"Erase {email} for good? Backups forget them when they are rotated.", abort=True)
    run(personal_data.erase_address, None, email)
    print("Erased. What they wrote for their city stays, without their name.")


async def _copied(viewer: Viewer, email: str) -> dict[str, Any]:
    async with viewer.database.reading(viewer) as work:
        return await personal_data.copy_of(work, email)
