"""Five hundred odd exports: each is brought over, item by item, or refused in a sentence."""

import pytest
from django.core.management import CommandError
from django.db import transaction
from PIL import Image

from tests.moving_in.odd_exports import odd_export
from tests.moving_in.test_rough_exports import run, site  # noqa: F401 - a fixture

pytestmark = pytest.mark.django_db
MOST_FILES = 500
QUICK_FILES = 40


def _reads_every_export(folder, numbers):
    (folder / "uploads/2020/01").mkdir(parents=True)
    Image.new("RGB", (3, 2)).save(folder / "uploads/2020/01/dot.png")
    for number in numbers:
        path = odd_export(folder, number)
        for mode in ([], ["--for-real"]):
            with transaction.atomic():
                try:
                    told = run(path, "--attachments", str(folder / "uploads"), *mode)
                except CommandError as refusal:
                    told = str(refusal)
                transaction.set_rollback(True)
            assert told, number
            for fault in ("Traceback", "Error:", "Exception"):
                assert fault not in told, (number, told)


def test_odd_exports_are_read_or_refused_in_a_sentence(site, tmp_path):  # noqa: F811
    _reads_every_export(tmp_path, range(QUICK_FILES))


@pytest.mark.slow
def test_five_hundred_odd_exports_are_read_or_refused_in_a_sentence(site, tmp_path):  # noqa: F811
    _reads_every_export(tmp_path, range(QUICK_FILES, MOST_FILES))
