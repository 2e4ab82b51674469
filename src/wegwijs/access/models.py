"""Accounts, and which role someone has for which gemeente in which period."""

from typing import ClassVar

from django.contrib.auth.models import AbstractUser
from django.contrib.auth.models import UserManager as DjangoUserManager
from django.db import models

from wegwijs.access.roles import Role
from wegwijs.organisations.models import Employee, Gemeente, Organisation
from wegwijs.records import ORGANISATION, Register


class UserManager(DjangoUserManager["User"]):
    """Reads an account with its organisation: every request asks both, so in one statement."""

    use_in_migrations = False

    def get_queryset(self) -> models.QuerySet["User"]:
        """All accounts, joined with employee and organisation."""
        return super().get_queryset().select_related("employee__organisation", "system_of")


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
