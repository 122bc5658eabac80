"""How a command runs: in nobody's name, to its end or to one sentence that says why not."""

import asyncio
import re
import sys
from typing import Any, NoReturn

from hub import settings
from hub.consequences import open_database
from hub.database import Viewer
from hub.models import Language
from hub.settings import Settings


def run(verb: Any, chosen: Settings | None = None, *args: Any) -> Any:
    """Runs a verb in nobody's name: whoever may start the command may do it."""

    async def told() -> Any:
        database = open_database(chosen or settings.load())
        try:
            return await verb(Viewer(database, language=Language.EN), *args)
        finally:
            await database.close()

    return asyncio.run(told())


def without_password(text: str) -> str:
    return re.sub(r"(?<=://)([^/:@]*):[^@]*(?=@)", r"\1:***", text)


def stop(sentence: str) -> NoReturn:
    print(sentence, file=sys.stderr)
    raise SystemExit(1)
