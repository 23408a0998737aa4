"""Where the script of a page says that the page was opened."""

from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_POST

from lbn_site.core.models import Campaign
from lbn_site.core.rate_limit import is_within_limit
from lbn_site.core.same_origin import same_origin_post

from . import services, visitor
from .models import StatisticsSettings

MOST_A_MINUTE = 60


@same_origin_post
@require_POST
def count(request: HttpRequest) -> HttpResponse:
    """Count one page view, and the visit if the visitor agreed. Always answers 204: the page need not know."""
    response = HttpResponse(status=204)
    if Campaign.current().is_closed or not visitor.is_reader(request):
        return response
    if not is_within_limit(request, "statistics.count", limit=MOST_A_MINUTE, seconds=60):
        return response
    settings, consent = StatisticsSettings.current(), visitor.consent(request)
    counts_visit = settings.counts_visits and consent.visits
    if "again" not in request.POST and (counts_visit or (settings.count_all_page_views and consent.page_views)):
        services.count_page_view(path=request.POST.get("path", ""))
    if counts_visit:
        known = visitor.known_token(request)
        services.count_visit(
            visitor=known or visitor.give_token(response),
            is_known=bool(known),
            referring_site=visitor.referring_site(request, request.POST.get("from", "")),
        )
    return response
