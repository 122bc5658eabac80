"""Faces: what is kept of a picture, what is refused, and who is shown it."""

import struct
import zlib
from io import BytesIO

import httpx2
import pytest
from PIL import Image

from hub import people
from hub.people import FACE_LIMIT
from tests.cast import Hub, Person
from tests.test_profiles import own_id, see

pytestmark = pytest.mark.any_database

GPS = 0x8825


def picture(kind: str = "JPEG", size: tuple[int, int] = (640, 480), **options: object) -> bytes:
    """Red on the left, blue on the right."""
    image = Image.new("RGB", size, (200, 30, 30))
    image.paste((30, 30, 200), (size[0] // 2, 0, size[0], size[1]))
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def from_a_phone() -> bytes:
    """Turned on its side, and knowing where it was taken and with what."""
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Telefon Marty"
    exif[GPS] = {1: "N", 2: (50.0, 0.0, 45.0), 3: "E", 4: (20.0, 59.0, 10.0)}
    return picture(exif=exif, comment=b"Kowalska 7/12")


def declared(width: int, height: int) -> bytes:
    """A PNG that says it is so big, in less than a hundred bytes."""

    def chunk(name: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunks = chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(b"\0" * 64)) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + chunks


async def put(person: Person, body: bytes, path: str = "/faces/own", **headers: str) -> httpx2.Response:
    return await person.web.put(person.origin + path, content=body, headers=person.headers | headers)


async def get(person: Person, path: str, **headers: str) -> httpx2.Response:
    return await person.web.get(person.origin + path, headers=person.headers | headers)


async def test_a_phones_photo_becomes_a_small_upright_square_that_knows_no_place(
    member: Person, moderator: Person
) -> None:
    face = (await put(member, from_a_phone())).json()["face"]
    shown = await get(moderator, face)
    assert (shown.status_code, shown.headers["content-type"]) == (200, "image/webp")
    assert shown.headers["x-content-type-options"] == "nosniff"
    assert shown.headers["content-security-policy"].startswith("sandbox")
    assert shown.headers["cache-control"].startswith("private")
    image = Image.open(BytesIO(shown.content))
    assert (image.format, image.size) == ("WEBP", (256, 256))
    assert not image.getexif()
    assert not any(secret in shown.content for secret in (b"Telefon", b"Kowalska", b"EXIF", b"XMP", b"ICCP"))
    top, bottom = image.getpixel((128, 20)), image.getpixel((128, 236))
    assert isinstance(top, tuple)
    assert isinstance(bottom, tuple)
    assert top[0] > 150 > bottom[0], "red is above now, where the phone held it"
    again = await get(moderator, face, **{"if-none-match": shown.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")


async def test_those_who_share_no_network_get_what_nobody_would_get(
    hub: Hub, member: Person, observer: Person, outsider: Person
) -> None:
    face = (await put(member, picture("PNG"))).json()["face"]
    seen = await see(await hub.person("moderator"), await own_id(member))
    assert seen
    assert seen["face"] == face
    id = await own_id(member)
    for viewer in (observer, outsider, hub.stranger):
        answers = {
            (answer.status_code, answer.content, tuple((k, v) for k, v in answer.headers.items() if k != "date"))
            for answer in [await get(viewer, address) for address in (face, f"/faces/{id[:-4]}0000", "/faces/nikt")]
        }
        assert len(answers) == 1
        assert next(iter(answers))[0] == 404


@pytest.mark.parametrize(
    "body",
    [
        b"",
        b"<html><script>alert(1)</script>",
        b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
        b"\x89PNG\r\n\x1a\n<html><script>alert(1)</script></html>",
        b"GIF89a\x01\x00\x01\x00/*<script>*/",
        b"%PDF-1.7\n",
        picture()[:500],
        picture("BMP"),
        picture("TIFF"),
        declared(100_000, 100_000),
        declared(8_000, 8_000),
        b"\0\0\0\x18ftypheic\0\0\0\0mif1heic",
        b"\xff\xd8" + b"\0" * (FACE_LIMIT + 1),
    ],
    ids=["empty", "html", "svg", "html as png", "script as gif", "pdf", "cut", "bmp", "tiff", "bomb", "big", "heic",
         "heavy"],
)  # fmt: skip
async def test_what_is_no_picture_or_too_much_of_one_is_refused_in_words(hub: Hub, member: Person, body: bytes) -> None:
    before = (await put(member, picture())).json()["face"]
    refused = await put(member, body, **{"content-type": "image/png"})
    error = refused.json()["errors"][0]
    assert (refused.status_code, error["extensions"]) == (422, {"code": "INVALID", "field": "face"})
    assert len(error["message"]) > 20
    if b"heic" in body:
        assert "HEIC" in error["message"]
    seen = await see(member, await own_id(member))
    assert seen
    assert seen["face"] == before


async def test_a_picture_with_a_page_hidden_behind_it_is_kept_without_the_page(member: Person) -> None:
    face = (await put(member, picture() + b"<html><script>alert(document.domain)</script></html>")).json()["face"]
    assert b"script" not in (await get(member, face)).content


async def test_no_name_leads_to_a_file(hub: Hub, member: Person) -> None:
    for path in ("/faces/..%2f..%2fetc%2fpasswd", "/faces/%2e%2e", "/faces/own%00.webp", "/faces/own"):
        answer = await get(member, path)
        assert answer.status_code == 404
        assert answer.json()["errors"][0]["extensions"]["code"] == "NOT_FOUND"
    assert (await put(member, picture(), "/faces/" + await own_id(member))).status_code == 405


async def test_only_ones_own_page_or_program_changes_a_face(hub: Hub, member: Person) -> None:
    reader = await hub.person("member", may_write=False)
    before = (await see(member, await own_id(member)) or {})["face"]
    assert (await put(hub.stranger, picture())).status_code == 401
    assert (await put(reader, picture())).status_code == 403
    browser = hub.browser()
    await browser.ask(
        "mutation ($input: RedeemSignInLinkInput!) { redeemSignInLink(input: $input) { viewer { email } } }",
        input={"secret": await _link(hub)},
    )
    elsewhere = {"origin": "https://elsewhere.example", "sec-fetch-site": "cross-site"}
    assert (await browser.web.put("/faces/own", content=picture(), headers=elsewhere)).status_code == 403
    assert (await see(member, await own_id(member)) or {})["face"] == before
    ours = {"origin": hub.origin, "sec-fetch-site": "same-origin"}
    assert (await browser.web.put("/faces/own", content=picture(), headers=ours)).status_code == 200
    assert (await browser.web.delete("/faces/own", headers=ours)).json() == {"face": None}
    assert (await see(member, await own_id(member)) or {})["face"] is None


async def _link(hub: Hub) -> str:
    secret = await people.make_link(hub.operator, "member@tarnow.example", people.LINK_LASTS)
    assert secret
    return secret
