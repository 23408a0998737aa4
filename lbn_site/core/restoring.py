"""What must be done once after a backup was restored: one list, filled by the apps whose data must catch up.

    restoring.register(after_restore)

in `AppConfig.ready`; `manage.py after_restore` does all of it. Every step may be repeated.
"""

from collections.abc import Callable, Iterator

# Does something and says in a sentence what it did.
Step = Callable[[], str]

_steps: list[Step] = []


def register(step: Step) -> None:
    """Add a step; they are taken in the order of the installed apps."""
    _steps.append(step)


def catch_up() -> Iterator[str]:
    """Take every step, and say what each did."""
    for step in _steps:
        yield step()
