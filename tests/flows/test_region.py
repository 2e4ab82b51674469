"""The example region: made by the real commands, whole and the same each time."""

from typing import Any

import pytest
from django.db.models import Count
from django.test import Client

from support.region import TODAY
from wegwijs import clock
from wegwijs.access.models import EmergencyAccess, User
from wegwijs.audit.queries import broken_links
from wegwijs.demo.region import is_whole, load, logins
from wegwijs.documents.models import Retour
from wegwijs.dossiers.commands import rebuild_termijnen
from wegwijs.dossiers.models import Dossier, Fase, Herverdeling, IngekomenStuk, State, Variant
from wegwijs.imports.models import ImportFile
from wegwijs.messages.models import InboundMessage, OutboundMessage
from wegwijs.oversight.models import Sign
from wegwijs.people.models import Address, Dubbel, Household, Person
from wegwijs.safety.models import Veiligheidssignaal
from wegwijs.stages.pip.models import Intrekking, Pip
from wegwijs.stages.pip.models import State as PipState

# How many people of each gemeente's file: all of them are taken over in ``wegwijs.demo.tests.test_caseload`` for one gemeente.
FROM_FILES = 5


@pytest.mark.django_db
def test_the_region_shows_every_state_and_hides_no_failure(settings: Any) -> None:
    settings.DUO_TRANSPORT = "wegwijs.demo.duo.transport"
    with clock.frozen(TODAY):
        assert not is_whole()
        load(most=FROM_FILES)
        _check()
        assert is_whole()


def _check() -> None:
    dossiers = Dossier.objects.all()
    assert dossiers.count() >= 100
    assert set(ImportFile.objects.values_list("state", flat=True)) == {ImportFile.State.DONE}
    assert {d.fase for d in dossiers} == set(Fase)
    assert {d.state for d in dossiers} == set(State)
    # Unknown of whom COA linked in the older system, before DUO told of them.
    assert {d.variant for d in dossiers} == set(Variant)
    assert {d.gemeente_id for d in dossiers} == {"0482", "0505", "0523", "0531", "0590", "0610", "0642"}
    assert not InboundMessage.objects.filter(state=InboundMessage.State.FAILED).exists()
    assert OutboundMessage.objects.filter(kind="pip", state=OutboundMessage.State.ACCEPTED).count() > 10
    assert OutboundMessage.objects.filter(kind="pip", state=OutboundMessage.State.REFUSED).exists()
    assert {p.state for p in Pip.objects.all()} == set(PipState)
    assert Intrekking.objects.filter(state="voorgelegd").exists()
    assert Retour.objects.exists()
    assert IngekomenStuk.objects.filter(dossier=None).count() == 2
    assert Person.objects.filter(protected=True).exists()
    six = Household.objects.annotate(
        n=Count("members", distinct=True), small=Count("children", distinct=True)
    )
    home = six.get(n=2, small=4)
    living = Address.objects.filter(person__memberships__household=home, kind=Address.Kind.WOON)
    assert len(set(living.values_list("street", "number", "postcode"))) == 1
    assert all(p.bsn is None or p.bsn.startswith("9999") for p in Person.objects.all())
    assert list(rebuild_termijnen())[-1].changed == 0
    assert not list(broken_links("0505"))
    assert {bool(row.judgement) for row in EmergencyAccess.objects.all()} == {True, False}
    assert [row.rule for row in Sign.objects.all()] == [Sign.Rule.NO_WORK]
    assert Veiligheidssignaal.objects.get().stappen.count() == 2
    assert Herverdeling.objects.get().state == Herverdeling.State.KLAAR
    assert Dubbel.objects.exists()
    assert logins()
    for user in User.objects.filter(employee__isnull=False):
        browser = Client()
        browser.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        # Who receives referrals begins there.
        assert browser.get("/", follow=True).status_code == 200
