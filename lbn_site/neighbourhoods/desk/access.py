"""Who may do what at the import desk."""

from typing import Any

UPLOAD = "neighbourhoods.add_listimport"
PUBLISH = "neighbourhoods.publish_edition"
DESCRIBE = "neighbourhoods.change_edition"


def may_open_desk(user: Any) -> bool:
    return any(user.has_perm(permission) for permission in (UPLOAD, PUBLISH, DESCRIBE))
