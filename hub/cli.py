"""The command `hub`."""

import asyncio
import json
import re
import sys
from pathlib import Path
from typing import Annotated, Any, NoReturn

import typer
import uvicorn
from pydantic import SecretStr
from sqlalchemy.engine import make_url
from sqlalchemy.exc import DBAPIError

from hub import (
    counting,
    demo,
    importing,
    logs,
    mail,
    migrating,
    people,
    personal_data,
    reference,
    search,
    server,
    settings,
)
from hub.consequences import open_database
from hub.database import Viewer
from hub.errors import BadSetting, HubError
from hub.models import Language
from hub.settings import Settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # they print local variables, secrets among them
    help="Empiria: a home for networks of cities.",
)
imports = typer.Typer(no_args_is_help=True, help="Bring in what was written elsewhere.")
app.add_typer(imports, name="import")
letters = typer.Typer(help="Letters that wait or could not be sent.")
app.add_typer(letters, name="mail")


def main() -> None:
    logs.configure()
    try:
        app()
    except (BadSetting, HubError) as error:
        _stop(str(error))
    except (DBAPIError, OSError) as error:
        _stop(f"The database does not answer as it should: {error.__class__.__name__}: {_first_line(error)}")


@app.command()
def serve(
    workers: Annotated[int, typer.Option("--workers", min=1, help="How many processes; several need a bus.")] = 1,
) -> None:
    """Serve the hub."""
    chosen = settings.load()
    if workers > 1 and chosen.broadcast_url == "memory://":
        _stop("Several workers need a bus between them: set HUB_BROADCAST_URL to redis://host:6379.")
    _check_migrated(chosen)
    print(_greeting(chosen), file=sys.stderr)
    uvicorn.run("hub.app:from_environment", factory=True, workers=workers, **server.options(chosen))


@app.command()
def migrate() -> None:
    """Bring the database up to date, with the towns and networks every installation has."""
    chosen = settings.load()
    _prepare_folder(chosen)
    asyncio.run(migrating.migrate(chosen.database_url))
    added = _run(reference.load, chosen)
    _run(search.complete, chosen)
    print(f"The database is up to date{f'; {added} networks added' if added else ''}.")


@app.command()
def reindex() -> None:
    """Build the search index anew, beside the hub at work."""
    print(f"{_run(search.rebuild)} entries are indexed anew.")


@app.command("demo")
def load_demo() -> None:
    """Load the demo: people, discussions, and an account for each standing."""
    is_new = _run(demo.load)
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
        _stop(f"{file.name}: {error}")
    for election, counted in counts:
        print(json.dumps(counted.as_json(), ensure_ascii=False) if as_json else _told(election, counted))


@app.command("settings")
def show_settings() -> None:
    """List what can be set, and how it is set now."""
    chosen = settings.load()
    for name, field in Settings.model_fields.items():
        print(f"HUB_{name.upper()}={_shown(getattr(chosen, name))}\n    {field.description}")


@app.command()
def invite(
    email: Annotated[str, typer.Argument(help="Whom.")],
    coordinator: Annotated[bool, typer.Option("--coordinator", help="As coordinator of all networks.")] = False,
) -> None:
    """Make the first person of an installation and print the link that signs them in."""
    if not coordinator:
        _stop("Say --coordinator: coordinators invite everybody else.")
    chosen = settings.load()
    secret = _run(people.invite_coordinator, chosen, email)
    print(mail.sign_in_link(chosen, secret))


@app.command()
def token(
    email: Annotated[str, typer.Argument(help="In whose name.")],
    write: Annotated[bool, typer.Option("--write", help="It may change things, not only read.")] = False,
    name: Annotated[str, typer.Option("--name", help="What it is for.")] = "made on the command line",
) -> None:
    """Print a new access token, and nothing else."""
    print(_run(people.make_token, None, email, name, write))


@letters.callback(invoke_without_command=True)
def show_mail(context: typer.Context) -> None:
    """List the letters that wait, and those that were given up."""
    if context.invoked_subcommand:
        return
    unsent = _run(mail.unsent)
    print("\n".join(_line(letter) for letter in unsent) or "No letter waits, and none has failed.")


@letters.command("retry")
def retry_mail() -> None:
    """Try all of them once more, now."""
    print(f"{_run(mail.retry)} letters are tried again; `hub mail` shows what becomes of them.")


@app.command()
def export(email: Annotated[str, typer.Argument(help="Whose data.")]) -> None:
    """Print all that is kept about a person, as JSON: what they ask for by right."""
    print(json.dumps(_run(_copied, None, email), ensure_ascii=False, indent=2))


