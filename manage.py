#!/usr/bin/env python
"""Run Django's commands for this site."""

import os
import sys


def main() -> None:
    """Run the command on the command line."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lbn_site.settings.development")
    from django.core.management import execute_from_command_line

    from lbn_site.settings.start import need_sound_settings

    need_sound_settings()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
