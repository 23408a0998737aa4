"""The form with which an administrator invites somebody."""

from typing import Any

from django import forms
from django.contrib.auth.models import Group

from . import invitations
from .models import Invitation, User
from .staff_forms import offer_roles


class InvitationForm(forms.Form):
    """Whom to invite, and to which of the roles that the inviter may grant."""

    INVITED_ALREADY = (
        "This person has already been invited. You can send the invitation again from the list of users."
    )

    HAS_AN_ACCOUNT = (
        "Someone with this address already has an account. Look for it in the list of users: if it is switched off, "
        "open it and tick ‘Active’."
    )

    required_css_class = "required"
    first_name = forms.CharField(max_length=150)
    last_name = forms.CharField(max_length=150)
    email = forms.EmailField(label="Email address", max_length=254, help_text="We will send the invitation here.")
    role = forms.ModelChoiceField(queryset=Group.objects.none(), widget=forms.RadioSelect, empty_label=None)

    def __init__(self, *args: Any, actor: User, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_roles(self.fields["role"], actor)

    def clean_email(self) -> str:
        email = str(self.cleaned_data["email"]).lower()
        if invitations.has_account(email):
            raise forms.ValidationError(self.HAS_AN_ACCOUNT)
        if Invitation.objects.pending().filter(email=email).exists():
            raise forms.ValidationError(self.INVITED_ALREADY)
        return email
