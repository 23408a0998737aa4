"""What the indexes cost with 20 and with 10,000 items, what first views weigh, how fast a WordPress export comes in.

    .venv/bin/python -m benchmarks.record [--many 10000] [--imported 1000]

Makes a database of its own in a temporary folder (or uses the empty one that DATABASE_URL names) and fills it.
"""

import argparse
import datetime
import io
import os
import resource
import tempfile
import time
from pathlib import Path
from typing import Any

FEW = 20
ROUNDS = 7
INDEXES = {
    "news": "/news/",
    "news, filtered": "/news/?kind=blog&year=2021",
    "news, page 50": "/news/?page=50",
    "evidence": "/evidence/",
    "publications": "/publication/",
    "feed of all": "/feeds/all.atom",
    "calendar": "/calendar/sessions.ics",
    "search": "/search/?query=number",
}


def main() -> None:
    """Prepare, fill, measure."""
    parser = argparse.ArgumentParser(description="Measure the record.")
    parser.add_argument("--many", type=int, default=10_000, help="items of each kind in the comparison")
    parser.add_argument("--imported", type=int, default=1_000, help="posts of the WordPress export")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("VAR_DIR", folder)
        os.environ["DJANGO_SETTINGS_MODULE"] = "lbn_site.settings.test"
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("load_example", verbosity=0, stdout=io.StringIO())
        weigh()
        import_export(Path(folder), options.imported)
        compare(options.many)


def weigh() -> None:
    """Bytes of HTML with its inlined style sheet."""
    from django.test import Client
    from wagtail.models import Page

    from lbn_site.publications.models import ChapterPage

    addresses = {
        "news index": "/news/",
        "news item": "/news/new-appg-launched-to-explore-left-behind-neighbourhoods/",
        "evidence index": "/evidence/",
        "session": "/evidence/session-2-social-infrastructure-and-social-capital/",
        "inquiry": "/inquiry-into-levelling-up/",
        "publication index": "/publication/",
        "publication": "/publication/communities-at-risk/",
        "report": "/report/",
        "chapter": ChapterPage.objects.first().url,
        "people": "/people/?on=2020-07-14",
        "search": "/search/?query=communities",
        "all pages": "/sitemap/",
    }
    print(f"{Page.objects.count()} pages of example content")
    print(f"{'first view, bytes':<22}{'raw':>8}{'gzip':>8}{'brotli':>8}")
    client = Client()
    for name, address in addresses.items():
        raw = len(client.get(address).content)
        zipped, brotlied = (
            len(client.get(address, HTTP_ACCEPT_ENCODING=coding).content) for coding in ("gzip", "br")
        )
        print(f"{name:<22}{raw:>8}{zipped:>8}{brotlied:>8}")


def import_export(folder: Path, number: int) -> None:
    """Items a second, and how much memory the reading adds, of an export of so many posts of 6 kB."""
    from lbn_site.delivery.purge import purged_at_the_end
    from lbn_site.moving_in.attachments import Attachments
    from lbn_site.moving_in.services import Import
    from lbn_site.moving_in.wxr import Export
    from tests.moving_in.exports import export, item

    text = "\n\n".join(f"<strong>Paragraph {place}</strong> " + "of some words " * 20 for place in range(20))
    posts = [item(10_000 + place, f"Imported {place}", text, slug=f"imported-{place}") for place in range(number)]
    path = export(folder, *posts)
    del posts
    print(f"\nWordPress export of {number:,} posts, {path.stat().st_size / 1e6:.1f} MB")
    for name, for_real in (("trial", False), ("for real", True), ("again", True)):
        before, started = peak_memory(), time.perf_counter()
        with purged_at_the_end():
            outcomes = [outcome.what for outcome in Import(Export(path), Attachments(None), for_real=for_real).run()]
        seconds = time.perf_counter() - started
        added = peak_memory() - before
        print(f"{name:<12}{len(outcomes) / seconds:>8.0f} items a second{added:>8.0f} MB more at the peak")


