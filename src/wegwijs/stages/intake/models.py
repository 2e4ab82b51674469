"""The brede intake of one dossier: talks, oproepen, blocks, input of others, and what is waited for."""

import uuid

from django.db import models
from django.db.models import Q

from wegwijs.documents.models import Letter
from wegwijs.dossiers.models import Dossier
from wegwijs.records import BI_9_9, Register, Versioned
from wi2021.intake import EISEN, Onderdeel

PURPOSE = "brede intake"


class BredeIntake(Versioned):
    """The intake itself: when it began and ended, the right to talk alone, and the college's decisions on the toets."""

    register = Register(
        "dossier__gemeente",
        PURPOSE,
        "Wi 14; Bi 5.2",
        BI_9_9,
        special=("toets_grond", "toets_motief", "kan_toets_maken"),
    )

    class Alleen(models.TextChoices):
        ALLEEN = "alleen", "wil alleen praten"
        SAMEN = "samen", "wil iemand erbij"
        WISSELEND = "wisselend", "soms alleen, soms samen"

    class Grond(models.TextChoices):
        VISUEEL = "visueel", "visuele beperking"
        AUDITIEF = "auditief", "auditieve beperking"

    dossier = models.OneToOneField(Dossier, on_delete=models.PROTECT, related_name="intake", primary_key=True)
    started_on = models.DateField("begonnen op")
    completed_on = models.DateField("voltooid op", null=True, blank=True)
    in_absence = models.BooleanField("in afwezigheid", default=False)
    alone_noted_on = models.DateField("gewezen op recht op individueel gesprek", null=True, blank=True)
    alone_choice = models.CharField("keuze", max_length=10, choices=Alleen.choices, blank=True)
    previous_route = models.BooleanField("vorige gemeente stelde een leerroute vast", default=False)
    kan_toets_maken = models.BooleanField("kan de toets maken", null=True, blank=True)
    toets_exempt_on = models.DateField("ontheven op", null=True, blank=True)
    toets_grond = models.CharField("grond", max_length=10, choices=Grond.choices, blank=True)
    toets_motief = models.CharField("motief", max_length=400, blank=True)

    def __str__(self) -> str:
        return f"intake {self.dossier_id}"

    @property
    def decided_on_toets(self) -> bool:
        """Whether the college judged, exempted, or left the toets out."""
        return self.previous_route or self.kan_toets_maken is not None or self.toets_exempt_on is not None


class Oproep(models.Model):
    """An oproep, or a warning with a repeated one. ``reply_by`` is the last day of its term, inclusive."""

    register = Register("intake__dossier__gemeente", PURPOSE, "Wi 14(2), 22", BI_9_9)

    class Way(models.TextChoices):
        KANTOOR = "kantoor", "gesprek op kantoor"
        HUIS = "huisbezoek", "huisbezoek"
        OPVANG = "opvang", "gesprek in het azc"
        VIDEO = "video", "gesprek met beeld"

    class Uitkomst(models.TextChoices):
        VERSCHENEN = "verschenen", "verschenen"
        MET_REDEN = "met_reden", "niet verschenen, met een goede reden"
        NIET = "niet_verschenen", "niet verschenen"
        ONVOLDOENDE = "onvoldoende", "verschenen, werkte onvoldoende mee"

    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="oproepen")
    number = models.PositiveSmallIntegerField("nummer")
    warning = models.BooleanField("waarschuwing", default=False)
    sent_on = models.DateField("verzonden op")
    at = models.DateField("datum van de afspraak")
    time = models.TimeField("tijd")
    place = models.CharField("plaats", max_length=160)
    way = models.CharField("wijze", max_length=10, choices=Way.choices)
    reply_by = models.DateField("reageren tot en met")
    letter = models.OneToOneField(Letter, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField("uitkomst", max_length=16, choices=Uitkomst.choices, blank=True)
    outcome_on = models.DateField("uitkomst op", null=True, blank=True)
    reason = models.CharField("reden", max_length=240, blank=True)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["intake", "number"], name="oproep_number_once")]

    def __str__(self) -> str:
        return f"oproep {self.number}"


