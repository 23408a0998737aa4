"""The blocks that the statements are made of: one use of data, one known problem."""

from wagtail import blocks

from lbn_site.core.blocks import ShortTextBlock


class UseOfDataBlock(blocks.StructBlock):
    """One thing the site does with people's data."""

    title = blocks.CharBlock(max_length=80, help_text="What people know it as, for example ‘The newsletter’.")
    what = ShortTextBlock(label="What we keep")
    why = ShortTextBlock(label="Why")
    basis = blocks.CharBlock(
        max_length=120, label="Lawful basis", help_text="For example ‘Your consent’ or ‘Our legitimate interests’."
    )
    recipients = ShortTextBlock(
        required=False, label="Who else sees it", help_text="Leave empty if nobody outside the group does."
    )

    class Meta:
        icon = "group"
        label = "Use of data"
        description = "What is kept for one purpose, why, and who sees it."
        template = "statements/use_of_data_block.html"
        preview_value = {
            "title": "Letters",
            "what": "<p>Your address and what you wrote.</p>",
            "why": "<p>To answer you.</p>",
            "basis": "Our legitimate interests",
            "recipients": "",
        }


class KnownIssueBlock(blocks.StructBlock):
    """One part of the site that does not work for everyone yet."""

    title = blocks.CharBlock(max_length=120, help_text="What does not work, in a few words.")
    effect = ShortTextBlock(label="Who it affects, and how")
    way_round = ShortTextBlock(required=False, label="What helps until it is fixed")
    plan = blocks.CharBlock(
        required=False,
        max_length=200,
        label="What we will do, and by when",
        help_text="Promise only what is planned.",
    )

    class Meta:
        icon = "warning"
        label = "Known issue"
        description = "A barrier, who it affects, a way round it, and what we plan to do."
        template = "statements/known_issue_block.html"
        preview_value = {
            "title": "Older PDFs have no headings",
            "effect": "<p>A screen reader reads them as one long text.</p>",
            "way_round": "<p>The summary on the page says the same.</p>",
            "plan": "",
        }
