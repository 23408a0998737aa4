"""The search form."""

from crispy_forms.helper import FormHelper
from crispy_forms.layout import Layout, Submit
from django import forms

LONGEST_QUERY = 150


class SearchForm(forms.Form):
    """What to look for. Sent by GET, so that results can be shared and kept."""

    query = forms.CharField(
        label="Search this site",
        max_length=LONGEST_QUERY,
        strip=True,
        widget=forms.TextInput(attrs={"type": "search", "autocomplete": "off"}),
        error_messages={
            "required": "Type the words that you look for.",
            "max_length": f"Use fewer words: at most {LONGEST_QUERY} characters.",
        },
    )

    def __init__(self, *args, **kwargs) -> None:
        super().__init__(*args, **kwargs)
        self.helper = FormHelper()
        self.helper.form_method = "get"
        self.helper.form_action = "search"
        self.helper.form_class = "search-form"
        self.helper.attrs = {"role": "search"}
        self.helper.disable_csrf = True
        self.helper.layout = Layout("query")
        self.helper.add_input(Submit("", "Search"))
