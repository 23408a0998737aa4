#!/usr/bin/env python
"""Run Django's commands for this site."""

import os
import sys

from django.core.exceptions import ImproperlyConfigured


def main() -> None:
    """Run the command on the command line; a broken setting ends in one plain line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbn_site.settings.development")
    from django.conf import settings
    from django.core.management import execute_from_command_line

    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the settings, so that a fault shows here
    except ImproperlyConfigured as error:
        sys.exit(f"The settings need mending: {error}")
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
