"""The neighbourhoods: the list with 225 and 25,000 places, the look-up, the postcode import, the import desk.

    .venv/bin/python -m benchmarks.neighbourhoods [list|lookup|postcodes|desk] [--rows 1700000] [--against FILE]

Works on a database of its own in a temporary folder. Ratios are of one run.
"""

import argparse
import csv
import gzip
import io
import json
import os
import random
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

ROWS = 1_700_000
MANY = 25_000
ROUNDS = 7
INWARD_LETTERS = "ABDEFGHJLNPQRSTUWXYZ"


def main() -> None:
    """Prepare a site in a temporary folder and measure what is asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("topics", nargs="*", default=["list", "lookup", "desk", "postcodes"])
    parser.add_argument("--rows", type=int, default=ROWS)
    parser.add_argument(
        "--against",
        type=Path,
        metavar="FILE",
        help="judge the look-up by these postcodes too (CSV: postcode, ward17_code, near_boundary_100m)",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        os.environ |= {"DJANGO_SETTINGS_MODULE": "lbn_site.settings.test", "VAR_DIR": folder}
        os.environ.pop("DATABASE_URL", None)
        import django

        django.setup()
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        call_command("load_example", stdout=io.StringIO())
        for topic in options.topics:
            match topic:
                case "list":
                    the_list()
                case "lookup":
                    the_lookup(options.against)
                case "desk":
                    the_desk()
                case _:
                    the_postcodes(Path(folder), options.rows)


def seconds(act: Callable[[], object]) -> float:
    start = time.perf_counter()
    act()
    return time.perf_counter() - start


def the_list() -> None:
    """Bytes, queries and time of the list's page, uncached, with 225 and with 25,000 places."""
    from django.core.cache import cache
    from django.db import connection
    from django.test import Client
    from django.test.utils import CaptureQueriesContext

    from lbn_site.neighbourhoods.models import Edition

    def measure(query: str) -> tuple[int, int, float]:
        client = Client()
        times, body, queries = [], b"", 0
        for _ in range(ROUNDS):
            cache.clear()
            with CaptureQueriesContext(connection) as captured:
                times.append(seconds(lambda: client.get(f"/neighbourhoods/{query}")))
            queries = len([sql for sql in captured if 'neighbourhoods_neighbourhood"' in sql["sql"]])
            body = client.get(f"/neighbourhoods/{query}").content
        return len(gzip.compress(body)), queries, statistics.median(times)

    small = {query: measure(query) for query in ("", "?words=durham", "?sort=-population")}
    few = Edition.objects.current()
    many = publish_many()
    print(
        f"{'list':<22}{'bytes (gz)':>12}{'queries':>9}{'ms':>8}{'of 25,000':>15}{'queries':>9}{'ms':>8}{'ratio':>7}"
    )
    for query, (size, queries, took) in small.items():
        size_many, queries_many, took_many = measure(query)
        print(
            f"{query or 'whole':<22}{size:>12,}{queries:>9}{took * 1000:>8.0f}{size_many:>15,}{queries_many:>9}"
            f"{took_many * 1000:>8.0f}{took_many / took:>7.1f}"
        )
    from lbn_site.neighbourhoods.editions import return_to_edition

    return_to_edition(edition=few)
    many.delete()


def publish_many():
    """A current edition of 25,000 places, spread like the 225."""
    from lbn_site.neighbourhoods.editions import publish_edition
    from lbn_site.neighbourhoods.importing.store import store_edition
    from lbn_site.neighbourhoods.models import Edition

    edition = Edition(slug="many", name="Many", order=999999)
    store_edition(edition=edition, rows=many_rows(MANY))
    publish_edition(edition=edition)
    return edition


def many_rows(count: int) -> list[dict[str, object]]:
    pattern = list(csv.DictReader((shipped_folder() / "2020-225.csv").open(encoding="utf-8")))
    rows = []
    for number in range(count):
        row = dict(pattern[number % len(pattern)])
        rows.append({**row, "code": f"E05{100000 + number:06d}", "name": f"{row['name']} {number}"})
    return rows


def shipped_folder() -> Path:
    from lbn_site.neighbourhoods.shipped import FOLDER

    return FOLDER


