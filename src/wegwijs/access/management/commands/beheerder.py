"""``wegwijs manage beheerder``: when fewer than two functional managers are left."""

from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from wegwijs.access.commands import Manager, add_manager
from wegwijs.errors import DomainError


class Command(BaseCommand):
    """Appoint a functional manager on the server."""

    help = "Een functioneel beheerder aanstellen als er minder dan twee over zijn en niemand meer kan bevestigen."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Who it is."""
        parser.add_argument("gebruikersnaam")
        parser.add_argument("naam", help="zoals collega's die noemen: A. de Vries")
        parser.add_argument("email", help="hiermee herkent de OIDC-server deze persoon")

    def handle(self, *args: str, **options: object) -> None:
        """Appoint, or say why not."""
        manager = Manager(str(options["gebruikersnaam"]), str(options["naam"]), str(options["email"]))
        try:
            add_manager(manager)
        except DomainError as refusal:
            raise CommandError(str(refusal)) from refusal
        self.stdout.write(f"{manager.name} is functioneel beheerder.")
