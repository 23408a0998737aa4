"""The visitor's choice about optional cookies, with and without JavaScript."""

from urllib.parse import urlsplit

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.views.decorators.http import require_http_methods

from lbn_site.core.same_origin import same_origin_post
from lbn_site.core.see_other import SeeOther

from . import choices, register
from .categories import OPTIONAL_CATEGORIES
from .forms import NO, YES, ChoiceForm
from .models import Cookie, Kind

CONFIRMATION = "#cookies-saved"


@same_origin_post
@require_http_methods(["GET", "HEAD", "POST"])
def choose(request: HttpRequest) -> HttpResponse:
    """Show the present choice; on a post keep the new one and go back to where the visitor was."""
    asked = [(category.value, category.label) for category in register.asked_categories()]
    if request.method != "POST" or not asked:
        return _page(request, ChoiceForm(categories=asked, initial=_initial(request)))
    form = ChoiceForm(request.POST, categories=asked)
    if not form.is_valid():
        return _page(request, form, status=422)
    refused = [row for row in Cookie.objects.optional() if row.category not in form.accepted]
    if request.headers.get("Accept") == "application/json":
        storage = [row.name for row in refused if row.kind == Kind.STORAGE]
        response: HttpResponse = JsonResponse({"clear": storage})
    else:
        response = SeeOther(_way_back(request))
    choices.remember(response, form.accepted)
    _delete_refused(request, response, refused)
    return response


def _page(request: HttpRequest, form: ChoiceForm, status: int = 200) -> HttpResponse:
    context = {
        "form": form,
        "choice": choices.present_choice(request),
        "asks_not_to_be_tracked": choices.asks_not_to_be_tracked(request),
    }
    return render(request, "consent/choice.html", context, status=status)


def _initial(request: HttpRequest) -> dict[str, str]:
    """The radios as the visitor left them; none is set before the first choice."""
    choice = choices.present_choice(request)
    if choice is None:
        return {}
    return {category: YES if category in choice.accepted else NO for category in OPTIONAL_CATEGORIES}


def _delete_refused(request: HttpRequest, response: HttpResponse, refused: list[Cookie]) -> None:
    """Delete the visitor's cookies of the categories they did not accept."""
    for name in request.COOKIES:
        if any(row.covers(name) for row in refused):
            response.delete_cookie(name, path="/", samesite="Lax")


def _way_back(request: HttpRequest) -> str:
    """The page the post came from, at its confirmation; on the Cookies page, the page that shows the choice."""
    came_from = urlsplit(request.headers.get("Referer", ""))
    path = "/" + came_from.path.lstrip("/")
    if path.startswith("/cookies/"):
        return ChoiceForm.action
    return f"{path}?{came_from.query}{CONFIRMATION}" if came_from.query else f"{path}{CONFIRMATION}"
