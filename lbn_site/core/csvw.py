"""CSV on the Web: what a published CSV file holds, told in a file beside it.

The words are those of https://www.w3.org/TR/tabular-metadata/ (W3C, 2015). A file `x.csv` has its description at
`x.csv-metadata.json`, where programs look for it by themselves; its `Link` header names it too.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": "en"}]
SUFFIX = "-metadata.json"
MEDIA_TYPE = "application/csvm+json"


@dataclass(frozen=True)
class Column:
    """A column of a CSV file: its heading there, what people call it, what it says, and in which unit.

    A datatype is a name (`integer`) or a description (`{"base": "decimal", "minimum": 0}`). A cell with a separator
    holds several values.
    """

    heading: str
    title: str
    description: str
    datatype: str | dict[str, Any] = "string"
    unit: str = ""
    separator: str = ""
    is_required: bool = False

    def described(self) -> dict[str, Any]:
        """The column as the description of its table has it."""
        told = {
            "name": self.heading,
            "titles": list(dict.fromkeys([self.heading, self.title])),
            "dc:description": self.description,
            "datatype": self.datatype,
            "schema:unitText": self.unit,
            "separator": self.separator,
            "required": self.is_required,
        }
        return {name: value for name, value in told.items() if value}


@dataclass(frozen=True)
class Table:
    """A published CSV file in UTF-8: its name, its columns in their order, and the columns that tell rows apart.

    `about` are facts of Dublin Core without their prefix: `title`, `license` (an address), `issued` and so on.
    """

    file: str
    columns: Iterable[Column]
    key: tuple[str, ...] = ()
    about: Mapping[str, Any] = field(default_factory=dict)

    def metadata(self) -> dict[str, Any]:
        """The description of the file."""
        about = {f"dc:{name}": value for name, value in self.about.items() if value}
        if "dc:license" in about:
            about["dc:license"] = {"@id": about["dc:license"]}
        schema: dict[str, Any] = {"columns": [column.described() for column in self.columns]}
        if self.key:
            schema["primaryKey"] = list(self.key)
        dialect = {"encoding": "utf-8", "header": True}
        return {"@context": CONTEXT, "url": self.file, **about, "dialect": dialect, "tableSchema": schema}


def link_to(file: str) -> str:
    """The `Link` header of the CSV file with this name: its description stands beside it."""
    return f'<{file}{SUFFIX}>; rel="describedby"; type="{MEDIA_TYPE}"'
