"""The models of neighbourhoods, by topic."""

from .editions import Boundaries, Constituency, Edition, EditionState, Neighbourhood, Place
from .files import PublishedFile
from .imports import ImportState, ListImport, UploadedFile
from .outlines import Outline
from .pages import NeighbourhoodIndexPage
from .postcodes import OutwardCode, PostcodeRelease, ReleaseState

__all__ = [
    "Boundaries",
    "Constituency",
    "Edition",
    "EditionState",
    "ImportState",
    "ListImport",
    "Neighbourhood",
    "NeighbourhoodIndexPage",
    "Outline",
    "OutwardCode",
    "Place",
    "PostcodeRelease",
    "PublishedFile",
    "ReleaseState",
    "UploadedFile",
]
