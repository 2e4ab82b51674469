"""What the privacy officer hears of at once."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.queries.watching import watchers
from wegwijs.jobs import Reach, job


@job(Reach.GEMEENTE)
def mail_emergency(*, gemeente: str) -> None:
    """A dossier was opened in an emergency: a link, and nothing about anybody. What the mail server refuses is tried again."""
    for address in watchers(gemeente, on=clock.today()):
        send_mail(
            "Wegwijs: noodtoegang genomen",
            "\n".join(
                (
                    "Een medewerker heeft noodtoegang genomen tot een dossier.", "",
                    f"Bekijk en beoordeel het hier: {settings.SITE_URL}{reverse('oversight:emergencies')}", "",
                    "In deze mail staan nooit gegevens van mensen.", "",
                )
            ),
            settings.DEFAULT_FROM_EMAIL,
            [address],
        )  # fmt: skip
