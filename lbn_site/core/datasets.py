"""Sets of data as search engines for data know them (schema.org Dataset; Google Dataset Search)."""

from collections.abc import Iterable
from typing import Any

from .addresses import absolute
from .structured_data import Data, described, known


def dataset(name: str, description: str, address: str, *, creator: str, files: Iterable[Data], **facts: Any) -> Data:
    """A set of data with the address of its page; facts that are not known are left out.

    Google asks for a description of 50 to 5,000 characters. Further facts bear the names of schema.org.
    """
    return described(
        "Dataset",
        address,
        name=name,
        description=description,
        creator={"@type": "Organization", "name": creator} if creator else None,
        isAccessibleForFree=True,
        distribution=list(files),
        **facts,
    )


def distribution(address: str, media_type: str, name: str) -> Data:
    """A file of a set of data."""
    return {
        "@type": "DataDownload",
        "name": name,
        "encodingFormat": media_type.partition(";")[0],
        "contentUrl": absolute(address),
    }


def place(name: str) -> Data:
    """What a set of data covers in space."""
    return {"@type": "Place", "name": name}


def variable(name: str, description: str, unit: str = "") -> Data:
    """Something that a set of data gives of each row."""
    return {"@type": "PropertyValue", **known({"name": name, "description": description, "unitText": unit})}
