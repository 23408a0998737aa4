"""Every address of the site. Public pages themselves are served by Wagtail, last."""

from django.conf import settings
from django.urls import include, path, re_path, register_converter
from django.views.generic import RedirectView
from wagtail import urls as wagtail_urls
from wagtail.admin import urls as wagtailadmin_urls
from wagtail.documents import urls as wagtaildocs_urls

from lbn_site.core import health
from lbn_site.core.root_page import RootPageConverter
from lbn_site.core.views import not_here
from lbn_site.media.views import upload

register_converter(RootPageConverter, "root_page")

urlpatterns = [
    path("healthz/live", health.live, name="healthz-live"),
    path("healthz/ready", health.ready, name="healthz-ready"),
    # Wagtail's own forms know neither a second step nor a limit on wrong tries.
    path("admin/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    path("_util/login/", RedirectView.as_view(pattern_name="account_login", query_string=True)),
    # A private collection would hide nothing: its files are public.
    path("admin/collections/<int:pk>/privacy/", RedirectView.as_view(pattern_name="wagtailadmin_collections:edit")),
    # A page that fails on purpose, and a form that our snippets' choosers do not offer.
    path("admin/failwhale/", not_here),
    path("admin/snippets/choose/<str:app>/<str:model>/create/", not_here),
    # Wagtail looks for the parent of the page, which the root page lacks.
    *(path(f"admin/pages/<root_page:pk>/{act}/", not_here) for act in ("lock", "unlock", "set_position")),
    path("admin/", include(wagtailadmin_urls)),
    path("", include("lbn_site.accounts.urls")),
    path("documents/", include(wagtaildocs_urls)),
    path("", include("lbn_site.search.urls")),
    path("", include("lbn_site.core.urls")),
    path("", include("lbn_site.home.urls")),
    path("", include("lbn_site.consent.urls")),
    path("", include("lbn_site.statistics.urls")),
    path("", include("lbn_site.feedback.urls")),
    path("", include("lbn_site.evidence.urls")),
    path("", include("lbn_site.neighbourhoods.urls")),
    path("", include("lbn_site.newsletter.urls")),
    path("", include("lbn_site.mail.urls")),
]

if settings.SERVE_MEDIA and settings.MEDIA_URL.startswith("/"):
    urlpatterns.append(re_path(rf"^{settings.MEDIA_URL.strip('/')}/(?P<path>.*)$", upload))

urlpatterns.append(path("", include(wagtail_urls)))

handler400 = "lbn_site.home.views.bad_request"
handler404 = "lbn_site.home.views.page_not_found"
handler500 = "lbn_site.home.views.server_error"
