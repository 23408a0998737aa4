"""The comment that a reader may add to their vote."""

from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Layout, Submit
from django import forms

from .models import LONGEST_COMMENT

# Hidden from people and their screen readers alike; only programs fill it in.
TRAP = (
    '<div hidden inert><label for="id_website">Leave this empty</label>'
    '<input id="id_website" name="website" autocomplete="off" tabindex="-1"></div>'
)


class CommentForm(forms.Form):
    """One short text."""

    comment = forms.CharField(
        label="What would make this answer better?",
        max_length=LONGEST_COMMENT,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=f"At most {LONGEST_COMMENT} characters. Please leave out names, addresses and telephone numbers: "
        "we cannot reply, and we remove any that we find.",
        error_messages={"required": "Write a few words, or go back to the answer."},
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.disable_csrf = True  # the view checks where the post comes from; see core.same_origin
        self.helper.layout = Layout("comment", HTML(TRAP))
        self.helper.add_input(Submit("", "Send my comment"))

    @property
    def fell_into_the_trap(self) -> bool:
        """Whether a program filled in what no person can see."""
        return bool(self.data.get("website"))
