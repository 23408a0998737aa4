"""What every entry point does first: end with one plain line when a setting is broken."""

import sys

from django.core.exceptions import ImproperlyConfigured


def need_sound_settings() -> None:
    """Read the settings; exit with 1 and the reason in one line if one of them is broken."""
    from django.conf import settings

    try:
        settings.INSTALLED_APPS  # noqa: B018 - reads the settings, so that a fault shows here
    except ImproperlyConfigured as error:
        sys.exit(f"The settings are wrong: {error}")