def the_lookup(against: Path | None) -> None:
    """Bytes that a browser fetches, and whether postcodes and places get their right answers."""
    from lbn_site.neighbourhoods.models import OutwardCode
    from lbn_site.neighbourhoods.postcodes.lookup import area_file

    files = {row.code: area_file(row.code) for row in OutwardCode.objects.all()}
    sizes = [len(gzip.compress(json.dumps(data, separators=(",", ":")).encode())) for data in files.values()]
    script = Path(__file__).resolve().parents[1] / "static" / "js" / "neighbourhood-check.js"
    print(f"look-up: {len(sizes)} files, gzip median {statistics.median(sizes):.0f} B, largest {max(sizes)} B")
    print(f"look-up: script {len(gzip.compress(script.read_bytes()))} B gzip")
    tell_accuracy("shipped postcodes", files, shipped_postcodes())
    if against:
        tell_accuracy(against.name, files, postcodes_in(against))
    tell_points()


def tell_accuracy(name: str, files: dict, truth: Iterable[tuple[str, str, bool]]) -> None:
    """How many of (postcode, ward, whether near its boundary) are answered so, and how many miss the ward."""
    from lbn_site.neighbourhoods.postcodes.lookup import Outcome, answer_from
    from lbn_site.neighbourhoods.postcodes.writing import read_postcode

    asked = right = missed = 0
    for text, ward, is_near in truth:
        postcode = read_postcode(text)
        given = answer_from(files.get(postcode.outward, {"places": []}), postcode)
        has_ward = any(place["url"].endswith(f"-{ward.lower()}/") for place in given.places)
        asked += 1
        right += has_ward and given.outcome == (Outcome.NEAR if is_near else Outcome.LISTED)
        missed += not has_ward
    print(f"look-up: {right:,} of {asked:,} {name} answered right ({right / asked:.2%}); {missed:,} miss the ward")


def shipped_postcodes() -> Iterator[tuple[str, str, bool]]:
    from lbn_site.neighbourhoods.models import OutwardCode
    from lbn_site.neighbourhoods.postcodes import inward

    for row in OutwardCode.objects.all():
        for is_near, found in ((False, row.inside), (True, row.near)):
            for ward, codes in found.items():
                yield from ((f"{row.code} {code}", ward, is_near) for code in inward.split(codes))


