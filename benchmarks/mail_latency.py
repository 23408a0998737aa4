"""How long after the commit a mail has left, with one worker that has nothing else to do.

.venv/bin/python benchmarks/mail_latency.py [mails] [database address] [broker address]
"""

import json
import statistics
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from tests.mail.crash.workers import Workplace  # noqa: E402

QUEUE = """
import time
from django.db import transaction
from lbn_site.mail import doorbell
for number in range({count}):
    with transaction.atomic():
        services.queue(kind='urgent', recipient='r@example.org', about=str(number), dedupe_key=str(number))
    doorbell.wait()
    time.sleep(1)
rows = OutgoingMessage.objects.filter(state='sent')
print(json.dumps([(row.finished_at - row.created_at).total_seconds() for row in rows]))
"""


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 20
    database, broker = [*sys.argv[2:], "", ""][:2]
    with Workplace(database=database, broker=broker, lease=60) as place:
        place.start_worker()
        time.sleep(10)
        seconds = sorted(json.loads(place.shell(QUEUE.format(count=count))))
    print(
        f"{len(seconds)} of {count} left; p50 {statistics.median(seconds):.2f} s, "
        f"p95 {seconds[int(len(seconds) * 0.95)]:.2f} s, longest {seconds[-1]:.2f} s"
    )


if __name__ == "__main__":
    main()
