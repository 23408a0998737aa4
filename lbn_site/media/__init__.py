"""The image, rendition and document models."""