def postcodes_in(path: Path) -> Iterator[tuple[str, str, bool]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            yield row["postcode"], row["ward17_code"], row["near_boundary_100m"] == "yes"


def tell_points() -> None:
    """Whether each place's own point is matched to its own outline."""
    from lbn_site.neighbourhoods.models import Neighbourhood
    from lbn_site.neighbourhoods.postcodes.directory import Row
    from lbn_site.neighbourhoods.postcodes.matching import ByPoint

    listed = list(Neighbourhood.objects.on_current_list())
    batch = [Row("", "", (place.easting, place.northing)) for place in listed]
    inside = {(match.position, match.code) for match in ByPoint().matches(batch) if match.is_inside}
    right = sum((position, place.code) in inside for position, place in enumerate(listed))
    print(f"look-up: {right} of {len(listed)} places' own points are matched to their outlines")


def the_desk() -> None:
    """Checking, storing and comparing a list of 225 and of 25,000 rows."""
    from lbn_site.neighbourhoods.importing import desk
    from lbn_site.neighbourhoods.importing.compare import compare
    from lbn_site.neighbourhoods.importing.read import read_table
    from lbn_site.neighbourhoods.importing.validate import check_table
    from lbn_site.neighbourhoods.models import Edition

    print(f"{'desk':<10}{'read+check s':>14}{'submit s':>10}{'compare s':>11}{'rows/s':>10}")
    for count in (225, MANY):
        out = io.StringIO(newline="")
        rows = many_rows(count)
        writer = csv.DictWriter(out, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)
        data = out.getvalue().encode()
        checking = seconds(lambda data=data: check_table(read_table("list.csv", data)))
        records = []
        submitting = seconds(
            lambda data=data, count=count, records=records: records.append(
                desk.submit_list(name="list.csv", data=data, edition_name=f"{count} edition", expected_count=count)
            )
        )
        comparing = seconds(lambda records=records: compare(Edition.objects.current(), records[0].edition))
        print(f"{count:<10,}{checking:>14.2f}{submitting:>10.2f}{comparing:>11.2f}{count / submitting:>10,.0f}")
        records[0].edition.delete()


def the_postcodes(folder: Path, rows: int) -> None:
    """The import of a whole directory beside reading the same file with the csv module alone, in processor time."""
    for make, by in ((code_point, "point"), (onspd, "small-area")):
        source = make(folder, rows)
        start = time.process_time()
        read_alone(source)
        alone = time.process_time() - start
        command = [sys.executable, "manage.py", "import_postcodes", str(source), "--by", by, "--settings"]
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        process = subprocess.run([*command, "lbn_site.settings.test"], capture_output=True, text=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        peak = after.ru_maxrss // 1024
        print(process.stdout.strip().splitlines()[-1] if process.returncode == 0 else process.stderr)
        print(
            f"postcodes by {by}: {rows:,} rows in {took:.1f} s of one core, {rows / took:,.0f} rows/s; csv alone "
            f"{alone:.1f} s, {rows / alone:,.0f} rows/s; ratio {took / alone:.1f}; peak memory {peak} MB"
        )


def read_alone(path: Path) -> int:
    with path.open(encoding="utf-8", newline="") as file:
        return sum(1 for _ in csv.reader(file))


def made_up_postcodes(rows: int):
    """(postcode, easting, northing): points all over England, every thirtieth in a listed ward's middle."""
    from lbn_site.neighbourhoods.models import Neighbourhood

    middles = list(Neighbourhood.objects.on_current_list().values_list("easting", "northing"))
    chance = random.Random(1)  # noqa: S311
    outward = [
        f"{area}{number}"
        for area in ("AL", "B", "CV", "DL", "L", "M", "NE", "S", "TS", "YO")
        for number in range(1, 45)
    ]
    for number in range(rows):
        code = outward[number * len(outward) // rows]
        inward = f"{chance.randrange(10)}{chance.choice(INWARD_LETTERS)}{chance.choice(INWARD_LETTERS)}"
        if number % 30 == 0:
            east, north = chance.choice(middles)
            yield f"{code} {inward}", east + chance.randrange(-900, 900), north + chance.randrange(-900, 900)
        else:
            yield f"{code} {inward}", chance.randrange(100_000, 650_000), chance.randrange(10_000, 650_000)


def code_point(folder: Path, rows: int) -> Path:
    path = folder / "codepo.csv"
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        for postcode, east, north in made_up_postcodes(rows):
            writer.writerow(
                [postcode, 10, east, north, "E92000001", "E19000001", "E18000001", "", "E06000002", "E05001544"]
            )
    return path


def onspd(folder: Path, rows: int) -> Path:
    areas = [line.split(",")[0] for line in (shipped_folder() / "small-areas-2011.csv").read_text().split()[1:]]
    path = folder / "ONSPD_AUG_2023_UK.csv"
    names = "pcd,pcd2,pcds,dointr,doterm,oscty,ced,oslaua,osward,parish,usertype,oseast1m,osnrth1m,osgrdind,oshlthau,"
    names += (
        "nhser,ctry,rgn,streg,pcon,eer,teclec,ttwa,pct,itl,statsward,oa01,casward,park,lsoa01,msoa01,ur01ind,oac01,"
    )
    names += (
        "oa11,lsoa11,msoa11,wz11,sicbl,bua11,buasd11,ru11ind,oac11,lat,long,lep1,lep2,pfa,imd,calncv,icb,oa21,lsoa21"
    )
    headings = names.split(",")
    with path.open("w", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(headings)
        row = ["E00000000"] * len(headings)
        place = {name: headings.index(name) for name in ("pcds", "doterm", "ctry", "oseast1m", "osnrth1m", "lsoa11")}
        row[place["doterm"]], row[place["ctry"]] = "", "E92000001"
        for number, (postcode, east, north) in enumerate(made_up_postcodes(rows)):
            row[place["pcds"]], row[place["oseast1m"]], row[place["osnrth1m"]] = postcode, str(east), str(north)
            row[place["lsoa11"]] = areas[number % len(areas)] if number % 30 == 0 else "E01099999"
            writer.writerow(row)
    return path


if __name__ == "__main__":
    main()
