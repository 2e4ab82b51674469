"""What the privacy officer hears of at once."""

from django.conf import settings
from django.core.mail import send_mail
from django.urls import reverse

from wegwijs import clock
from wegwijs.access.queries.watching import watchers
from wegwijs.access.roles import Permission
from wegwijs.jobs import Reach, job


@job(Reach.GEMEENTE)
def mail_emergency(*, gemeente: str) -> None:
    """A dossier was opened in an emergency: a link for who judges it, word for who leads the team, and nothing about anybody.

    What the mail server refuses is tried again.
    """
    on = clock.today()
    judges = watchers(gemeente, on=on)
    where = f"Bekijk en beoordeel het hier: {settings.SITE_URL}{reverse('oversight:emergencies')}"
    for address in judges:
        _mail(address, where)
    for address in set(watchers(gemeente, on=on, permission=Permission.TEAM_VIEW)) - set(judges):
        _mail(address, "De privacyfunctionaris beoordeelt het.")


def _mail(address: str, what_next: str) -> None:
    words = (
        "Een medewerker heeft noodtoegang genomen tot een dossier.", what_next,
        "In deze mail staan nooit gegevens van mensen.",
    )  # fmt: skip
    send_mail(
        "Wegwijs: noodtoegang genomen", "\n\n".join(words) + "\n", settings.DEFAULT_FROM_EMAIL, [address]
    )
