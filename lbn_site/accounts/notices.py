"""The email to people for whom somebody else changed what opens their account.

What they change themselves allauth tells them.
"""

from django.core.mail import send_mail
from django.template.loader import render_to_string
from django.utils import timezone

from .models import User

SUBJECT = "Your account was changed"


def tell(owner: User, change: str, *, by: User, former_address: str = "") -> None:
    """Tell the owner, also at the address that the account had before."""
    context = {"owner": owner, "change": change, "by": by.get_full_name() or by.username, "now": timezone.now()}
    text = render_to_string("accounts/changed_by_staff.txt", context)
    for address in dict.fromkeys(filter(None, (former_address, owner.email))):
        send_mail(SUBJECT, text, None, [address])
