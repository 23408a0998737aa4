"""A mail server that takes everything as fast as Python can, to measure senders against.

python benchmarks/smtp_sink.py 2525        prints "ready", and the number of messages taken when its input ends
"""

import asyncio
import sys


class Sink(asyncio.Protocol):
    """One connection; just enough of RFC 5321 for smtplib."""

    taken = 0

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport: asyncio.Transport = transport  # type: ignore[assignment]
        self.buffer = b""
        self.in_data = False
        self.transport.write(b"220 sink\r\n")

    def data_received(self, data: bytes) -> None:
        self.buffer += data
        while True:
            end = b"\r\n.\r\n" if self.in_data else b"\r\n"
            line, found, rest = self.buffer.partition(end)
            if not found:
                return
            self.buffer = rest
            self.answer(line)

    def answer(self, line: bytes) -> None:
        if self.in_data:
            self.in_data = False
            Sink.taken += 1
            self.transport.write(b"250 2.0.0 taken\r\n")
            return
        verb = line[:4].upper()
        if verb == b"DATA":
            self.in_data = True
            self.transport.write(b"354 go on\r\n")
        elif verb == b"HELP":
            self.transport.write(b"214 %d taken\r\n" % Sink.taken)
        elif verb == b"QUIT":
            self.transport.write(b"221 bye\r\n")
            self.transport.close()
        else:
            self.transport.write(b"250 OK\r\n")


async def main(port: int) -> None:
    """Serve until the standard input ends."""
    loop = asyncio.get_running_loop()
    server = await loop.create_server(Sink, "127.0.0.1", port)
    print("ready", flush=True)
    await loop.run_in_executor(None, sys.stdin.read)
    server.close()
    print(Sink.taken)


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
