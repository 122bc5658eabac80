"""`hub mail`."""

import typer

from hub import mail
from hub.cli.running import run

commands = typer.Typer(help="Letters that wait or could not be sent.")


@commands.callback(invoke_without_command=True)
def show_mail(context: typer.Context) -> None:
    """List the letters that wait, and those that were given up."""
    if context.invoked_subcommand:
        return
    unsent = run(mail.unsent)
    print("\n".join(_line(letter) for letter in unsent) or "No letter waits, and none has failed.")


@commands.command("retry")
def retry_mail() -> None:
    """Try all of them once more, now."""
    print(f"{run(mail.retry)} letters are tried again; `hub mail` shows what becomes of them.")


def _line(unsent: mail.Unsent) -> str:
    letter = unsent.letter
    state = "failed" if letter.failed_at else "waits"
    age = str(unsent.age).partition(".")[0]
    return f"{state}  {letter.kind:<18} {unsent.address:<28} {age:>16}  attempts: {letter.attempts:<3} {letter.note}"
