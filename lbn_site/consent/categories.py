"""What cookies are for, and which of them need a yes."""

from django.db import models


class Category(models.TextChoices):
    """What a cookie is for, in the words that visitors read."""

    NECESSARY = "necessary", "Necessary cookies"
    ANALYTICS = "analytics", "Optional cookies that count visits"
    STAFF = "staff", "Cookies for staff who sign in"


# What is set only after a visitor said yes.
OPTIONAL_CATEGORIES = (Category.ANALYTICS,)
