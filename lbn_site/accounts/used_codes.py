"""A code of an authenticator app works once: what was used last is kept with the app's key, in the database.

allauth keeps it in the cache, for half a minute, though a code works for one and a half; there, visitors could push
it out, and no code would be accepted while the cache is away. RFC 6238, 5.2: a second attempt must not be accepted.
"""

from allauth.core.internal.cryptokit import compare_user_code
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth
from allauth.mfa.utils import decrypt
from django.db import transaction

LAST_STEP = "last_step"


def keep_in_the_database() -> None:
    """Replace allauth's memory of used codes by ours."""
    auth.TOTP._mark_code_used = _mark_used  # type: ignore[method-assign]


@transaction.atomic
def _mark_used(app: auth.TOTP, code: str) -> bool:
    """Whether the code is newer than the last that was used; it then is the last."""
    row = Authenticator.objects.select_for_update().get(pk=app.instance.pk)
    secret = decrypt(row.data["secret"])
    fitting = (
        step
        for step in auth.yield_hotp_counters_from_time()
        if compare_user_code(actual=code, expected=auth.format_hotp_value(auth.hotp_value(secret, step)))
    )
    step = max(fitting, default=0)
    if step <= row.data.get(LAST_STEP, 0):
        return False
    row.data[LAST_STEP] = step
    row.save(update_fields=["data"])
    return True