class Gesprek(Versioned):
    """A talk that was held: the written record of INT-04."""

    register = Register("intake__dossier__gemeente", PURPOSE, "Bi 5.2(2)-(3)", BI_9_9, special=("report",))

    class Tolk(models.TextChoices):
        NIET = "niet", "niet nodig"
        TELEFOON = "telefoon", "tolk aan de telefoon"
        AANWEZIG = "aanwezig", "tolk aanwezig"
        ONTBRAK = "ontbrak", "nodig, maar er was geen tolk"

    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="gesprekken")
    number = models.PositiveSmallIntegerField("nummer")
    on = models.DateField("datum")
    way = models.CharField("wijze", max_length=10, choices=Oproep.Way.choices)
    interpreter = models.CharField("tolk", max_length=10, choices=Tolk.choices)
    alone = models.BooleanField("alleen gesproken")
    present = models.CharField("wie was er nog bij", max_length=160, blank=True)
    report = models.TextField("verslag", max_length=2000)
    by = models.CharField("door", max_length=160)

    class Meta:
        ordering = ["number"]
        constraints = [models.UniqueConstraint(fields=["intake", "number"], name="gesprek_number_once")]

    def __str__(self) -> str:
        return f"gesprek {self.number}"


class IntakeBlok(Versioned):
    """The answers of one block; ``answers`` follows the definitions in ``blocks``."""

    register = Register(
        "intake__dossier__gemeente", PURPOSE, "Wi 14(3); Bi 5.2(1)", BI_9_9, special=("answers",)
    )

    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="blokken")
    onderdeel = models.CharField(max_length=30, choices=[(o.value, EISEN[o].label) for o in Onderdeel])
    answers = models.JSONField("antwoorden", default=dict)
    complete = models.BooleanField("volledig", default=False)
    filled_on = models.DateField("ingevuld op")
    filled_by = models.CharField("door", max_length=160)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["intake", "onderdeel"], name="block_once_an_intake")]

    def __str__(self) -> str:
        return self.onderdeel


class Inbreng(models.Model):
    """What a partner who guides the person brings in for the intake."""

    register = Register("intake__dossier__gemeente", "inbreng voor de brede intake", "Wi 13, 14, 35", BI_9_9)

    class Indruk(models.TextChoices):
        GOED = "goed", "gaat goed"
        WISSELEND = "wisselend", "gaat wisselend"
        MOEILIJK = "moeilijk", "gaat moeilijk"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="inbrengen")
    organisation = models.CharField("organisatie", max_length=30)
    on = models.DateField("datum")
    by = models.CharField("door", max_length=160)
    daily_life = models.CharField("dagelijks leven", max_length=10, choices=Indruk.choices)
    language = models.CharField("Nederlands oefenen", max_length=10, choices=Indruk.choices)
    helps = models.CharField("wat helpt", max_length=400)
    worries = models.CharField("waar loopt iemand tegenaan", max_length=400, blank=True)

    class Meta:
        ordering = ["-on"]

    def __str__(self) -> str:
        return f"inbreng van {self.organisation}"


class WachtOpDerde(models.Model):
    """Information of someone else that is waited for; when the PIP can't do without it, T-03 gives two weeks more."""

    register = Register("intake__dossier__gemeente", PURPOSE, "Bi 5.3(2)", BI_9_9)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    intake = models.ForeignKey(BredeIntake, on_delete=models.PROTECT, related_name="wachten")
    what = models.CharField("wat", max_length=80)
    party = models.CharField("bij wie", max_length=80)
    asked_on = models.DateField("gevraagd op")
    necessary = models.BooleanField("het PIP kan redelijkerwijs niet zonder")
    motive = models.CharField("waarom", max_length=400, blank=True)
    received_on = models.DateField("ontvangen op", null=True, blank=True)

    class Meta:
        ordering = ["asked_on"]
        constraints = [
            models.UniqueConstraint(
                fields=["intake", "what"], condition=Q(received_on=None), name="waiting_once_for_a_thing"
            )
        ]

    def __str__(self) -> str:
        return self.what
