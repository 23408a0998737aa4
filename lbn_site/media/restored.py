"""After a backup was restored: are the uploads there that its database speaks of?"""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

MOST_NAMES = 10


def after_restore() -> str:
    """Look for the file of each picture and document."""
    missing = [
        upload.file.name
        for model in (get_image_model(), get_document_model())
        for upload in model.objects.only("file").iterator()
        if not upload.file.storage.exists(upload.file.name)
    ]
    if not missing:
        return "Uploads: the file of every picture and document is there."
    more = f" and {len(missing) - MOST_NAMES} more" if len(missing) > MOST_NAMES else ""
    return f"Uploads: missing are {', '.join(missing[:MOST_NAMES])}{more}. Restore them, or upload them anew."
