"""Health checks for load balancers and monitors."""

import logging
from collections.abc import Callable

from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache

logger = logging.getLogger(__name__)

Check = Callable[[], str | None]
_checks: dict[str, Check] = {}


def register(name: str, check: Check) -> None:
    """Add a readiness check; it answers None when all is well, else what is wrong in plain words."""
    _checks[name] = check


def database() -> str | None:
    """Whether the database answers and its tables are up to date."""
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return f"{len(waiting)} migrations have not been run" if waiting else None


register("database", database)


@never_cache
def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "ok"})


@never_cache
def ready(request: HttpRequest) -> JsonResponse:
    """Everything that visitors' requests need answers: 200, else 503 with the name of what does not."""
    results = {name: _result(check) for name, check in _checks.items()}
    healthy = all(result == "ok" for result in results.values())
    return JsonResponse({"status": "ok" if healthy else "unavailable", **results}, status=200 if healthy else 503)


def _result(check: Check) -> str:
    try:
        return check() or "ok"
    except Exception:
        logger.exception("A readiness check failed.")
        return "does not answer"
