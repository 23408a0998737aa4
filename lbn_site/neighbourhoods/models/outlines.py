"""Outlines of wards, for maps and downloads."""

from django.db import models


class Outline(models.Model):
    """The simplified outline of a ward: polygons of rings of (longitude, latitude), WGS84, as in GeoJSON."""

    code = models.CharField(max_length=9, unique=True)
    geography = models.CharField(max_length=80, blank=True)
    polygons = models.JSONField()

    def __str__(self) -> str:
        return self.code
