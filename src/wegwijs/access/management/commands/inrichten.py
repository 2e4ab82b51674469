"""``wegwijs manage inrichten``: once, on a new installation after ``wegwijs migrate``."""

from argparse import ArgumentParser
from datetime import date

from django.core.management.base import BaseCommand, CommandError

from wegwijs.access.commands import set_up_installation
from wegwijs.errors import DomainError


class Command(BaseCommand):
    """Region, organisations, DVOs and the first functional manager."""

    help = (
        "Een nieuwe installatie inrichten: gemeenten, organisaties, DVO's en de eerste functioneel beheerder."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who it is, and since when the executor works for the gemeenten."""
        parser.add_argument("--gebruikersnaam", required=True)
        parser.add_argument("--naam", required=True, help="zoals collega's die noemen: A. de Vries")
        parser.add_argument("--email", required=True, help="hiermee herkent de OIDC-server deze persoon")
        parser.add_argument(
            "--dvo-vanaf", required=True, type=date.fromisoformat, help="bijvoorbeeld 2022-01-01"
        )

    def handle(self, *args: str, **options: object) -> None:
        """Set up and say what comes next."""
        dvo_from = options["dvo_vanaf"]
        if not isinstance(dvo_from, date):
            raise CommandError("--dvo-vanaf is geen datum: schrijf 2022-01-01.")
        username = str(options["gebruikersnaam"])
        try:
            set_up_installation(
                username=username, name=str(options["naam"]), email=str(options["email"]), dvo_from=dvo_from
            )
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(
            f"Ingericht. Geef {username} een wachtwoord met 'wegwijs manage changepassword {username}', of laat die "
            "aanmelden via de OIDC-server. Leg daarna op de pagina Beheer de OIN's, mandaten en medewerkers vast."
        )
