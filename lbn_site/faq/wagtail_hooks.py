"""What questions add to the editors' desk."""

from typing import Any

from django.http import HttpRequest
from django.utils.html import format_html, format_html_join
from wagtail import hooks
from wagtail.admin import messages
from wagtail.contrib.redirects.models import Redirect
from wagtail.models import Page, ReferenceIndex
from wagtail.snippets.models import register_snippet

from .models import QuestionPage
from .typed_links import TypedAnchorHandler, TypedExternalLinkHandler, TypedPathHandler
from .viewsets import FAQTopicViewSet

register_snippet(FAQTopicViewSet)


@hooks.register("register_rich_text_features", order=10)
def see_typed_links(features: Any) -> None:
    """Let the reference index see questions behind typed addresses."""
    for handler in (TypedAnchorHandler, TypedExternalLinkHandler, TypedPathHandler):
        features.register_link_type(handler)


@hooks.register("after_publish_page")
def ask_for_the_date_of_an_answer(request: HttpRequest, page: Page) -> None:
    """Remind of a missing 'as at'. The answer is public all the same."""
    question = page.specific
    if isinstance(question, QuestionPage) and question.as_at is None:
        messages.warning(
            request,
            f"Readers of ‘{page.title}’ cannot see how old the answer is. Enter the date it was last checked, under "
            f"‘As at, and since then’.",
        )


@hooks.register("before_delete_page")
def warn_of_links_to_question(request: HttpRequest, page: Page) -> None:
    """Name the pages that link to a question before it goes."""
    if request.method != "GET" or not isinstance(page.specific, QuestionPage):
        return
    sources = (source for source, _ in ReferenceIndex.get_grouped_references_to(page))
    linking = [source for source in sources if not isinstance(source, Redirect) and source.pk != page.pk]
    if linking:
        names = format_html_join(", ", "‘{}’", ((str(source),) for source in linking))
        messages.warning(
            request,
            format_html(
                "Other pages link to this question: {}. Change those links first, or withdraw the question instead "
                "(in its Promote tab), so that it keeps its address and says why.",
                names,
            ),
        )
