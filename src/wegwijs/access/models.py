"""Accounts, and which role someone has for which gemeente in which period."""

import uuid
from collections.abc import Sequence
from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models
from django.db.models import F, Q

from wegwijs.access.roles import Role
from wegwijs.organisations.models import Employee, Gemeente, Organisation
from wegwijs.records import AUDIT, ORGANISATION, Register


class UserManager(DjangoUserManager["User"]):
    """Reads an account with its organisation: every request asks both, so in one statement."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet["User"]:
        """All accounts, joined with employee and organisation."""
        return super().get_queryset().select_related("employee__organisation", "system_of")

    def select_for_update(
        self,
        nowait: bool = False,
        skip_locked: bool = False,
        of: Sequence[str] = ("self",),
        no_key: bool = False,
    ) -> models.QuerySet["User"]:
        """Hold the account alone: PostgreSQL refuses to hold what is joined and may be lacking."""
        return self.get_queryset().select_for_update(nowait, skip_locked, of, no_key)


class User(AbstractUser):
    """An account: of an employee, or of a system (DUO, the scheduler) that acts for its organisation."""

    register = Register("", "aanmelden", "AVG 6(1)(e); BIO2 5.16", ORGANISATION)

    employee = models.OneToOneField(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="user"
    )
    system_of = models.ForeignKey(
        Organisation, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects: ClassVar[UserManager] = UserManager()

    def __str__(self) -> str:
        return self.employee.name if self.employee else self.username


class RoleAssignment(models.Model):
    """An employee has a role for one gemeente (or, without one, for every gemeente of the organisation)."""

    register = Register("gemeente", "toegang", "Bi 9.11; BIO2 5.18", ORGANISATION)

    employee = models.ForeignKey(Employee, on_delete=models.CASCADE, related_name="roles")
    role = models.CharField("rol", max_length=20, choices=Role.choices)
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met", null=True, blank=True)

    class Meta:
        ordering = ["employee", "role"]

    def __str__(self) -> str:
        return f"{self.employee}: {self.get_role_display()}"


class Waarneming(models.Model):
    """For a period somebody sees and does the work of a colleague who is away; the colleague stays regisseur.

    It gives no access of its own: who stands in needs a role in the gemeente. It ends by itself after ``valid_to``.
    """

    register = Register("gemeente", "doorgaan van het werk bij afwezigheid", "Wi 14-17", ORGANISATION)

    absent = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="waargenomen")
    stand_in = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="waarnemingen")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    valid_from = models.DateField("vanaf")
    valid_to = models.DateField("tot en met")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(absent=F("stand_in")), name="waarneming_by_another"),
        ]
        indexes = [
            models.Index(fields=["stand_in", "valid_to"], name="waarneming_of"),
            models.Index(fields=["absent", "gemeente"], name="waarneming_for"),
        ]

    def __str__(self) -> str:
        return f"{self.stand_in} voor {self.absent}"


class Proposal(models.Model):
    """A change that gives someone power: proposed by one manager, confirmed or rejected by another. Kept as history.

    Nothing of it is in force before it is confirmed: then the command runs that makes the role, mandate or number.
    """

    register = Register("gemeente", "toegang: vier ogen", "BIO2 5.18, 8.02; Awb 10:3", ORGANISATION)

    class Act(models.TextChoices):
        ROLE = "rol", "rol"
        MANDATE = "mandaat", "mandaat"
        CONSENT = "instemming", "instemming van de werkgever"
        TRANSFER = "overdracht", "overdracht aan het bestuur"
        DVO = "dvo", "overeenkomst met een gemeente"
        POLICY = "beleid", "beleid"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    act = models.CharField("wat", max_length=12, choices=Act.choices)
    content = models.JSONField("inhoud")
    words = models.CharField("in één zin", max_length=300)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    employee = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="proposals"
    )
    proposed_by = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    proposed_at = models.DateTimeField("voorgesteld")
    decided_by = models.ForeignKey(
        Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("beslist", null=True, blank=True)
    accepted = models.BooleanField("bevestigd", null=True, blank=True)

    class Meta:
        ordering = ["-proposed_at"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(accepted=True)
                | (
                    Q(decided_by__isnull=False)
                    & ~Q(decided_by=F("proposed_by"))
                    & (Q(employee=None) | ~Q(decided_by=F("employee")))
                ),
                name="proposal_takes_two",
            ),
        ]
        indexes = [models.Index(fields=["organisation"], condition=Q(decided_at=None), name="proposal_open")]

    def __str__(self) -> str:
        return self.words


class AccessKey(models.Model):
    """With what the own system of an organisation proves whose it is. Only a hash of the secret is kept; ``valid_to`` is inclusive.

    ``used_at`` is right to the minute.
    """

    register = Register("", "toegang van systemen van aanbieders", "BIO2 5.16, 5.17, 8.05", ORGANISATION)

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    organisation = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    name = models.CharField("naam", max_length=60)
    secret_hash = models.CharField(max_length=64, unique=True, editable=False)
    made_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, related_name="+")
    made_at = models.DateTimeField("gemaakt")
    valid_to = models.DateField("geldig tot en met")
    used_at = models.DateTimeField("laatst gebruikt", null=True, blank=True)
    revoked_at = models.DateTimeField("ingetrokken", null=True, blank=True)

    class Meta:
        ordering = ["organisation__name", "-made_at"]
        indexes = [models.Index(fields=["valid_to"], condition=Q(revoked_at=None), name="key_that_stands")]

    def __str__(self) -> str:
        return self.name


class EmergencyAccess(models.Model):
    """A dossier outside somebody's gemeenten, opened for some hours with a reason; the privacy officer judges it.

    ``until`` isn't included; ``ended_at`` is earlier when who opened it was done. The dossier is named by its key only: this room
    knows no dossiers, and the row outlives one that is destroyed.
    """

    register = Register(
        "gemeente", "noodtoegang: wie, waarom en of het terecht was", "AVG 5(2), 32; BIO2 8.03", AUDIT
    )

    class Reason(models.TextChoices):
        """Why it couldn't wait."""

        DANGER = "gevaar", "de veiligheid of gezondheid van iemand is in gevaar"
        COUNTER = "balie", "iemand staat aan de balie of belt, en het kan niet wachten"
        ABSENT = "afwezig", "de collega van dit dossier is er niet, en het kan niet wachten"
        OTHER = "anders", "iets anders"

    class Judgement(models.TextChoices):
        """What the privacy officer found."""

        RIGHT = "terecht", "terecht"
        ASKED = "onderzoeken", "wordt onderzocht"
        WRONG = "onterecht", "onterecht"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    employee = models.ForeignKey(Employee, on_delete=models.PROTECT, related_name="+")
    gemeente = models.ForeignKey(Gemeente, on_delete=models.PROTECT, related_name="+")
    dossier = models.UUIDField("dossier")
    reason = models.CharField("reden", max_length=12, choices=Reason.choices)
    words = models.CharField("toelichting", max_length=500)
    began_at = models.DateTimeField("begonnen")
    until = models.DateTimeField("tot")
    ended_at = models.DateTimeField("eerder gestopt", null=True, blank=True)
    judgement = models.CharField("oordeel", max_length=12, choices=Judgement.choices, blank=True)
    judged_because = models.CharField("waarom", max_length=500, blank=True)
    judged_by = models.ForeignKey(Employee, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    judged_at = models.DateTimeField("beoordeeld", null=True, blank=True)

    class Meta:
        ordering = ["-began_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(judged_by=None) | ~Q(judged_by=F("employee")), name="emergency_judged_by_another"
            )
        ]
        indexes = [
            models.Index(fields=["employee", "until"], condition=Q(ended_at=None), name="emergency_open"),
            models.Index(fields=["gemeente", "-began_at"], name="emergency_by_gemeente"),
        ]

    def __str__(self) -> str:
        return f"{self.employee}, {self.began_at:%d-%m-%Y}"
