"""What staff get on public pages."""

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail.admin.templatetags.wagtailuserbar import wagtailuserbar

from lbn_site.core.secret_urls import is_secret

register = template.Library()


@register.simple_tag(takes_context=True)
def staff_bar(context: dict[str, Any]) -> SafeString | str:
    """The script that shows the user bar to staff; in a preview, what Wagtail's content checks need instead.

    Every visitor gets the same bytes: the script itself looks whether it is in the browser of staff. Behind a secret
    address there is none, as the script sends the address that it stands at.
    """
    request = context.get("request")
    if getattr(request, "is_preview", False):
        return wagtailuserbar(context)
    if request is not None and is_secret(request.path_info):
        return ""
    return format_html('<script type="module" src="{}"></script>', static("js/userbar.js"))
