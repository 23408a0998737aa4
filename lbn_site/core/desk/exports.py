"""Wagtail's own exports, kept from holding formulas."""

from typing import Any

from wagtail.admin.views.mixins import SpreadsheetExportMixin

from ..spreadsheets import inert


def keep_inert() -> None:
    """Apply the rule for cells to every export of Wagtail's listings and reports.

    They all write their cells through these two methods of one mixin, for CSV and for XLSX; a test opens each.
    """
    value_of = SpreadsheetExportMixin.preprocess_field_value
    heading_of = SpreadsheetExportMixin.get_heading

    def preprocess_field_value(self: Any, field: str, value: Any, export_format: str) -> Any:
        return inert(value_of(self, field, value, export_format))

    def get_heading(self: Any, queryset: Any, field: str) -> Any:
        return inert(heading_of(self, queryset, field))

    SpreadsheetExportMixin.preprocess_field_value = preprocess_field_value
    SpreadsheetExportMixin.get_heading = get_heading
