"""The upload of pictures, with refusals in plain words."""

import math
import os
from typing import Any

from django.core.exceptions import ValidationError
from PIL import Image
from wagtail.admin.forms.account import AvatarPreferencesForm
from wagtail.documents.forms import BaseDocumentForm
from wagtail.images.fields import WagtailImageField
from wagtail.images.forms import BaseImageForm

from lbn_site.core import undo

from . import pictures

# The ends of names that a format goes by, where it is not the format's own name.
ALSO_KNOWN_AS = {"jpg": "jpeg", "jfif": "jpeg", "tif": "tiff", "heif": "heic"}


class PictureField(WagtailImageField):
    """Takes pictures of a sensible size whose content is what their name says, and hands them on as they are kept."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.error_messages |= {
            "invalid_image": pictures.UNREADABLE,
            "invalid_image_known_format": (
                "The name of this file ends in .%(extension)s, but inside it is something else (%(image_format)s). "
                "Save it again in the right format and upload that."
            ),
            "bomb": pictures.TOO_LARGE,
        }

    def to_python(self, data: Any) -> Any:
        """The picture, written again. Raises ValidationError, saying what to do, where it cannot be kept."""
        if not data:
            return super().to_python(data)
        if _extension(data) not in self.allowed_image_extensions:
            raise ValidationError(self.error_messages["invalid_image_extension"], code="invalid_image_extension")
        if _pixels(data) > self.max_image_pixels:
            raise ValidationError(self.error_messages["bomb"], code="bomb")
        try:
            file = super().to_python(data)
        except ValidationError as error:
            if error.code != "invalid_image":
                raise
            file = data  # Wagtail's reader does not know moving PNGs, for one
        except (OSError, SyntaxError, ValueError) as error:  # what the readers of damaged files raise
            raise ValidationError(self.error_messages["invalid_image"], code="invalid_image") from error
        return pictures.cleaned(file)

    def check_image_file_format(self, f: Any) -> None:
        """Refuse names that say another format than the file has."""
        extension = _extension(f)
        if ALSO_KNOWN_AS.get(extension, extension) != f.image.format_name:
            raise ValidationError(
                self.error_messages["invalid_image_known_format"],
                code="invalid_image_known_format",
                params={"extension": extension, "image_format": f.image.format_name},
            )


def _extension(file: Any) -> str:
    return os.path.splitext(file.name)[1].lower()[1:]


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

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # Not declared on the class: the forms that leave the file out could not, and would ask for one in vain.
        if "file" in self.fields:
            field = self.fields["file"]
            self.fields["file"] = PictureField(label=field.label, widget=field.widget, required=field.required)


class DocumentForm(BaseDocumentForm):
    """Wagtail's form for documents. It deletes a file that is replaced before anybody can keep it."""

    def save(self, commit: bool = True) -> Any:
        """Save the document; the file that it had can be put back."""
        if commit and "file" in self.changed_data and self.instance.pk:
            undo.keep_before_its_files_go(type(self.instance).objects.get(pk=self.instance.pk))
        return super().save(commit=commit)


class ProfilePictureForm(AvatarPreferencesForm):
    """Wagtail's form for the picture of a member of staff, which would unpack whatever Pillow can open."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["avatar"] = PictureField(label=self.fields["avatar"].label, required=False)
