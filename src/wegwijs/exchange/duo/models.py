"""How each gemeente is connected to DUO, and whom DUO knows as contact."""

from django.db import models

from wegwijs.organisations.models import Gemeente
from wegwijs.records import ORGANISATION, Register


class Way(models.TextChoices):
    """How messages go between a gemeente and DUO."""

    LINK = "koppeling", "Via de koppeling: Wegwijs en DUO wisselen zelf uit"
    PORTAL = "portaal", "Via het portaal van DUO: een medewerker voert in en neemt over"


class DuoKoppeling(models.Model):
    """The machine link of one gemeente: every gemeente is itself the sender, with its own OIN and certificate.

    A gemeente without a row (or an inactive one) works through DUO's portal. ``trouble`` is why DUO can't be reached
    now (a sentence without full stop, "" when all is well), ``answered_at`` about when DUO answered last.
    """

    register = Register(
        "gemeente", "koppeling met DUO", "Wi 33, 34; Bi 9.1-9.3", ORGANISATION, personal=False
    )

    gemeente = models.OneToOneField(Gemeente, on_delete=models.PROTECT, related_name="duo_koppeling")
    base_url = models.URLField("adres van DUO")
    duo_oin = models.CharField("OIN van DUO", max_length=20)
    certificate = models.CharField("bestand met certificaat", max_length=200, blank=True)
    key = models.CharField("bestand met sleutel", max_length=200, blank=True)
    active = models.BooleanField("in gebruik", default=True)
    trouble = models.CharField("wat er mis is", max_length=300, blank=True, editable=False)
    trouble_since = models.DateTimeField("mis sinds", null=True, blank=True, editable=False)
    answered_at = models.DateTimeField("laatste antwoord", null=True, blank=True, editable=False)

    def __str__(self) -> str:
        return f"DUO-koppeling {self.gemeente}"


class DuoContactpersoon(models.Model):
    """An employee as DUO knows them for a gemeente: DUO gives the number, and persons are linked to it."""

    register = Register("gemeente", "aanspreekpunt bij DUO", "Bi 9.3", ORGANISATION)

    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    naam = models.CharField("naam", max_length=100)
    email = models.CharField("e-mail", max_length=241)
    telefoon = models.CharField("telefoon", max_length=22)
    duo_id = models.PositiveIntegerField("nummer bij DUO")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["gemeente", "naam", "email", "telefoon"], name="duo_contact_once_a_gemeente"
            ),
        ]

    def __str__(self) -> str:
        return f"contactpersoon {self.duo_id} van {self.gemeente}"
