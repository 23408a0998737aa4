"""What was brought over already, so that doing it again is harmless."""

from django.db import models


class BroughtItem(models.Model):
    """An item of another system and what it became here. Staff may have changed or moved that since."""

    source = models.CharField(max_length=200, help_text="Host name of the former site.")
    number = models.PositiveBigIntegerField(help_text="The item's number in the former site.")
    old_url = models.CharField(max_length=500, blank=True)
    page = models.ForeignKey("wagtailcore.Page", null=True, on_delete=models.SET_NULL, related_name="+")
    document = models.ForeignKey("media.CustomDocument", null=True, on_delete=models.SET_NULL, related_name="+")
    image = models.ForeignKey("media.CustomImage", null=True, on_delete=models.SET_NULL, related_name="+")
    brought_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["source", "number"], name="moving_in_one_row_an_item")]

    def __str__(self) -> str:
        return f"{self.source} {self.number}"
