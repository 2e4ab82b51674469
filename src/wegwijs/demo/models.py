"""What the stand-in for DUO remembers in the trial region, shared by the web server and the worker."""

from django.db import models

from wegwijs.records import Register

TRIAL = "alleen in de voorbeeldregio, met verzonnen personen"


class FakeDuoRecord(models.Model):
    """One person as the stand-in knows them."""

    register = Register("", "voorbeeldregio", "geen: verzonnen personen", TRIAL, personal=False)

    bsn = models.CharField("BSN", max_length=9, primary_key=True)
    record = models.JSONField("inhoud")

    def __str__(self) -> str:
        return "persoon bij de nagebootste DUO"


class FakeDuoAnswer(models.Model):
    """What the stand-in answered to one delivery, so that a repeat gets the same answer."""

    register = Register("", "voorbeeldregio", "geen: verzonnen personen", TRIAL, personal=False)

    key = models.CharField("bericht", max_length=200, primary_key=True)
    status = models.PositiveSmallIntegerField("code")
    body = models.JSONField("antwoord", null=True)

    def __str__(self) -> str:
        return f"antwoord {self.status} van de nagebootste DUO"


class RegionPart(models.Model):
    """A part of the example region that was made: a gemeente by its code, and the whole when the last step was done."""

    register = Register("", "voorbeeldregio", "geen: alleen hoever zij is", TRIAL, personal=False)

    part = models.CharField("deel", max_length=8, primary_key=True)
    at = models.DateTimeField("gemaakt op")

    def __str__(self) -> str:
        return f"deel van de voorbeeldregio: {self.part}"
