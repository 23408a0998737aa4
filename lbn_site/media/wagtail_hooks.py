"""What the media app changes in the admin, and in texts that hold pictures."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import URLPattern, path
from wagtail import hooks
from wagtail.admin.views.account import AvatarSettingsPanel
from wagtail.images.rich_text import ImageEmbedHandler

from .forms import ProfilePictureForm


def _no_such_size(request: HttpRequest, image_id: int, filter_spec: str) -> HttpResponse:
    raise Http404("Copies are made by a worker, in the sizes that pages use.")


@hooks.register("register_admin_urls")
def take_the_way_to_any_size_out() -> list[URLPattern]:
    """Wagtail would make a copy of any size while the browser waits, for links that this site does not offer."""
    return [path("images/<int:image_id>/preview/<str:filter_spec>/", _no_such_size)]


# Profile pictures are read as carefully as others: any of the staff may upload one.
AvatarSettingsPanel.form_class = ProfilePictureForm
AvatarSettingsPanel.template_name = "media/profile_picture.html"


class PictureInText(ImageEmbedHandler):
    """A picture within a text: as pages show theirs, from copies that exist."""

    @classmethod
    def expand_db_attributes_many(cls, attrs_list: list[dict[str, Any]]) -> list[str]:
        return [
            render_to_string("components/picture.html", {"image": image, "alt": attrs.get("alt", "")})
            if image
            else ""
            for attrs, image in zip(attrs_list, cls.get_many(attrs_list), strict=True)
        ]


@hooks.register("register_rich_text_features", order=1000)
def show_pictures_in_texts_as_elsewhere(features: Any) -> None:
    features.register_embed_type(PictureInText)
