"""The PVT in a browser: from half-days to a signed declaration that DUO knows.

Given somebody with a PIP, when VluchtelingenWerk records the half-days it gave and the signing at the session, then the
regisseur finishes the PVT, and DUO has the day of the signing.
"""

from datetime import date

from support.pips import established, ready_dossier
from support.story import Story
from wegwijs.demo import duo
from wegwijs.demo.models import FakeDuoRecord
from wegwijs.dossiers.commands import involve, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Dossier
from wegwijs.exchange.duo.commands import send_due
from wegwijs.exchange.duo.fake.server import term
from wegwijs.messages.models import OutboundMessage
from wegwijs.rowsecurity.scope import EVERYTHING, entered

BSN = "999990408"
PLANNED = date(2026, 11, 23)
HALF_DAYS = ("01-12-2026", "08-12-2026", "15-12-2026", "22-12-2026")


def test_from_half_days_to_a_signed_declaration_that_duo_knows(story: Story) -> None:
    s = story
    dossier = somebody_with_a_pip(s)
    s.on("2027-01-05")
    vluchtelingenwerk_records_what_it_gave(s, dossier)
    the_regisseur_finishes_it(s, dossier)
    duo_has_the_day(s)


def somebody_with_a_pip(s: Story) -> Dossier:
    """Of 23 November 2026, with DUO's term, and VluchtelingenWerk let in."""
    s.on(PLANNED.isoformat())
    with entered(EVERYTHING):
        dossier = ready_dossier(s.region)
        established(s.region, dossier)
        found = term(PLANNED)
        record_event(
            dossier, Kind.DUO_TERMIJN, by=s.region.duo, on=PLANNED, origin=Origin.DUO,
            payload={"start": found["startdatum"], "eind_exclusief": found["einddatum"]},
        )  # fmt: skip
        vwn = s.region.organisations["VluchtelingenWerk"]
        involve(dossier, vwn, by=s.region.regisseur, purpose="PVT", basis="Wi 6", on=PLANNED)
        duo.introduce(
            BSN, gemeente="0505", begin=date(2026, 8, 20), kennisgeving=date(2026, 8, 20), indeling="Asielstatushouder",
            gedetailleerd="Asielstatushouder", gevestigd=date(2026, 9, 10),
            pip={"gemeentecode": "0505", "pip": {"dagtekeningPip": PLANNED.isoformat(), "leerroute": "B", "niveau": "B1"}},
        )  # fmt: skip
        OutboundMessage.objects.all().delete()
    return dossier


def vluchtelingenwerk_records_what_it_gave(s: Story, dossier: Dossier) -> None:
    s.as_("counsellor")
    for number, day in enumerate(HALF_DAYS):
        s.open(f"/uren/{dossier.pk}/vastleggen/", soort="pvt", on=day, minutes="3")
        if number == 2:
            s.page.get_by_label("Dit was praktijk").check()
        s.press("Opslaan")
    s.sees("12 uur")
    s.open(f"/participatie/{dossier.pk}/ondertekening/", on="05-01-2027", how="bijeenkomst")
    s.press("Opslaan")
    s.sees("kan worden afgerond")


def the_regisseur_finishes_it(s: Story, dossier: Dossier) -> None:
    s.as_("regisseur")
    s.open(f"/participatie/{dossier.pk}/")
    s.page.get_by_role("link", name="Rond af").first.click()
    s.press("Rond af")
    s.sees("afgerond op 05-01-2027")
    send_due()
    s.open(f"/participatie/{dossier.pk}/")
    s.sees("door DUO aangenomen")


def duo_has_the_day(s: Story) -> None:
    with entered(EVERYTHING):
        assert FakeDuoRecord.objects.get(bsn=BSN).record["pvt"]["datum"] == "2027-01-05"
