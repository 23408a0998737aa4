"""Rings for a worker. Only a doorbell: the work is in the database, and a periodic sweep rings again.

Ringing must never cost a visitor anything, so it is done beside the request, in a thread of its own: one try without
retries, short timeouts, and after a failure this process does not try again for a while. A bell that is lost with its
process is rung again by the sweep. Measured with dead and with silent brokers: benchmarks/sign_up.py.
"""

import logging
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from celery import current_app
from django.db import transaction
from kombu.pools import producers

logger = logging.getLogger(__name__)

QUIET_SECONDS = 15
IMPATIENT = {
    "max_retries": 0,
    "interval_start": 0,
    "interval_step": 0.1,
    "interval_max": 0.2,
    "socket_timeout": 1,
    "socket_connect_timeout": 1,
    "read_timeout": 1,
    "write_timeout": 1,
}

_ringer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="doorbell")


def send(task: str, row_id: int | None) -> None:
    """Ask the broker once to run a task for a row, or for whatever is due. Raises what the broker's client raises."""
    connection = current_app.connection_for_write(transport_options=IMPATIENT)
    with producers[connection].acquire(block=True, timeout=1) as producer:
        current_app.send_task(task, args=[row_id], producer=producer, retry=False)


class Doorbell:
    """The bell of one task. `publish` hands one ring to the broker, as `send` does."""

    def __init__(self, publish: Callable[[int | None], None]) -> None:
        self._publish = publish
        self._lock = threading.Lock()
        self._quiet_until = 0.0

    def ring_after_commit(self, row_id: int | None = None) -> None:
        """Ring for this row (or for whatever is due) once the present transaction is committed."""
        transaction.on_commit(lambda: self._ring_aside(row_id))

    def ring(self, row_id: int | None = None) -> bool:
        """Ring now; whether the broker took it. Never raises."""
        if time.monotonic() < self._quiet_until:
            return False
        with self._lock:
            if time.monotonic() < self._quiet_until:
                return False
            try:
                self._publish(row_id)
            except Exception as error:
                self.leave_in_peace(QUIET_SECONDS)
                logger.warning(
                    "The broker does not answer (%s); the sweep will pick the task up.", type(error).__name__
                )
                return False
        return True

    def leave_in_peace(self, seconds: float) -> None:
        """Do not try the broker for so many seconds."""
        self._quiet_until = time.monotonic() + seconds

    def forget_failures(self) -> None:
        """Try the broker again at once."""
        self._quiet_until = 0.0

    def wait(self) -> None:
        """Wait until every bell so far has rung (or failed)."""
        _ringer.submit(lambda: None).result()

    def _ring_aside(self, row_id: int | None) -> None:
        """Ring in the thread; while the process is ending it is too late, and the sweep will ring."""
        with suppress(RuntimeError):
            _ringer.submit(self.ring, row_id)
