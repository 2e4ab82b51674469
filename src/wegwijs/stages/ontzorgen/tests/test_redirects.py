"""The checklist of the regeldag: who guides somebody ticks it and sees no account number."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client

from support.guidance import guided
from support.payments import OURS, account
from support.plans import income, planned, treasurer
from support.region import TODAY, Region, make_dossier
from wegwijs.access.actor import Actor
from wegwijs.errors import NotAllowed
from wegwijs.stages.ontzorgen.commands.plan import redirect
from wegwijs.stages.ontzorgen.models import Inkomensoort, Inkomstenpost, Ontzorging
from wegwijs.stages.ontzorgen.presenters.payments import readable

pytestmark = pytest.mark.django_db
SignedIn = Callable[[Actor], Client]


@pytest.fixture
def toeslag(region: Region) -> Inkomstenpost:
    """Of somebody whom VluchtelingenWerk guides."""
    account(region)
    made = planned(region, guided(region, make_dossier(region)))
    values = {"sender": "Dienst Toeslagen", "first_on": date(2027, 2, 20)}
    return income(made, treasurer(region), Inkomensoort.HUURTOESLAG, 200_00, **values)


def page(row: Inkomstenpost) -> str:
    return f"/ontzorgen/{row.ontzorging.dossier_id}/rekeningnummers/"


def tick(row: Inkomstenpost) -> str:
    return f"/ontzorgen/{row.ontzorging.dossier_id}/inkomen/{row.pk}/nummer/"


def test_who_guides_ticks_it(region: Region, signed_in: SignedIn, toeslag: Inkomstenpost) -> None:
    sent = {"version": str(toeslag.version), "done": "ja", "lijst": "ja"}
    answer = signed_in(region.counsellor).post(tick(toeslag), sent)
    assert (answer.status_code, answer.headers["Location"]) == (302, page(toeslag))
    toeslag.refresh_from_db()
    assert toeslag.redirected_on == TODAY


def test_the_number_is_for_who_keeps_the_money(region: Region, signed_in: SignedIn, toeslag: Inkomstenpost, statements: Callable[[Client, str], int]) -> None:  # fmt: skip
    number = readable(OURS)
    keeps, guides = signed_in(treasurer(region)), signed_in(region.counsellor)
    assert number in keeps.get(page(toeslag)).content.decode()
    seen = guides.get(page(toeslag)).content.decode()
    assert "moet ons rekeningnummer nog krijgen" in seen
    assert number not in seen
    assert OURS not in seen
    assert statements(keeps, page(toeslag)) <= 12
    assert statements(guides, page(toeslag)) <= 12


def test_others_look_or_find_nothing(region: Region, signed_in: SignedIn, toeslag: Inkomstenpost) -> None:
    assert signed_in(region.regisseur).get(page(toeslag)).status_code == 404
    leads = signed_in(region.teamlead)
    assert ">Gedaan<" not in leads.get(page(toeslag)).content.decode()
    assert leads.post(tick(toeslag), {"version": "1", "done": "ja"}).status_code == 404
    with pytest.raises(NotAllowed):
        redirect(toeslag, by=region.teamlead, on=TODAY, expected_version=toeslag.version)


def test_of_what_ended_nothing_is_ticked(region: Region, signed_in: SignedIn, toeslag: Inkomstenpost) -> None:
    made = toeslag.ontzorging
    made.state, made.ended_on, made.end_reason = Ontzorging.State.KLAAR, TODAY, "afspraak"
    made.save()
    sent = {"version": str(toeslag.version), "done": "ja"}
    assert signed_in(region.counsellor).post(tick(toeslag), sent).status_code == 404


def test_without_a_plan_the_page_says_when_it_comes(region: Region, signed_in: SignedIn) -> None:
    dossier = guided(region, make_dossier(region))
    shown = signed_in(region.counsellor).get(f"/ontzorgen/{dossier.pk}/rekeningnummers/").content.decode()
    assert "<title>Rekeningnummers doorgeven" in shown
    assert "Nog geen geldplan" in shown
