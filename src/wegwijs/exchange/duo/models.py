"""How each gemeente is connected to DUO. A gemeente without a row (or an inactive one) works through DUO's portal."""

from django.db import models

from wegwijs.organisations.models import Gemeente
from wegwijs.records import ORGANISATION, Register


class DuoKoppeling(models.Model):
    """The machine link of one gemeente: every gemeente is itself the sender, with its own OIN and certificate."""

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
