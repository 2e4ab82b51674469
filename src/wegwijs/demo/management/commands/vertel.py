"""``wegwijs manage vertel 0505``: play a part of the example region, and keep it when whoever asked says so."""

import gc
import sys
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError
from django.db import connection, transaction

from wegwijs.demo.beside import KEEP, READY
from wegwijs.demo.region import EVERYWHERE, tell_part
from wegwijs.rowsecurity.scope import EVERYTHING, entered


class Command(BaseCommand):
    help = "Speel een deel van de voorbeeldregio; wordt aangeroepen door ‘wegwijs demo’."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Of which gemeenten."""
        parser.add_argument("gemeenten", nargs="+", choices=EVERYWHERE)

    def handle(self, *args: object, gemeenten: list[str], **options: object) -> None:
        """Say how far it is and that it is ready, and wait: an end of the input undoes everything."""
        # It lives for a minute and keeps little: looking for garbage ten times less often makes it a tenth sooner ready.
        gc.freeze()
        gc.set_threshold(10_000, 50, 50)
        with entered(EVERYTHING), transaction.atomic():
            # Whoever waits for a row of another part would wait for ever: that one keeps it until all are ready.
            with connection.cursor() as cursor:
                cursor.execute("SET LOCAL lock_timeout = '60s'")
            tell_part(gemeenten, _say)
            _say(READY)
            if sys.stdin.readline().strip() != KEEP:
                raise CommandError("Een ander deel van de voorbeeldregio brak af.", returncode=2)


def _say(line: str) -> None:
    print(line, flush=True)
