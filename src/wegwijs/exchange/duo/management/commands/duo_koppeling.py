"""``wegwijs manage duo_koppeling 0505 --adres https://... --oin-duo ...``: how a gemeente is connected to DUO."""

from argparse import ArgumentParser
from pathlib import Path

from django.core.management.base import BaseCommand, CommandError

from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.errors import DomainError
from wegwijs.exchange.duo.commands import set_connection


class Command(BaseCommand):
    help = "De koppeling van een gemeente met DUO vastleggen of uitzetten."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What may be given."""
        parser.add_argument("gemeente", help="gemeentecode, zoals 0505")
        parser.add_argument("--adres", default="", help="adres van DUO, eindigend op /v1")
        parser.add_argument("--oin-duo", default="", help="OIN van DUO, 20 cijfers")
        parser.add_argument(
            "--certificaat", type=Path, help="bestand met het certificaat van de gemeente (PEM)"
        )
        parser.add_argument("--sleutel", type=Path, help="bestand met de sleutel (PEM)")
        parser.add_argument("--uit", action="store_true", help="voortaan via het portaal")

    def handle(self, *args: object, **options: object) -> None:
        """Set it, and say how it is now."""
        try:
            said = set_connection(
                str(options["gemeente"]),
                by=system_actor("wegwijs", on=clock.today()),
                base_url=str(options["adres"]),
                duo_oin=str(options["oin_duo"]),
                certificate=_path(options["certificaat"]),
                key=_path(options["sleutel"]),
                active=not options["uit"],
            )
        except DomainError as refusal:
            raise CommandError(str(refusal), returncode=2) from None
        self.stdout.write(said)


def _path(value: object) -> str:
    return str(value.absolute()) if isinstance(value, Path) else ""
