"""The upload of pictures, with refusals in plain words."""

import math
from typing import Any

from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm


class PictureField(WagtailImageField):
    """Takes pictures of a sensible size whose content is what their name says."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages |= {
            "invalid_image": (
                "This file cannot be read as a picture. Open it in a picture program, save it as JPEG or PNG, and "
                "upload that."
            ),
            "invalid_image_known_format": (
                "The name of this file ends in .%(extension)s, but inside it is something else (%(image_format)s). "
                "Save it again in the right format and upload that."
            ),
            "bomb": (
                "This picture is far larger than any screen. Make it smaller, for example 4,000 pixels wide, and "
                "upload that."
            ),
        }

    def to_python(self, data: Any) -> Any:
        if data and _pixels(data) > self.max_image_pixels:
            raise ValidationError(self.error_messages["bomb"], code="bomb")
        try:
            return super().to_python(data)
        except (OSError, SyntaxError, ValueError) as error:  # what the readers of damaged files raise
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error


def _pixels(file: Any) -> float:
    """How many pixels the head of the file claims, before anything is unpacked; 0 where it has none."""
    try:
        with Image.open(file) as image:
            return image.width * image.height
    except Image.DecompressionBombError:
        return math.inf
    except (OSError, SyntaxError, ValueError):
        return 0
    finally:
        file.seek(0)


class PictureForm(BaseImageForm):
    """Wagtail's form for pictures with our own field for the file."""

    file = PictureField(label="File", widget=BaseImageForm.Meta.widgets["file"])
