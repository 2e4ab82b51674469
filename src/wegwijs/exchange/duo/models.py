"""How each gemeente is connected to DUO, whom DUO knows as contact, and lists that someone took from DUO's portal."""

import uuid

from django.db import models

from wegwijs.access.models import User
from wegwijs.organisations.models import Gemeente
from wegwijs.records import BI_9_9, ORGANISATION, Register


class DuoKoppeling(models.Model):
    """The machine link of one gemeente: every gemeente is itself the sender, with its own OIN and certificate.

    A gemeente without a row (or an inactive one) works through DUO's portal.
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


class DuoUpload(models.Model):
    """A list of DUO's facts that someone uploaded for a gemeente without a machine link; kept as it came.

    ``done`` rows of ``total`` were read, ``taken`` of them brought into a dossier; ``report`` holds
    [line number, Dutch sentence] of each row that was refused.
    """

    register = Register(
        "gemeente", "gegevens van DUO overnemen", "Bi 9.1-9.3", BI_9_9, special=("content", "report")
    )

    class State(models.TextChoices):
        WAITING = "wacht", "wacht op verwerking"
        RUNNING = "bezig", "bezig"
        DONE = "klaar", "klaar"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    file_name = models.CharField("bestandsnaam", max_length=160)
    content = models.BinaryField("bestand")
    uploaded_at = models.DateTimeField("aangeleverd")
    uploaded_by = models.ForeignKey(User, on_delete=models.PROTECT, related_name="+")
    label = models.CharField("door", max_length=160)
    state = models.CharField("stand", max_length=6, choices=State.choices, default=State.WAITING)
    total = models.PositiveIntegerField("regels", default=0)
    done = models.PositiveIntegerField("gelezen", default=0)
    taken = models.PositiveIntegerField("overgenomen", default=0)
    report = models.JSONField("niet overgenomen", default=list)
    finished_at = models.DateTimeField("klaar", null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["gemeente", "-uploaded_at"])]

    def __str__(self) -> str:
        return f"{self.file_name} ({self.gemeente})"
