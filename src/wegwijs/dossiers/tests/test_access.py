"""What is not yours does not exist for you."""

from datetime import date

import pytest
from django.http import Http404

from support.region import TODAY, Region
from wegwijs.access.actor import actor_of
from wegwijs.audit.models import AuditRecord
from wegwijs.dossiers.commands import involve
from wegwijs.dossiers.models import Dossier
from wegwijs.dossiers.queries import open_dossier, visible


def test_a_regisseur_sees_the_dossiers_of_the_own_gemeente(region: Region, dossier: Dossier) -> None:
    assert list(visible(region.regisseur)) == [dossier]


def test_a_regisseur_of_another_gemeente_gets_404(region: Region, dossier: Dossier) -> None:
    with pytest.raises(Http404):
        open_dossier(region.outsider, dossier.pk, page="dossier")


def test_a_partner_sees_nothing_until_it_is_involved(region: Region, dossier: Dossier) -> None:
    assert not visible(region.counsellor)
    involve(
        dossier,
        region.counsellor.organisation,
        by=region.regisseur,
        on=TODAY,
        purpose="begeleiding",
        basis="Wi 13(3)",
    )
    assert list(visible(region.counsellor)) == [dossier]


def test_a_partner_sees_nothing_after_its_involvement_ended(region: Region, dossier: Dossier) -> None:
    involve(
        dossier,
        region.counsellor.organisation,
        by=region.regisseur,
        on=date(2026, 9, 1),
        until=date(2026, 11, 22),
        purpose="begeleiding",
        basis="Wi 13(3)",
    )
    assert not visible(region.counsellor)


def test_opening_a_dossier_leaves_an_audit_row(region: Region, dossier: Dossier) -> None:
    before = AuditRecord.objects.count()
    open_dossier(region.regisseur, dossier.pk, page="dossier")
    assert AuditRecord.objects.count() == before + 1
    assert AuditRecord.objects.order_by("-id")[0].detail == "dossier"


def test_an_employee_who_left_is_no_actor(region: Region) -> None:
    employee = region.colleague.employee
    assert employee
    employee.valid_to = date(2026, 11, 22)
    employee.save()
    region.colleague.user.refresh_from_db()
    assert actor_of(region.colleague.user, on=TODAY) is None
