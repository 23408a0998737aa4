"""After a restore, every part of the site says what it did to catch up."""

import pytest
from django.core.management import CommandError, call_command
from django.db.migrations.executor import MigrationExecutor

pytestmark = pytest.mark.django_db


def test_every_part_tells_what_it_did(capsys, home):
    call_command("after_restore")
    told = capsys.readouterr().out.splitlines()
    assert {line.partition(":")[0] for line in told} == {"Email", "Newsletter", "Pages", "Uploads"}
    assert len(told) == 4


def test_a_database_of_an_older_release_is_migrated_first(monkeypatch, capsys):
    monkeypatch.setattr(MigrationExecutor, "migration_plan", lambda self, targets: ["a step that waits"])
    with pytest.raises(CommandError, match=r"manage\.py migrate"):
        call_command("after_restore")
    assert capsys.readouterr().out == ""
