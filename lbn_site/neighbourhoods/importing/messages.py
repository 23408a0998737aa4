"""The email that asks others to look at what was handed in."""

from django.core.mail import send_mail
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from lbn_site.core.addresses import absolute

from ..models import ListImport
from .kinds import Kind


def ask_to_approve(record: ListImport, kind: Kind, people: QuerySet) -> None:
    """Put an email in the outbox for each person with an address that an import waits for their approval."""
    addresses = {person.email.casefold(): person for person in people if person.email}
    what = "A list of neighbourhoods" if kind.is_list else "A file about Pride in Place"
    subject = f"{what} is waiting for approval: {record.edition_name}"
    for person in addresses.values():
        context = {
            "person": person,
            "record": record,
            "kind": kind,
            "address": absolute(reverse("neighbourhood_desk:import", args=[record.pk], current_app=kind.namespace)),
        }
        send_mail(subject, render_to_string("neighbourhoods/desk/waiting.txt", context), None, [person.email])
