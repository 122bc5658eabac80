"""The command `hub`."""

import asyncio
import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer
import uvicorn
from pydantic import SecretStr
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from hub import (
    counting,
    demo,
    logs,
    migrating,
    reference,
    search,
    server,
    settings,
)
from hub.cli import imports, letters, people
from hub.cli.running import run, stop, without_password
from hub.errors import BadSetting, HubError
from hub.models import Language
from hub.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they print local variables, secrets among them
    help="Empiria: a home for networks of cities.",
)
app.add_typer(people.commands)
app.add_typer(letters.commands, name="mail")
app.add_typer(imports.commands, name="import")


def main() -> None:
    logs.configure()
    try:
        app()
    except (BadSetting, HubError) as error:
        stop(str(error))
    except (DBAPIError, OSError) as error:
        stop(f"The database does not answer as it should: {error.__class__.__name__}: {_first_line(error)}")


@app.command()
def serve(
    workers: Annotated[int, typer.Option("--workers", min=1, help="How many processes; several need a bus.")] = 1,
) -> None:
    """Serve the hub."""
    chosen = settings.load()
    if workers > 1 and chosen.broadcast_url == "memory://":
        stop("Several workers need a bus between them: set HUB_BROADCAST_URL to redis://host:6379.")
    _check_migrated(chosen)
    print(_greeting(chosen), file=sys.stderr)
    uvicorn.run("hub.app:from_environment", factory=True, workers=workers, **server.options(chosen))


@app.command()
def migrate() -> None:
    """Bring the database up to date, with the towns and networks every installation has."""
    chosen = settings.load()
    _prepare_folder(chosen)
    asyncio.run(migrating.migrate(chosen.database_url))
    added = run(reference.load, chosen)
    run(search.complete, chosen)
    print(f"The database is up to date{f'; {added} networks added' if added else ''}.")


@app.command()
def reindex() -> None:
    """Build the search index anew, beside the hub at work."""
    print(f"{run(search.rebuild)} entries are indexed anew.")


@app.command("demo")
def load_demo() -> None:
    """Load the demo: people, discussions, and an account for each standing."""
    is_new = run(demo.load)
    print("The demo is loaded." if is_new else "The demo is there already.")


@app.command()
def schema() -> None:
    """Print the contract (SDL)."""
    from schema.root import schema as contract

    print(contract.as_str())


@app.command()
def count(
    file: Annotated[Path, typer.Argument(help="Ballots: .pb, .abif, .csv or .jsonl.", exists=True, dir_okay=False)],
    method: Annotated[counting.Method | None, typer.Option(help="The format's own, if not said.")] = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON object for each vote in the file.")] = False,
) -> None:
    """Count a file of ballots, without a database."""
    try:
        elections = counting.read(file)
        counts = [(election, counting.count(election, method)) for election in elections]
    except (counting.BadFile, counting.Uncountable) as error:
        stop(f"{file.name}: {error}")
    for election, counted in counts:
        print(json.dumps(counted.as_json(), ensure_ascii=False) if as_json else _told(election, counted))


@app.command("settings")
def show_settings() -> None:
    """List what can be set, and how it is set now."""
    chosen = settings.load()
    for name, field in Settings.model_fields.items():
        print(f"HUB_{name.upper()}={_shown(getattr(chosen, name))}\n    {field.description}")


def _check_migrated(chosen: Settings) -> None:
    _prepare_folder(chosen)
    if not asyncio.run(migrating.is_current(chosen.database_url)):
        stop("The database is not up to date. Run: hub migrate")


def _prepare_folder(chosen: Settings) -> None:
    url = make_url(chosen.database_url)
    if url.get_backend_name() == "sqlite" and url.database:
        Path(url.database).parent.mkdir(parents=True, exist_ok=True)


def _told(election: counting.Election, counted: counting.Count) -> str:
    """A count for people: who is tied stands on one line."""
    lines = [election.title, f"{counted.ballots} ballots, by {counted.method}"]
    for place, tied in enumerate(counted.ranking, 1):
        said = "  =  ".join(f"{option} ({counted.totals[option]:g})" for option in tied)
        lines.append(f"{place:>4}. {said}")
    if counted.passed is not None:
        lines.append("Passed." if counted.passed else "Not passed.")
    return "\n".join(line for line in lines if line)


def _greeting(chosen: Settings) -> str:
    lines = [f"Empiria is at {chosen.origin}"]
    if chosen.demo and chosen.is_on_loopback:
        lines.append("Sign in there with one click as:")
        lines += [f"  {account.email:<26} {account.description}" for account in demo.accounts(Language.EN)]
    return "\n".join(lines)


def _shown(value: Any) -> str:
    if isinstance(value, SecretStr):
        return "(set)" if value.get_secret_value() else ""
    return without_password(",".join(value) if isinstance(value, list) else str(value))


def _first_line(error: Exception) -> str:
    return without_password(str(error).partition("\n")[0])
