"""``wegwijs migrate``: Django's own, with the wall between gemeenten taken down before and put up after."""

from typing import Any

from django.core.management import call_command
from django.core.management.commands import migrate
from django.db import connections
from django.db.migrations.executor import MigrationExecutor

from wegwijs.rowsecurity.build import build, take_down


class Command(migrate.Command):
    """Row security names columns that a migration may change, and would hide the rows that one has to fill."""

    def handle(self, *args: Any, **options: Any) -> str | None:  # noqa: ANN401 - as Django's
        """Migrate, and leave the policies as the models ask; a dry run changes neither."""
        if options["plan"] or options["check_unapplied"]:
            return super().handle(*args, **options)
        if options["app_label"] or _pending(options["database"]):
            take_down()
        said = super().handle(*args, **options)
        # What is counted between processes, as wrong passwords are; not a model, so no migration makes it.
        call_command("createcachetable", database=options["database"], verbosity=0)
        changed = build() if not options["app_label"] or not _pending(options["database"]) else []
        if changed and options["verbosity"] >= 1:
            self.stdout.write(f"Afscherming van rijen bijgewerkt voor {len(changed)} tabellen.")
        return said


def _pending(database: str) -> bool:
    executor = MigrationExecutor(connections[database])
    return bool(executor.migration_plan(executor.loader.graph.leaf_nodes()))
