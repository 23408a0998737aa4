"""The form pack: labels, hints, errors and the summary, as people and screen readers meet them."""

import re

import pytest
from crispy_forms.helper import FormHelper
from crispy_forms.layout import HTML, Column, Div, Field, Fieldset, Hidden, Layout, Row, Submit
from django import forms
from django.template import engines
from django.test import RequestFactory

PAGE = "{% load crispy_forms_tags %}{% crispy form %}"


class SessionForm(forms.Form):
    """One field of each kind that the site uses."""

    address = forms.EmailField(label="E-mail address", help_text="We use it for <strong>this</strong> only.")
    note = forms.CharField(label="Your note", widget=forms.Textarea, required=False)
    region = forms.ChoiceField(label="Region", choices=[("ne", "North East"), ("nw", "North West")])
    answer = forms.ChoiceField(
        label="Did this help?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        help_text="Pick one.",
    )
    topics = forms.MultipleChoiceField(
        label="Topics", choices=[("a", "Health"), ("b", "Work")], widget=forms.CheckboxSelectMultiple, required=False
    )
    agreed = forms.BooleanField(label="I want this newsletter", help_text="You can leave at any time.")
    token = forms.CharField(widget=forms.HiddenInput)

    def clean_note(self) -> str:
        if "<script>" in self.cleaned_data["note"]:
            raise forms.ValidationError("Leave out <script>.")
        return self.cleaned_data["note"]

    @property
    def helper(self) -> FormHelper:
        helper = FormHelper()
        helper.layout = Layout(
            Fieldset("About you", "address", Row(Column("region"), Div(Field("note", wrapper_class="field--short")))),
            "answer",
            "topics",
            "agreed",
            "token",
            HTML("<p>Before the button</p>"),
            Hidden("source", "page"),
        )
        helper.add_input(Submit("submit", "Sign up"))
        return helper


def rendered(form: forms.Form, page: str = PAGE) -> str:
    html = engines["django"].from_string(page).render({"form": form}, RequestFactory().get("/"))
    return re.sub(r"(?<=>)\s+(?=<)|\s+(?=</label|</legend)|\s+(?=\">)", "", html)


def test_every_field_has_its_label_hint_and_input_tied_together():
    html = rendered(SessionForm())
    assert '<label class="field__label" for="id_address">E-mail address</label>' in html
    assert '<div class="field__hint" id="id_address_helptext">We use it for <strong>this</strong> only.</div>' in html
    assert 'aria-describedby="id_address_helptext"' in html
    assert "Your note" in html
    assert html.count("(optional)") == 2


def test_choices_stand_in_a_fieldset_with_a_legend():
    html = rendered(SessionForm())
    assert '<fieldset aria-describedby="id_answer_helptext">' in html
    assert '<legend class="field__label">Did this help?</legend>' in html
    assert 'type="radio" name="answer" value="yes"' in html
    assert "checked" not in html


def test_the_form_posts_with_a_token_and_leaves_messages_to_the_server():
    html = rendered(SessionForm())
    assert '<form method="post" novalidate>' in html
    assert "csrfmiddlewaretoken" in html
    assert '<button type="submit" class="button">Sign up</button>' in html
    assert '<input type="hidden" name="source" value="page">' in html
    assert "There is a problem" not in html


def test_a_refused_form_sums_up_its_errors_and_links_to_the_fields():
    html = rendered(SessionForm({"address": "nobody", "region": "ne"}))
    assert 'role="alert" tabindex="-1" autofocus' in html
    assert '<a href="#id_address">Enter a valid email address.</a>' in html
    assert '<a href="#id_answer_0">This field is required.</a>' in html
    assert '<a href="#id_agreed">This field is required.</a>' in html
    assert '<div class="field__error" id="id_address_error">' in html
    assert 'aria-describedby="id_address_helptext id_address_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'value="nobody"' in html


def test_what_was_typed_is_never_markup():
    html = rendered(SessionForm({"address": '"><script>alert(1)</script>', "note": "<script>"}))
    assert "<script>" not in html
    assert "Leave out &lt;script&gt;." in html


@pytest.mark.parametrize("name", ["submit", ""])
def test_a_search_form_needs_no_token_and_marks_nothing_optional(name):
    class SearchForm(forms.Form):
        query = forms.CharField(label="Search this site", required=False)

        @property
        def helper(self) -> FormHelper:
            helper = FormHelper()
            helper.form_method = "get"
            helper.form_action = "/search/"
            helper.layout = Layout("query")
            helper.add_input(Submit(name, "Search"))
            return helper

    html = rendered(SearchForm())
    assert 'action="/search/"' in html
    assert "csrfmiddlewaretoken" not in html
    assert "(optional)" not in html
    assert f'name="{name}"' not in html


def test_a_form_without_a_layout_and_a_single_field_work_too():
    html = rendered(SessionForm(), "{% load crispy_forms_tags %}{{ form|crispy }}{{ form.address|as_crispy_field }}")
    assert html.count('for="id_address"') == 2


def test_a_set_of_forms_is_sent_as_one():
    forms_set = forms.formset_factory(SessionForm, extra=2)
    html = rendered(forms_set(), "{% load crispy_forms_tags %}{% crispy form form.empty_form.helper %}")
    assert html.count("<form") == 1
    assert "form-TOTAL_FORMS" in html
    assert 'for="id_form-1-address"' in html
