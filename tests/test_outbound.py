"""No request leaves for an address that is not public, however it is written and whatever its name comes to mean."""

import asyncio
import socket
from typing import Any

import pytest

from hub import outbound
from tests.receiver import Receiver, listening

HIDDEN = """
http://127.0.0.1 https://127.0.0.1 https://127.1 https://127.0.1 https://127.255.255.254 https://2130706433
https://0x7f000001 https://0x7f.1 https://0177.0.0.1 https://017700000001 https://localhost https://localhost.
https://LOCALHOST https://0.0.0.0 https://0 https://0.1.2.3 https://10.0.0.1 https://10.255.255.255 https://100.64.0.1
https://169.254.169.254 https://172.16.0.1 https://172.31.255.255 https://192.0.0.1 https://192.0.2.1
https://192.88.99.1 https://192.168.0.1 https://198.18.0.1 https://198.51.100.7 https://203.0.113.9 https://224.0.0.1
https://239.255.255.250 https://240.0.0.1 https://255.255.255.255 https://[::1] https://[::] https://[::127.0.0.1]
https://[::ffff:127.0.0.1] https://[::ffff:7f00:1] https://[::ffff:10.0.0.1] https://[::ffff:169.254.169.254]
https://[::ffff:0:127.0.0.1] https://[64:ff9b::7f00:1] https://[64:ff9b::169.254.169.254] https://[64:ff9b:1::7f00:1]
https://[2002:7f00:1::] https://[2002:a9fe:a9fe::1] https://[2001::7f00:1] https://[2001:0:7f00:1::1]
https://[2001:db8::1] https://[2001:10::1] https://[3fff::1] https://[100::1] https://[5f00::1] https://[fc00::1]
https://[fd12:3456::1] https://[fe80::1] https://[fe80::1%25lo] https://[fec0::1] https://[ff02::1] https://[ff05::2]
"""
WRONG = """
file:///etc/passwd gopher://127.0.0.1/ ftp://8.8.8.8/ //8.8.8.8/ 8.8.8.8 https:// https:///x https://u:p@8.8.8.8/
https://8.8.8.8@127.0.0.1/ https://8.8.8.8\\@127.0.0.1/ https://8.8.8.8:99999/ https://8.8.8.8:x/ https://[::1/
https://ⓛocalhost/ https://１27.0.0.1/ https://a..b/ https://8.8.8.8:22/ https://8.8.8.8:8443/ http://8.8.8.8/
javascript:alert(1) data:text/plain,x unix:/run/x.sock
"""


@pytest.mark.parametrize("url", [*HIDDEN.split(), *WRONG.split()])
async def test_an_address_that_is_not_public_is_refused(url: str) -> None:
    with pytest.raises(outbound.Unreachable):  # forbidden, or a name that the machine does not know
        await outbound.target(url)


@pytest.mark.parametrize("url", ["https://8.8.8.8/a?b", "https://8.8.8.8:443/", "https://[2a00:1450:4001::1]/"])
async def test_a_public_address_is_taken_as_it_is(url: str) -> None:
    to = await outbound.target(url)
    assert str(to.machine) == to.host
    assert to.port == 443


@pytest.mark.parametrize("machines", [["8.8.8.8", "127.0.0.1"], ["10.0.0.1", "8.8.8.8"], ["8.8.8.8", "::1"]])
async def test_a_name_that_means_several_machines_is_refused_for_one_of_them(
    machines: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    _means(monkeypatch, [machines])
    with pytest.raises(outbound.Forbidden):
        await outbound.target("https://hooks.example/")


async def test_the_machine_that_was_checked_is_the_one_that_is_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A name that comes to mean this machine between the check and the connection (DNS rebinding)."""
    asked = _means(monkeypatch, [["8.8.8.8"], ["127.0.0.1"]])
    to = await outbound.target("https://hooks.example/x")
    connected: list[Any] = []

    async def connect(remote_host: str, remote_port: int, **_: object) -> None:
        connected.append((remote_host, remote_port))
        raise OSError

    async with listening(Receiver()) as receiver:
        monkeypatch.setattr("anyio.connect_tcp", connect)
        with pytest.raises(outbound.Unreachable):
            await outbound.post(to, {}, b"")
    assert connected == [("8.8.8.8", 443)]
    assert asked == ["hooks.example"], "resolved once"
    assert receiver.connections == 0


def _means(monkeypatch: pytest.MonkeyPatch, answers: list[list[str]]) -> list[str]:
    """What a name server says, one answer after the other."""
    asked: list[str] = []

    def resolve(host: str, port: int, *_: object, **__: object) -> list[Any]:
        asked.append(host)
        return [
            (socket.AF_INET, socket.SOCK_STREAM, 6, "", (it, port)) for it in answers[min(len(asked), len(answers)) - 1]
        ]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


async def test_no_redirect_is_followed_no_proxy_is_asked_and_a_long_answer_is_left(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    async with listening(Receiver()) as other:
        monkeypatch.setenv("HTTP_PROXY", other.url)
        answer = f"location: {other.url}\r\nx: {'x' * 1000}\r\n"
        async with listening(Receiver(status=lambda _: 307, headers=answer)) as receiver:
            to = await outbound.target(receiver.url, is_loopback_allowed=True)
            with pytest.raises(outbound.Unreachable) as refused:
                await outbound.post(to, {"webhook-id": "1"}, b"{}")
        assert refused.value.status == 307
        assert receiver.messages[0].headers["host"] == f"127.0.0.1:{receiver.port}"
        assert other.connections == 0

    async def endless(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
        try:
            while True:
                writer.write(b"x" * 65536)
                await writer.drain()
        except OSError:
            writer.close()

    async with await asyncio.start_server(endless, "127.0.0.1", 0) as server:
        port = server.sockets[0].getsockname()[1]
        to = await outbound.target(f"http://127.0.0.1:{port}/", is_loopback_allowed=True)
        assert await outbound.post(to, {}, b"") == 200
