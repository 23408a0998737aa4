"""Rings for a worker when there is mail. Only a doorbell: the work is in the outbox, and the sweep rings again.

Ringing must never cost a visitor anything, so it is done beside the request, in a thread of its own: one try without
retries, short timeouts, and after a failure this process does not try again for a while. A bell that is lost with its
process is rung again by the sweep. Measured with dead and with silent brokers: benchmarks/sign_up.py.
"""

import logging
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress

from celery import current_app
from django.db import transaction
from kombu.pools import producers

logger = logging.getLogger(__name__)

TASK = "lbn_site.mail.tasks.deliver"
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

_lock = threading.Lock()
_ringer = ThreadPoolExecutor(max_workers=1, thread_name_prefix="doorbell")
_quiet_until = 0.0


def ring_after_commit(message_id: int | None = None) -> None:
    """Ring for this message (or for whatever is due) once the present transaction is committed."""
    transaction.on_commit(lambda: _ring_aside(message_id))


def ring(message_id: int | None = None) -> bool:
    """Ring now; whether the broker took it. Never raises."""
    global _quiet_until
    if time.monotonic() < _quiet_until:
        return False
    with _lock:
        if time.monotonic() < _quiet_until:
            return False
        try:
            _publish(message_id)
        except Exception as error:
            _quiet_until = time.monotonic() + QUIET_SECONDS
            logger.warning("The broker does not answer (%s); the sweep will ring.", type(error).__name__)
            return False
    return True


def wait() -> None:
    """Wait until every bell so far has rung (or failed)."""
    _ringer.submit(lambda: None).result()


def forget_failures() -> None:
    """Try the broker again at once."""
    global _quiet_until
    _quiet_until = 0.0


def _ring_aside(message_id: int | None) -> None:
    """Ring in the thread; while the process is ending it is too late, and the sweep will ring."""
    with suppress(RuntimeError):
        _ringer.submit(ring, message_id)


def _publish(message_id: int | None) -> None:
    connection = current_app.connection_for_write(transport_options=IMPATIENT)
    with producers[connection].acquire(block=True, timeout=1) as producer:
        current_app.send_task(TASK, args=[message_id], producer=producer, retry=False)
