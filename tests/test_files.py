"""Files: what is taken and what is refused, and what is kept of it."""

import asyncio
import os
import tempfile
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from PIL import Image
from sqlalchemy import select

from hub import ids
from hub.limits import UPLOAD
from hub.models import File
from tests.cast import Hub, Person, serving
from tests.conftest import settings_for
from tests.patience import PATIENCE
from tests.sending import CALENDAR, CSV, DOCX, ODT, PDF, ZIP, archive, get, named, send, sent
from tests.test_faces import declared, from_a_phone, picture

pytestmark = pytest.mark.any_database


async def kept(hub: Hub) -> list[File]:
    """Files that are, or are about to be."""
    async with hub.database.reading(hub.operator) as work:
        return list(await work.rows(select(File).where(File.removed_at.is_(None))))


@pytest.mark.parametrize(
    ("body", "name", "kept_as", "media_type"),
    [
        (PDF, "Uchwała nr 5.PDF", "Uchwała nr 5.PDF", "application/pdf"),
        (DOCX, "statut.docx", "statut.docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"),
        (ODT, "statut.odt", "statut.odt", "application/vnd.oasis.opendocument.text"),
        (DOCX, "komplet.zip", "komplet.zip", "application/zip"),
        (CSV, "koszty.csv", "koszty.csv", "text/csv"),
        ("Zażółć".encode("cp1250"), "stary.txt", "stary.txt", "text/plain"),
        (CSV, "koszty", "koszty.txt", "text/plain"),
        (CALENDAR, "spotkanie.ics", "spotkanie.ics", "text/calendar"),
        (picture("PNG"), "../mapa.png"[3:], "mapa.png", "image/png"),
        (picture("GIF"), "ruch.gif", "ruch.png", "image/png"),
        (picture("WEBP"), "zdjęcie.jpg", "zdjęcie.webp", "image/webp"),
        (picture(), "faktura\u202egpj.exe", "fakturagpj.jpg", "image/jpeg"),
        (picture(), "x" * 400 + ".jpeg", "x" * 145 + ".jpeg", "image/jpeg"),
    ],
)
async def test_what_is_taken_is_what_it_holds(
    hub: Hub, member: Person, body: bytes, name: str, kept_as: str, media_type: str
) -> None:
    file = await sent(hub, member, body, name)
    assert (file["name"], file["mediaType"]) == (kept_as, media_type)
    shown = await get(member, file["address"], accept="text/html")
    assert (shown.status_code, shown.headers["content-type"].partition(";")[0]) == (200, media_type)
    assert len(shown.content) == file["size"]
    if not media_type.startswith("image/"):
        assert shown.content == body
        assert shown.headers["content-disposition"].startswith("attachment; filename*=UTF-8''")


async def test_a_phones_photo_is_kept_upright_and_knows_no_place(hub: Hub, member: Person) -> None:
    file = await sent(hub, member, from_a_phone() + b"<script>alert(1)</script>", "IMG_2031.JPG")
    assert (file["width"], file["height"]) == (480, 640)
    for address in (file["address"], file["preview"]):
        shown = await get(member, address)
        assert shown.status_code == 200
        assert not any(secret in shown.content for secret in (b"Telefon", b"Kowalska", b"script", b"Exif", b"XMP"))
        assert not Image.open(BytesIO(shown.content)).getexif()


REFUSED: dict[str, tuple[Any, str, str]] = {
    "a path": (PDF, "../../etc/passwd", "name"),
    "a path of Windows": (PDF, "..\\x.pdf", "name"),
    "no name": (PDF, " .. ", "name"),
    "empty": (b"", "pusty.pdf", "file"),
    "a page as picture": (b"<html><script>alert(1)</script>", "zdjęcie.png", "file"),
    "a page behind a picture's first bytes": (b"\x89PNG\r\n\x1a\n<html>", "zdjęcie.png", "file"),
    "a script as GIF": (b"GIF89a/*<script>*/=1;", "x.gif", "file"),
    "a drawing": (b'<?xml version="1.0"?><svg onload="alert(1)"/>', "logo.svg", "file"),
    "a drawing as text": (b'\xef\xbb\xbf  <svg onload="alert(1)"/>', "logo.txt", "file"),
    "a program": (b"MZ\x90\0\x03" + b"\0" * 100, "faktura.pdf", "file"),
    "a program called text": (b"\x7fELF\x02\x01" + b"\0" * 100, "faktura.txt", "file"),
    "text called a document": (CSV, "statut.docx", "file"),
    "an archive called a document": (ZIP, "statut.odt", "file"),
    "a document called a page": (PDF, "uchwała.html", "file"),
    "macros": (archive("[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"), "statut.docx", "file"),
    "half a document": (PDF[:40], "uchwała.pdf", "file"),
    "half an archive": (ZIP[:40], "komplet.zip", "file"),
    "half a picture": (picture()[:500], "zdjęcie.jpg", "file"),
    "ten thousand million pixels": (declared(100_000, 100_000), "mapa.png", "file"),
    "a photo that cannot be read": (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "IMG_1.HEIC", "file"),
    "a control character": (PDF, "a\nb\0.pdf", "name"),
}


