"""``wegwijs manage duo_stuurt 2026-0505-0001 SS131``: let something happen at DUO and have DUO tell it."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from wegwijs.demo.duo import happens, introduced
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.codes import EVENTS
from wegwijs.rowsecurity.scope import EVERYTHING, entered


class Command(BaseCommand):
    help = "Laat de nagebootste DUO een bericht sturen over iemand uit de voorbeeldregio."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who and what."""
        parser.add_argument(
            "wie", help="dossiernummer of BSN; 'nieuw' of 'nieuw gezin' voor iemand die Wegwijs nog niet kent"
        )
        parser.add_argument("gebeurtenis", help=f"een van {', '.join(EVENTS)}, of iets onbekends")

    def handle(self, *args: object, **options: object) -> None:
        """Send it; the worker does the rest."""
        event = str(options["gebeurtenis"]).upper()
        try:
            with entered(EVERYTHING):
                bsn, who = introduced(str(options["wie"]))
            happens(bsn, event)
        except DomainError as refusal:
            raise CommandError(str(refusal), returncode=2) from None
        meaning = EVENTS[event].meaning if event in EVENTS else "onbekende gebeurtenis"
        self.stdout.write(f"DUO stuurde {event} ({meaning}) over {who}. Het staat bij Berichten van DUO.")
