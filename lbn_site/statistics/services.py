"""Counting, and turning visits into the totals of a day."""

import datetime
import re
from collections import Counter
from urllib.parse import unquote

from django.db import transaction
from django.db.models import F
from django.utils import timezone

from lbn_site.core.counted import may_be_counted

from .models import PageCount, ReferralTotal, Visit, VisitTotal
from .retention import PAGE_COUNTS, VISITS

VISIT_ENDS_AFTER = datetime.timedelta(minutes=30)
PATH = re.compile(r"/[\w\-./%]{0,199}", re.ASCII)
# Nobody can fill the table with addresses that do not exist: what comes after these is counted as one.
MOST_PATHS_A_DAY = 2000
OTHER_PATHS = "(others)"


def count_page_view(*, path: str) -> None:
    """Add one to the page's number of today; an address that none of our counted pages has is left out."""
    if not PATH.fullmatch(path) or not may_be_counted(unquote(path)):
        return
    today = timezone.localdate()
    if _add_one(today, path):
        return
    if PageCount.objects.filter(day=today).count() >= MOST_PATHS_A_DAY:
        path = OTHER_PATHS
    PageCount.objects.get_or_create(day=today, path=path)
    _add_one(today, path)


def count_visit(*, visitor: str, is_known: bool, referring_site: str) -> None:
    """Note that the visitor opened a page: of the visit in progress, or of a new one after half an hour."""
    now = timezone.now()
    with transaction.atomic():
        visit = Visit.objects.filter(visitor=visitor, last_seen_at__gte=now - VISIT_ENDS_AFTER).last()
        if visit:
            Visit.objects.filter(pk=visit.pk).update(last_seen_at=now, pages=F("pages") + 1)
        else:
            Visit.objects.create(
                visitor=visitor, started_at=now, last_seen_at=now, is_return=is_known, referring_site=referring_site
            )


def add_up_visits() -> None:
    """Write the totals of every finished day that has none yet, then delete the visits that are too old."""
    today = timezone.localdate()
    done = set(VisitTotal.objects.values_list("day", flat=True))
    days = {timezone.localdate(moment) for moment in Visit.objects.values_list("started_at", flat=True).iterator()}
    for day in sorted(day for day in days - done if day < today):
        _add_up(day)
    Visit.objects.filter(last_seen_at__lt=VISITS.cutoff()).delete()


def forget_old_page_counts() -> None:
    """Delete the page views of days that are longer ago than the privacy notice says."""
    PageCount.objects.filter(day__lt=timezone.localdate(PAGE_COUNTS.cutoff())).delete()


def _add_up(day: datetime.date) -> None:
    visits = list(Visit.objects.filter(started_at__date=day))
    sites = Counter(visit.referring_site for visit in visits if visit.referring_site)
    with transaction.atomic():
        VisitTotal.objects.create(
            day=day,
            visits=len(visits),
            visitors=len({visit.visitor for visit in visits}),
            returns=sum(visit.is_return for visit in visits),
        )
        ReferralTotal.objects.bulk_create(ReferralTotal(day=day, site=site, visits=n) for site, n in sites.items())


def _add_one(day: datetime.date, path: str) -> bool:
    return bool(PageCount.objects.filter(day=day, path=path).update(views=F("views") + 1))