@pytest.mark.parametrize(("body", "name", "field"), REFUSED.values(), ids=REFUSED.keys())
async def test_each_attack_gets_its_refusal_in_words_and_leaves_nothing(
    hub: Hub, member: Person, body: bytes, name: str, field: str
) -> None:
    before = len(await kept(hub))
    network = (await hub.network())["id"]
    refused = await send(member, network, body, name, **{"content-type": "image/png", "accept-language": "pl"})
    error = refused.json()["errors"][0]
    assert (refused.status_code, error["extensions"]) == (422, {"code": "INVALID", "field": field})
    assert len(error["message"]) > 15
    assert not error["message"].startswith("This")
    assert len(await kept(hub)) == before


MEGABYTE = b"f4240\r\n" + b"0" * 1_000_000 + b"\r\n"
"""A chunk of a body whose length is not said."""


@pytest.fixture
def room(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where uploads are written to on their way."""
    made = tmp_path / "uploads"
    made.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(made))
    return made


async def test_ten_gigabytes_are_refused_when_they_are_announced_and_when_they_come(
    hub: Hub, member: Person, room: Path
) -> None:
    for length, megabytes in ((b"content-length: 10737418240", 0), (b"transfer-encoding: chunked", 27)):
        reader, writer = await begun(hub, member, length)
        for _ in range(megabytes):
            writer.write(MEGABYTE)
            await writer.drain()
        writer.write(b"0\r\n\r\n" if megabytes else b"")
        answer = (await reader.read()).decode()
        writer.close()
        assert answer.startswith("HTTP/1.1 422")
        assert "najwyżej 25 MB" in answer
        assert await leaves_nothing(hub, room)


async def test_who_never_ends_is_cut_off(hub: Hub, member: Person, room: Path) -> None:
    _, writer = await begun(hub, member, b"transfer-encoding: chunked")
    with pytest.raises(ConnectionError):
        await _talk_for_ever(writer)
    writer.close()
    assert await leaves_nothing(hub, room)


async def _talk_for_ever(writer: asyncio.StreamWriter) -> None:
    while True:
        writer.write(MEGABYTE)
        await writer.drain()


async def test_what_is_cancelled_leaves_nothing(hub: Hub, member: Person, room: Path) -> None:
    _, writer = await begun(hub, member, b"content-length: 2000000")
    writer.write(b"0" * 1_000_000)
    await writer.drain()
    async with asyncio.timeout(PATIENCE):
        while not os.listdir(room):  # noqa: ASYNC110 - until some of it has come
            await asyncio.sleep(0.01)
    writer.close()
    assert await leaves_nothing(hub, room)


async def begun(hub: Hub, person: Person, length: bytes) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
    """An upload, up to where its body begins."""
    host = urlsplit(hub.origin)
    reader, writer = await asyncio.open_connection(host.hostname, host.port)
    given = person.headers | named("wielki.csv") | {"host": host.netloc}
    lines = [f"{name}: {value}".encode() for name, value in given.items()]
    asked = f"POST /files?network={(await hub.network())['id']} HTTP/1.1".encode()
    writer.write(b"\r\n".join([asked, *lines, length, b"", b""]))
    return reader, writer


async def leaves_nothing(hub: Hub, room: Path) -> bool:
    """Neither a row nor anything on the disk, as soon as the hub knows."""
    async with asyncio.timeout(PATIENCE):
        while os.listdir(room):  # noqa: ASYNC110 - nobody tells
            await asyncio.sleep(0.01)
    return not [file for file in await kept(hub) if file.name == "wielki.csv"]


async def test_there_is_so_much_a_day_for_a_person(hub: Hub, member: Person, moderator: Person) -> None:
    id = (await member.ask("{ viewer { person { id } } }"))["viewer"]["person"]["id"]
    decoded = ids.decode(id)
    assert decoded
    await hub.database.limits.count(UPLOAD, "", str(decoded[1]), 500)
    refused = await send(member, (await hub.network())["id"], PDF, "jeszcze.pdf")
    assert (refused.status_code, refused.json()["errors"][0]["extensions"]["code"]) == (429, "RATE_LIMITED")
    assert (await send(moderator, (await hub.network())["id"], PDF, "pierwszy.pdf")).status_code == 201


async def test_a_store_that_fails_is_said_to_and_leaves_nothing(url: str, tmp_path: Path) -> None:
    in_the_way = tmp_path / "files"
    in_the_way.write_bytes(b"")
    async with serving(settings_for(url, files_url=f"file://{in_the_way}/here")) as hub:
        member, before = await hub.person("member"), len(await kept(hub))
        failed = await send(member, (await hub.network())["id"], PDF, "uchwała.pdf")
        assert (failed.status_code, failed.json()["errors"][0]["extensions"]["code"]) == (503, "UNAVAILABLE")
        assert len(await kept(hub)) == before


async def test_only_who_may_write_there_sends_and_only_from_our_page(
    hub: Hub, member: Person, outsider: Person, observer: Person
) -> None:
    network, before = (await hub.network())["id"], len(await kept(hub))
    reader = await hub.person("member", may_write=False)
    for person, status in ((hub.stranger, 401), (outsider, 404), (reader, 403)):
        assert (await send(person, network, PDF, "uchwała.pdf")).status_code == status
    assert (await send(member, network, PDF, "", **{"content-disposition": "attachment"})).status_code == 422
    assert (await send(member, "network_nie", PDF, "uchwała.pdf")).status_code == 404
    elsewhere = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    assert (await send(hub.stranger, network, PDF, "uchwała.pdf", **elsewhere)).status_code == 403
    assert len(await kept(hub)) == before
    assert (await send(observer, network, PDF, "uchwała.pdf")).status_code == 201  # a board is open to them
