"""The answer to a form that was taken: look there."""

from django.http import HttpResponseRedirect


class SeeOther(HttpResponseRedirect):
    """To another page, by GET (RFC 9110, 15.4.4)."""

    status_code = 303
