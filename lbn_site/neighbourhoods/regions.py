"""The regions of England as they are written in a sentence."""

WITHOUT_ARTICLE = {"London", "Yorkshire and The Humber"}


def region_in_words(region: str) -> str:
    """‘the North East’, but ‘London’ and ‘Yorkshire and The Humber’."""
    return region if region in WITHOUT_ARTICLE else f"the {region}"