@app.command()
def erase(
    email: Annotated[str, typer.Argument(help="Whose account.")],
    yes: Annotated[bool, typer.Option("--yes", help="Without asking.")] = False,
) -> None:
    """Erase a person: everything but what they wrote for their city goes, for good."""
    if not yes:
        typer.confirm(f"Erase {email} for good? Backups forget them when they are rotated.", abort=True)
    _run(personal_data.erase_address, None, email)
    print("Erased. What they wrote for their city stays, without their name.")


async def _copied(viewer: Viewer, email: str) -> dict[str, Any]:
    async with viewer.database.reading(viewer) as work:
        return await personal_data.copy_of(work, email)


@imports.command("threads")
def import_threads(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="JSON lines, one discussion a line.")],
    network: Annotated[str, typer.Option("--network", help="The network's slug.")],
    board: Annotated[str, typer.Option("--board", help="The board's title; made if it is missing.")],
) -> None:
    """Bring discussions onto a board; what is there already is left alone."""
    with file.open("rb") as lines:
        added = _run(importing.load_threads, None, lines, network, board, _progress)
    print(f"{added} discussions imported." if added else "Nothing new to import.")


@imports.command("facebook")
def import_facebook(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="CSV or JSON, see docs/importing.md.")],
    network: Annotated[str, typer.Option("--network", help="The network's slug.")],
    board: Annotated[str, typer.Option("--board", help="The board's title; made for members if it is missing.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would happen.")] = False,
) -> None:
    """Bring posts and comments from Facebook onto a board, all of a file or nothing, and nothing twice."""
    report = _run(importing.load_facebook, None, file.read_bytes(), network, board, dry_run)
    for told in report:
        print(f"{told.number:>6}  {'WRONG  ' if told.is_wrong else ''}{told.what}")
    wrong = sum(told.is_wrong for told in report)
    if wrong:
        _stop(f"{wrong} of {len(report)} are wrong; nothing was brought in.")
    print("Nothing was changed: this was a dry run." if dry_run else f"{len(report)} posts are on the board.")


@imports.command("ballots")
def import_ballots(
    file: Annotated[Path, typer.Argument(exists=True, dir_okay=False, help="As `hub count` reads them.")],
    network: Annotated[str | None, typer.Option("--network", help="The network's slug; or the first.")] = None,
) -> None:
    """Load ballots into a poll that is over, all of a file or nothing, and name the network and the polls."""
    try:
        where, loaded = _run(importing.load_ballots, None, file, network)
    except counting.BadFile as error:
        _stop(f"{file.name}: {error}")
    for poll in loaded:
        print(f"{poll.public_id}  {where.slug}  {poll.kind}  {poll.question}")


@imports.command("give")
def give_imported(
    name: Annotated[str, typer.Argument(help="The name under which posts were brought in.")],
    email: Annotated[str, typer.Argument(help="Whose they are: somebody of that network.")],
    network: Annotated[str, typer.Option("--network", help="The network's slug.")],
) -> None:
    """Give imported posts to the person who wrote them, once a coordinator has confirmed it."""
    print(f"{_run(importing.give_posts, None, network, name, email)} posts are theirs now.")


@imports.command("forget")
def forget_imported(
    name: Annotated[str, typer.Argument(help="The name under which posts were brought in.")],
    network: Annotated[str, typer.Option("--network", help="The network's slug.")],
) -> None:
    """Take a name away from imported posts, for good; the posts stay."""
    _run(importing.forget_name, None, network, name)
    print("The name is gone. Another import does not bring it back.")


def _run(verb: Any, chosen: Settings | None = None, *args: Any) -> Any:
    """Runs a verb in nobody's name: whoever may start the command may do it."""

    async def run() -> Any:
        database = open_database(chosen or settings.load())
        try:
            return await verb(Viewer(database, language=Language.EN), *args)
        finally:
            await database.close()

    return asyncio.run(run())


def _line(unsent: mail.Unsent) -> str:
    letter = unsent.letter
    state = "failed" if letter.failed_at else "waits"
    age = str(unsent.age).partition(".")[0]
    return f"{state}  {letter.kind:<18} {unsent.address:<28} {age:>16}  attempts: {letter.attempts:<3} {letter.note}"


def _progress(done: int) -> None:
    if done % 25 == 0:
        print(f"{done} lines read", end="\r" if sys.stderr.isatty() else "\n", file=sys.stderr, flush=True)


def _check_migrated(chosen: Settings) -> None:
    _prepare_folder(chosen)
    if not asyncio.run(migrating.is_current(chosen.database_url)):
        _stop("The database is not up to date. Run: hub migrate")


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
    return _without_password(",".join(value) if isinstance(value, list) else str(value))


def _without_password(text: str) -> str:
    return re.sub(r"(?<=://)([^/:@]*):[^@]*(?=@)", r"\1:***", text)


def _first_line(error: Exception) -> str:
    return _without_password(str(error).partition("\n")[0])


def _stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise SystemExit(1)
