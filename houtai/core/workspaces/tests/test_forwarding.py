"""A request goes on to the other process as it came, and its answer comes back piece by piece."""

import asyncio
import socket

import pytest

from houtai.core.workspaces.forwarding import DOWN, CutOff, Forwarder
from houtai.core.workspaces.proof import PROOF, Unproven, received

CLIENT = ("203.0.113.9", 4711)
GOOD = b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\nX-Own: yes\r\nKeep-Alive: timeout=5\r\n\r\nok"


def scope_of(*lines, method="GET", path="/a%2Fb/../%E4%B8%AD", query=b"q=%20x"):
    headers = [(name.encode(), value.encode()) for name, value in (("host", "own.example"), *lines)]
    address = {"path": path, "raw_path": path.encode(), "query_string": query}
    return {"type": "http", "method": method, "scheme": "https", "client": CLIENT, "headers": headers, **address}


class Other:
    """The process behind: notes what it hears, and answers with these bytes; waits for what else it is given."""

    def __init__(self, answer):
        self.answer, self.heard, self.done = answer, [], asyncio.Event()

    async def __call__(self, reader, writer):
        try:
            await self.listen(reader)
            for piece in self.answer:
                if isinstance(piece, bytes):
                    writer.write(piece)
                    await writer.drain()
                else:
                    await piece.wait()
        except asyncio.IncompleteReadError:
            self.heard.append("cut off")
        finally:
            writer.close()
            self.done.set()

    async def listen(self, reader):
        self.heard.append(head := await reader.readuntil(b"\r\n\r\n"))
        length = head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0]
        if b"transfer-encoding" in head.lower():
            self.heard.append(await reader.readuntil(b"0\r\n\r\n"))
        elif length:
            self.heard.append(await reader.readexactly(int(length)))


async def served(scope, other, send, *, body=(), port=None):
    parts = list(body)

    async def receive():
        piece = parts.pop(0) if parts else b""
        if piece is None:
            return {"type": "http.disconnect"}
        return {"type": "http.request", "body": piece, "more_body": bool(parts)}

    server = await asyncio.start_server(other, "127.0.0.1", 0)
    forwarder = Forwarder(port=port or server.sockets[0].getsockname()[1])
    async with server:
        try:
            await forwarder.forward(scope, receive, send)
        finally:
            await forwarder.close()
            if port is None:
                await other.done.wait()


def forward(scope, *, answer=GOOD, **options):
    """What the other process heard, and what whoever asked was sent."""
    other, sent = Other([answer]), []

    async def send(message):
        sent.append(message)

    asyncio.run(served(scope, other, send, **options))
    return other.heard, sent


def test_the_address_goes_on_byte_by_byte_and_the_host_too():
    heard, sent = forward(scope_of())
    assert heard[0].startswith(b"GET /a%2Fb/../%E4%B8%AD?q=%20x HTTP/1.1\r\n")
    assert b"host: own.example\r\n" in heard[0].lower()
    assert sent[0]["status"] == 200
    assert b"".join(message.get("body", b"") for message in sent) == b"ok"


def test_what_is_about_one_connection_goes_no_further():
    lines = [("connection", "close, x-private"), ("x-private", "1"), ("te", "trailers"), ("upgrade", "h2c")]
    heard, sent = forward(scope_of(*lines, ("proxy-authorization", "Basic x"), ("accept", "*/*")))
    for name in (b"x-private", b"te:", b"upgrade", b"proxy-authorization"):
        assert b"\r\n" + name not in heard[0].lower()
    assert b"\r\naccept: */*" in heard[0].lower()
    names = {name.lower() for name, _value in sent[0]["headers"]}
    assert b"x-own" in names
    assert b"keep-alive" not in names


def test_what_a_stranger_says_of_himself_is_not_passed_on(settings):
    lines = [("x-forwarded-for", "10.0.0.1"), ("x-forwarded-host", "evil.example"), ("forwarded", "for=10.0.0.1")]
    lines += [("x-houtai-client", "10.0.0.1 1"), ("x-houtai-proof", "guessed")]
    heard, _sent = forward(scope_of(*lines))
    assert b"10.0.0.1" not in heard[0]
    assert b"evil.example" not in heard[0]
    assert b"guessed" not in heard[0]
    settings.BEHIND_PROXY = True
    assert b"x-forwarded-for: 10.0.0.1" in forward(scope_of(*lines))[0][0].lower()


def test_the_other_process_knows_who_asked():
    heard, _sent = forward(scope_of())
    lines = [line.partition(b": ") for line in heard[0].split(b"\r\n")[1:] if line]
    there = received({"headers": [(name.lower(), value) for name, _colon, value in lines], "scheme": "http"})
    assert (there["client"], there["scheme"]) == (CLIENT, "https")
    assert [value for name, value in there["headers"] if name.startswith(b"x-houtai")] == []


@pytest.mark.parametrize("proof", [None, b"", b"guessed", b"\xff"])
def test_the_other_process_believes_nobody_else(proof):
    headers = [(b"x-houtai-client", b"10.0.0.1 1")] + ([(PROOF, proof)] if proof is not None else [])
    with pytest.raises(Unproven):
        received({"headers": headers})


def test_a_body_goes_on_as_it_comes():
    heard, _sent = forward(scope_of(("content-length", "6"), method="POST"), body=[b"abc", b"def"])
    assert heard[1] == b"abcdef"
    heard, _sent = forward(scope_of(("transfer-encoding", "chunked"), method="POST"), body=[b"abc", b"def"])
    assert heard[1] == b"3\r\nabc\r\n3\r\ndef\r\n0\r\n\r\n"


def test_an_answer_comes_back_before_it_is_whole():
    came = asyncio.Event()
    other = Other([b"HTTP/1.1 200 OK\r\nContent-Length: 11\r\n\r\nfirst", came, b"second"])

    async def send(message):
        if message.get("body") == b"first":
            came.set()

    asyncio.run(served(scope_of(), other, send))
    assert came.is_set()


def test_an_answer_that_breaks_off_does_not_look_whole():
    with pytest.raises(CutOff):
        forward(scope_of(), answer=b"HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nfirst")


def test_whoever_goes_in_the_middle_of_a_question_ends_it():
    with pytest.raises(CutOff):
        forward(scope_of(("content-length", "6"), method="POST"), body=[b"abc", None])


def test_nobody_there_is_said_plainly(caplog):
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    _heard, sent = forward(scope_of(), port=port)
    assert (sent[0]["status"], sent[1]["body"]) == (502, DOWN)


def test_nonsense_for_an_answer_is_said_plainly(caplog):
    assert forward(scope_of(method="POST"), answer=b"nonsense\r\n\r\n")[1][0]["status"] == 502
