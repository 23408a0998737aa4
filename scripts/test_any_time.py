"""Run tests as if at other moments, in other time zones, in random order and under load.

    make test-any-time                                           the fast part of the tests, at every moment
    make test-any-time ARGUMENTS="--only clocks leap-day -- tests/evidence tests/core"
    .venv/bin/python scripts/test_any_time.py --load --shuffle 7 --only morning -- tests/browser/test_editor_dates.py

What stands behind `--` goes to pytest. The clock is set with libfaketime (Debian's package `faketime`) for the tests
and for every process that they start, the browser included; it runs on from the given moment. The monotonic clock
stays as it is, so that waiting still ends. Servers that run already (PostgreSQL, brokers) keep their own clock, so
leave DATABASE_URL alone.
"""

import argparse
import datetime
import os
import random
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
FAST = ["-m", "not browser and not slow and not services", "tests"]
LONDON, YEAR = "Europe/London", datetime.date.today().year + 1
LEAP_YEAR = next(year for year in range(YEAR, YEAR + 9) if year % 4 == 0 and (year % 100 or year % 400 == 0))


def last_sunday(month: int) -> datetime.date:
    """The day on which the clocks of the UK change: the last Sunday of March and of October, both of 31 days."""
    last = datetime.date(YEAR, month, 31)
    return last - datetime.timedelta(days=(last.weekday() + 1) % 7)


# Name: time zone of the machine, and its clock there at the beginning.
MOMENTS = {
    "midnight": (LONDON, f"{YEAR}-06-15 00:05:00"),
    "morning": (LONDON, f"{YEAR}-06-15 09:57:00"),
    "afternoon": (LONDON, f"{YEAR}-06-15 14:57:00"),
    "late": (LONDON, f"{YEAR}-06-15 23:50:00"),
    "february": (LONDON, f"{YEAR}-02-28 23:50:00"),
    "leap-day": (LONDON, f"{LEAP_YEAR}-02-29 12:00:00"),
    "new-year": (LONDON, f"{YEAR}-12-31 23:50:00"),
    "clocks-forward": (LONDON, f"{last_sunday(3)} 00:50:00"),
    "clocks-forward-after": (LONDON, f"{last_sunday(3)} 02:05:00"),
    "clocks-back": (LONDON, f"{last_sunday(10)} 00:50:00"),
    "clocks-back-evening": (LONDON, f"{last_sunday(10)} 23:30:00"),
    "auckland": ("Pacific/Auckland", f"{YEAR}-06-15 08:00:00"),
    "los-angeles": ("America/Los_Angeles", f"{YEAR}-06-15 20:00:00"),
    "utc": ("UTC", f"{YEAR}-06-14 23:30:00"),
}


@contextmanager
def load(is_wanted: bool) -> Iterator[None]:
    """Two busy processes for each core, for as long as the tests run."""
    spinning = [sys.executable, "-c", "while True: pass"]
    busy = [subprocess.Popen(spinning) for _ in range(2 * (os.cpu_count() or 1) * is_wanted)]
    try:
        yield
    finally:
        for process in busy:
            process.kill()


def run(name: str, arguments: list[str]) -> tuple[bool, float]:
    """Whether the tests pass at a moment, and the seconds that they took."""
    zone, clock = MOMENTS[name]
    environment = {**os.environ, "TZ": zone, "FAKETIME_DONT_FAKE_MONOTONIC": "1"}
    command = ["faketime", "-f", f"@{clock}", sys.executable, "-m", "pytest", *arguments]
    begun = time.monotonic()
    passed = subprocess.call(command, env=environment, cwd=ROOT) == 0
    return passed, time.monotonic() - begun


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--only", nargs="+", default=list(MOMENTS), choices=MOMENTS, metavar="MOMENT")
    parser.add_argument("--shuffle", type=int, metavar="SEED", help="the order of an earlier run again")
    parser.add_argument("--load", action="store_true", help="with two busy processes for each core beside the tests")
    parser.add_argument("arguments", nargs="*", help="for pytest, behind --")
    given = parser.parse_args()
    if not shutil.which("faketime"):
        sys.exit("This needs libfaketime: apt-get install faketime")
    results = {}
    with load(given.load):
        for name in given.only:
            seed = given.shuffle if given.shuffle is not None else random.randrange(10_000)  # noqa: S311
            print(f"{name}: {MOMENTS[name][1]} in {MOMENTS[name][0]}, order {seed}", flush=True)
            results[name] = run(name, ["-p", "tests.shuffled", "--shuffle", str(seed), *(given.arguments or FAST)])
    for name, (passed, seconds) in results.items():
        print(f"{'passed' if passed else 'FAILED'}  {name} ({seconds:.0f} s)")
    sys.exit(not all(passed for passed, _ in results.values()))


if __name__ == "__main__":
    main()
