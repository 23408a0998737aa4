"""Applies the rule to a file of all wards: who would be on the list under another share or a newer index."""

from argparse import ArgumentParser
from fractions import Fraction
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from lbn_site.neighbourhoods.models import Edition
from lbn_site.neighbourhoods.rule import classify, highest_rank, movement
from lbn_site.neighbourhoods.ward_files import WardFileError, read_wards

LARGEST_SURPLUS = 1.1  # a few wards may be missing without harm


class Command(BaseCommand):
    help = (
        "Apply the rule (among the most deprived tenth on both indices) to every ward and compare the result with "
        "an edition. Reads the publishers' files and changes nothing."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "needs", type=Path, help="ward file of the Community Needs Index, or one file with both indices"
        )
        parser.add_argument(
            "--deprivation",
            type=Path,
            help="a ward file with a deprivation rank or score, or IMD File 7 (small areas) together with --lookup",
        )
        parser.add_argument("--lookup", type=Path, help="small areas to wards: columns such as lsoa11cd and wd17cd")
        parser.add_argument("--share", type=float, default=10, help="the most deprived share in per cent (10)")
        parser.add_argument(
            "--wards", type=int, metavar="N", help="the total number of wards, if the files have only some"
        )
        parser.add_argument("--against", metavar="EDITION", help="address of an edition (default: the current one)")

    def handle(self, *args: Any, **options: Any) -> None:
        edition = (
            Edition.objects.published().filter(slug=options["against"]).first()
            if options["against"]
            else Edition.objects.current()
        )
        if options["against"] and edition is None:
            raise CommandError(f"There is no published edition {options['against']}.")
        try:
            wards = read_wards(options["needs"], options["deprivation"], options["lookup"], self.stdout.write)
            verdicts = classify(wards, Fraction(str(options["share"])) / 100, options["wards"])
        except (WardFileError, ValueError) as error:
            raise CommandError(str(error)) from None
        if not options["wards"] and highest_rank(wards) > LARGEST_SURPLUS * len(wards):
            self.stdout.write(
                self.style.WARNING(
                    f"The ranks go up to {highest_rank(wards):,}, but the files have only {len(wards):,} wards. "
                    f"Give the total with --wards, or the limits below will be too low."
                )
            )
        on_list = [verdict for verdict in verdicts if verdict.on_list]
        self.stdout.write(
            f"{len(wards):,} wards; the first {verdicts[0].deprivation_limit:,} on deprivation and "
            f"{verdicts[0].needs_limit:,} on community needs count. {len(on_list):,} wards are on both."
        )
        if edition is None:
            return
        codes = edition.neighbourhoods.values_list("code", flat=True)
        moves = movement(verdicts, codes)
        self.stdout.write(
            f"Compared with the {edition.name}: {len(moves.stays):,} stay, {len(moves.joins):,} join, "
            f"{len(moves.leaves):,} "
            f"leave, {len(moves.not_judged):,} are not in the files."
        )
        for mark, group in (("+", moves.joins), ("-", moves.leaves)):
            for verdict in group:
                ward = verdict.ward
                where = f" ({ward.authority})" if ward.authority else ""
                self.stdout.write(f"  {mark} {ward.code} {ward.name}{where}: {verdict.reason}")
        for code in moves.not_judged:
            self.stdout.write(f"  ? {code}: not in the files")