def compare(many: int) -> None:
    """Queries and best time of each index with few and with many items."""
    from django.core.management import call_command

    from lbn_site.evidence.models import EvidenceSessionPage
    from lbn_site.news.models import NewsPage
    from lbn_site.publications.models import PublicationPage

    rows: dict[str, list[Any]] = {name: [] for name in INDEXES}
    NewsPage.objects.filter(slug__startswith="imported-").delete()
    for number in (FEW, many):
        for model in (NewsPage, EvidenceSessionPage, PublicationPage):
            fill(model, number)
        call_command("update_index", verbosity=0)
        for name, address in INDEXES.items():
            rows[name] += measure(address)
    print(f"\n{'index':<18}{f'with {FEW}':>18}{f'with {many:,}':>18}{'time':>10}")
    for name, (few_queries, few_time, many_queries, many_time) in rows.items():
        few, more = f"{few_queries} q {few_time:.1f} ms", f"{many_queries} q {many_time:.1f} ms"
        print(f"{name:<18}{few:>18}{more:>18}{many_time / few_time:>9.2f}x")


def fill(model: Any, number: int) -> None:
    """Copy the first live page of a type until there are so many, by plain inserts; a day apart from each other."""
    from django.db import connection
    from wagtail.models import Page

    pattern = model.objects.live().filter(date_precision="day").order_by("pk").first()
    parent = pattern.get_parent()
    missing = number - model.objects.count()
    if missing <= 0:
        return
    first = parent.get_children().count() + 1
    base = Page.objects.get(pk=pattern.pk)
    copies = []
    for place in range(missing):
        slug = f"copy-{first + place}"
        copy = (
            Page.objects.get(pk=base.pk)
            if not copies
            else Page(
                **{
                    field.attname: getattr(base, field.attname)
                    for field in Page._meta.concrete_fields
                    if not field.primary_key
                }
            )
        )
        copy.pk = copy.id = None
        copy.path = Page._get_path(parent.path, parent.depth + 1, 5000 + first + place)
        copy.slug, copy.title, copy.url_path = slug, f"Number {first + place}", f"{parent.url_path}{slug}/"
        copy.translation_key = __import__("uuid").uuid4()
        copy.search_description = f"Item {slug} of many."
        copies.append(copy)
    Page.objects.bulk_create(copies, batch_size=500)
    Page.objects.filter(pk=parent.pk).update(numchild=parent.numchild + missing)
    quote = connection.ops.quote_name
    columns = [field.column for field in model._meta.local_concrete_fields if not field.primary_key]
    names = ", ".join(map(quote, columns))
    table, key = quote(model._meta.db_table), quote(model._meta.pk.column)
    sql = f"INSERT INTO {table} ({key}, {names}) SELECT %s, {names} FROM {table} WHERE {key} = %s"  # noqa: S608
    with connection.cursor() as cursor:
        ids = Page.objects.filter(slug__startswith="copy-", path__startswith=parent.path)
        new = [pk for pk in ids.values_list("pk", flat=True) if not model.objects.filter(pk=pk).exists()]
        cursor.executemany(sql, [(pk, pattern.pk) for pk in new])
        if connection.vendor == "postgresql":
            cursor.execute("ANALYZE")
    for days, pk in enumerate(new):
        model.objects.filter(pk=pk).update(date=pattern.date - datetime.timedelta(days=days % 5000))


def measure(address: str) -> tuple[int, float]:
    """Queries and best milliseconds of a rendering, the page cache emptied before each.

    The best of several: what else the machine does can only add to it.
    """
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    client, times, queries = Client(), [], 0
    for _ in range(ROUNDS):
        cache.clear()
        client.get("/nothing/")
        with CaptureQueriesContext(connection) as captured:
            started = time.perf_counter()
            response = client.get(address)
            times.append((time.perf_counter() - started) * 1000)
        assert response.status_code == 200, address
        queries = len(captured)
    return queries, min(times)


def peak_memory() -> float:
    """The most memory that this process has held, in megabytes."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


if __name__ == "__main__":
    main()
