"""A mail server that takes messages and, on demand, behaves as badly as real ones do."""

import asyncio
import re
import socket
from collections import Counter
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP


class FaultHandler:
    """Keeps what was accepted: Message-ID and recipient. `faults` maps a stage to an answer or an act.

    Stages: mail, rcpt, data. An answer is text such as '451 later'; 'drop' closes the connection in place of
    answering; 'drop-after' accepts the message and then closes without saying so; 'slow:2' answers late.
    A fault may be a list: one for each message, then none.
    """

    def __init__(self) -> None:
        self.accepted: list[tuple[str, str]] = []
        self.bodies: list[bytes] = []
        self.faults: dict[str, Any] = {}
        self.connections = 0

    def fault(self, stage: str) -> str | None:
        fault = self.faults.get(stage)
        if isinstance(fault, list):
            return fault.pop(0) if fault else None
        return fault

    async def _act(self, server: SMTP, stage: str, otherwise: str) -> str:
        fault = self.fault(stage)
        if fault is None:
            return otherwise
        if fault == "drop":
            server.transport.abort()
            return otherwise
        if fault.startswith("slow:"):
            await asyncio.sleep(float(fault.split(":")[1]))
            return otherwise
        return fault

    async def handle_MAIL(self, server, session, envelope, address, options):  # noqa: N802
        answer = await self._act(server, "mail", "250 OK")
        if answer.startswith("250"):
            envelope.mail_from = address
        return answer

    async def handle_RCPT(self, server, session, envelope, address, options):  # noqa: N802
        answer = await self._act(server, "rcpt", "250 OK")
        if answer.startswith("250"):
            envelope.rcpt_tos.append(address)
        return answer

    async def handle_DATA(self, server, session, envelope):  # noqa: N802
        fault = self.fault("data")
        if fault and fault not in {"drop-after", "drop"} and not fault.startswith("slow:"):
            return fault
        if fault == "drop":
            server.transport.abort()
            return "250 OK"
        if fault and fault.startswith("slow:"):
            await asyncio.sleep(float(fault.split(":")[1]))
        content = envelope.content
        message_id = re.search(rb"^Message-ID: (\S+)", content, re.M | re.I)
        self.bodies.append(content if len(self.bodies) < 100 else b"")
        self.accepted.append((message_id.group(1).decode() if message_id else "", envelope.rcpt_tos[0]))
        if fault == "drop-after":
            server.transport.abort()
        return "250 2.0.0 taken"


class FaultServer(Controller):
    """The server in a thread of its own, on a free port of this machine."""

    def __init__(self, port: int = 0) -> None:
        super().__init__(FaultHandler(), hostname="127.0.0.1", port=port or free_port())

    def stop(self, no_assert: bool = True) -> None:
        if not self.loop.is_closed():
            super().stop(no_assert)

    @property
    def accepted(self) -> list[tuple[str, str]]:
        return self.handler.accepted

    @property
    def faults(self) -> dict[str, Any]:
        return self.handler.faults

    @property
    def doubled(self) -> int:
        """Messages that were accepted more than once."""
        return sum(count - 1 for count in Counter(message_id for message_id, _ in self.accepted).values())


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]
