"""``wegwijs manage inrichten``: once, on a new installation after ``wegwijs migrate``."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from wegwijs.access.commands import Manager, set_up_installation
from wegwijs.errors import DomainError


class Command(BaseCommand):
    """Region, organisations, DVOs and the first two functional managers."""

    help = (
        "Een nieuwe installatie inrichten: gemeenten, organisaties, DVO's en de eerste twee functioneel beheerders. "
        "Twee, omdat wat iemand bevoegdheid geeft door de een wordt voorgesteld en door de ander bevestigd."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who they are, and since when the executor works for the gemeenten."""
        parser.add_argument(
            "--beheerder",
            dest="beheerders",
            action="append",
            nargs=3,
            required=True,
            metavar=("GEBRUIKERSNAAM", "NAAM", "E-MAIL"),
            help="twee keer: hoe iemand aanmeldt, hoe collega's die noemen (A. de Vries), en het adres bij de OIDC-server",
        )
        parser.add_argument(
            "--dvo-vanaf", required=True, type=date.fromisoformat, help="bijvoorbeeld 2022-01-01"
        )

    def handle(self, *args: str, **options: object) -> None:
        """Set up and say what comes next."""
        dvo_from, beheerders = options["dvo_vanaf"], options["beheerders"]
        if not isinstance(dvo_from, date):
            raise CommandError("--dvo-vanaf is geen datum: schrijf 2022-01-01.")
        if not isinstance(beheerders, list):
            raise CommandError("--beheerder ontbreekt.")
        managers = [Manager(*row) for row in beheerders]
        try:
            set_up_installation(managers, dvo_from=dvo_from)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        names = " en ".join(manager.username for manager in managers)
        self.stdout.write(
            f"Ingericht. Geef {names} elk een wachtwoord met 'wegwijs manage changepassword GEBRUIKERSNAAM', of laat hen "
            "aanmelden via de OIDC-server. Leg daarna op de pagina Beheer de OIN's, mandaten en medewerkers vast."
        )
