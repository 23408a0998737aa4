"""The models of neighbourhoods, by topic."""

from .any_edition import AnyEdition, EditionState
from .editions import Boundaries, Constituency, Edition, Neighbourhood, Place
from .files import KeptFile, PrideInPlaceFile, PublishedFile
from .imports import ImportState, ListImport, Subject, UploadedFile
from .outlines import Outline
from .pages import NeighbourhoodIndexPage
from .postcodes import OutwardCode, PostcodeRelease, ReleaseState
from .pride_in_place import ChosenNeighbourhood, Cohort, Overlap, PrideInPlaceEdition

__all__ = [
    "AnyEdition",
    "Boundaries",
    "ChosenNeighbourhood",
    "Cohort",
    "Constituency",
    "Edition",
    "EditionState",
    "ImportState",
    "KeptFile",
    "ListImport",
    "Neighbourhood",
    "NeighbourhoodIndexPage",
    "Outline",
    "OutwardCode",
    "Overlap",
    "Place",
    "PostcodeRelease",
    "PrideInPlaceEdition",
    "PrideInPlaceFile",
    "PublishedFile",
    "ReleaseState",
    "Subject",
    "UploadedFile",
]
