"""The email that asks others to look at a list."""

from django.core.mail import send_mail
from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.urls import reverse

from lbn_site.core.addresses import absolute

from ..models import ListImport


def ask_to_approve(record: ListImport, people: QuerySet) -> None:
    """Put an email in the outbox for each person with an address that a list waits for their approval."""
    addresses = {person.email.casefold(): person for person in people if person.email}
    subject = f"A list of neighbourhoods is waiting for approval: {record.edition_name}"
    for person in addresses.values():
        context = {
            "person": person,
            "record": record,
            "address": absolute(reverse("neighbourhood_desk:import", args=[record.pk])),
        }
        send_mail(subject, render_to_string("neighbourhoods/desk/waiting.txt", context), None, [person.email])
