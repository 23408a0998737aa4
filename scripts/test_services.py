"""Run the tests on real servers: the database of DATABASE_URL and the broker of CELERY_BROKER_URL.

DATABASE_URL=postgresql://... CELERY_BROKER_URL=redis://... .venv/bin/python scripts/test_services.py
"""

import os
import subprocess
import sys

HOW_TO = """make test-services runs the tests on real servers. Name at least one, for example:
    make test-services DATABASE_URL=postgresql://postgres@127.0.0.1:5432/lbn CELERY_BROKER_URL=redis://127.0.0.1:6379/0
    make test-services CELERY_BROKER_URL=amqp://guest:guest@127.0.0.1:5672//
The database itself is not touched: the tests make one beside it (test_lbn) and remove it. With a broker alone, only
the tests that need a broker run."""


def main() -> None:
    """Everything but the browser on a database; only the tests for brokers where a broker alone is named."""
    database, broker = (os.environ.get(name, "").strip() for name in ("DATABASE_URL", "CELERY_BROKER_URL"))
    if not database.startswith("postgres") and not broker.startswith(("redis", "amqp")):
        sys.exit(HOW_TO)
    expression = "not browser" if database.startswith("postgres") else "services"
    command = [
        sys.executable,
        "-m",
        "pytest",
        "-n",
        "2",
        "--maxschedchunk",
        "4",
        "--durations",
        "10",
        "-m",
        expression,
        "tests",
    ]
    sys.exit(subprocess.call(command))


if __name__ == "__main__":
    main()
