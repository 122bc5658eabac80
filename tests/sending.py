"""Files for the tests to send, and the way a program sends one."""

import io
import zipfile
from typing import Any
from urllib.parse import quote

import httpx2

from tests.cast import Hub, Person

PDF = b"%PDF-1.7\n1 0 obj\n<< /Type /Catalog >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n"
CSV = "miasto;kwota\nTarnów;310\n".encode()
CALENDAR = b"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nEND:VCALENDAR\r\n"
POSTS = "query ($id: ID!) { node(id: $id) { ... on Post { files { id name mediaType size alt address preview } } } }"


def archive(*names: str, first: tuple[str, bytes] | None = None) -> bytes:
    """A ZIP in which these files are empty; before them, one as it is."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        if first:
            packed.writestr(*first)
        for name in names:
            packed.writestr(name, b"")
    return out.getvalue()


DOCX = archive("[Content_Types].xml", "word/document.xml")
ODT = archive("content.xml", first=("mimetype", b"application/vnd.oasis.opendocument.text"))
ZIP = archive("a.txt")


def named(name: str) -> dict[str, str]:
    return {"content-disposition": f"attachment; filename*=UTF-8''{quote(name, safe='')}"}


async def send(person: Person, network: str, body: Any, name: str, **headers: str) -> httpx2.Response:
    return await person.web.post(
        f"{person.origin}/files?network={network}", content=body, headers=person.headers | named(name) | headers
    )


async def sent(hub: Hub, person: Person, body: bytes = PDF, name: str = "Scenariusz spaceru.pdf") -> dict[str, Any]:
    """A file that lies ready in Miasto obywateli."""
    answer = await send(person, (await hub.network())["id"], body, name)
    assert answer.status_code == 201, answer.text
    file: dict[str, Any] = answer.json()["file"]
    return file


async def get(person: Person, path: str, **headers: str) -> httpx2.Response:
    return await person.web.get(person.origin + path, headers=person.headers | headers)


async def post_with(hub: Hub, person: Person, *files: str, board: str = "Trudne rozmowy") -> str:
    """The id of a reply with these files, in a thread of that board; `Trudne rozmowy` is for members."""
    thread = (await hub.network())["threads"][board]["id"]
    reply = "mutation ($input: ReplyInput!) { reply(input: $input) { post { id } } }"
    said = {"threadId": thread, "body": "W załączniku.", "fileIds": list(files)}
    return str((await person.ask(reply, input=said))["reply"]["post"]["id"])
