"""After a backup was restored: are the uploads there that its database speaks of, and the copies of pictures?"""

from wagtail.documents import get_document_model
from wagtail.images import get_image_model

MOST_NAMES = 10


def after_restore() -> str:
    """Look for the file of each picture and document; copies without one are made again by the worker."""
    images = get_image_model()
    images.objects.update(copies_made="", copies_tries=0, copies_not_before=None)
    for copy in images.get_rendition_model().objects.iterator():
        if not copy.file.storage.exists(copy.file.name):
            copy.delete()
    missing = [
        upload.file.name
        for model in (get_image_model(), get_document_model())
        for upload in model.objects.only("file").iterator()
        if not upload.file.storage.exists(upload.file.name)
    ]
    if not missing:
        return "Uploads: no files are missing."
    more = f" and {len(missing) - MOST_NAMES} more" if len(missing) > MOST_NAMES else ""
    return f"Uploads: missing are {', '.join(missing[:MOST_NAMES])}{more}. Restore them or upload them again."
