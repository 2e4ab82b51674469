"""Registration with Django, and with the room that pays."""

from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "wegwijs.exchange.bank"
    label = "bank"
    verbose_name = "Bankbestanden"

    def ready(self) -> None:
        """Payment files are made here, and statements read."""
        from wegwijs.exchange.bank.intake import facts_of
        from wegwijs.exchange.bank.maker import OurBank
        from wegwijs.stages.ontzorgen import files, reader

        files.register(OurBank())
        reader.register(facts_of)
