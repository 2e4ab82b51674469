"""Two dossiers of which every group of data holds a word that stands nowhere else: where it shows, the group shows."""

import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.test import Client
from pypdf import PdfReader

from support.guidance import Deel, offered, wanted
from support.intake import begun
from support.pips import established, ready_dossier
from support.region import TODAY, Region, make_dossier
from wegwijs.access.fields import FieldGroup
from wegwijs.dossiers.commands import involve, record_contact, record_event
from wegwijs.dossiers.kinds import Kind, Origin
from wegwijs.dossiers.models import Contactmoment, Dossier
from wegwijs.organisations.models import Organisation
from wegwijs.people.commands import add_address, add_verblijfstitel
from wegwijs.people.models import Address, Person, Source
from wegwijs.people.verblijfstitels import words as titel_words
from wegwijs.safety.commands import Signal, give_signal
from wegwijs.safety.models import Veiligheidssignaal
from wegwijs.stages.begeleiding.commands import Agreed, make_plan
from wegwijs.stages.intake.commands import fill_block, give_input, judge_toets, wait_for_third
from wegwijs.stages.intake.commands.blocks import Indrukken
from wegwijs.stages.intake.commands.waiting import Wacht
from wegwijs.stages.intake.models import Inbreng, WachtOpDerde
from wegwijs.stages.overdracht.commands import HouseStep, record_huisvesting, record_koppeling
from wegwijs.stages.participatie.commands import Offer, add_place, place_somebody
from wegwijs.stages.participatie.models import Taaleis
from wegwijs.ui.format import masked_bsn
from wi2021.intake import Onderdeel

BSN, SAFE_BSN, PLAN_BSN = "999990408", "999993653", "999995017"
V_NUMMER = "2899999991"
TITEL = "26"
NOTES_OF_THE_EXECUTOR = "Sddkanarie"

SEEN_AS: Mapping[FieldGroup, tuple[str, ...]] = {
    FieldGroup.BSN: (masked_bsn(BSN), masked_bsn(SAFE_BSN), masked_bsn(PLAN_BSN), V_NUMMER),
    FieldGroup.WHOLE_BSN: (BSN, SAFE_BSN, PLAN_BSN),
    FieldGroup.ADDRESS: ("Kanariestraat",),
    FieldGroup.PROTECTED_ADDRESS: ("Schuilkanarie", "Huiskanarie", "Azckanarie"),
    FieldGroup.HEALTH: ("Medischkanarie",),
    FieldGroup.DOELGROEP: ("Doelgroepkanarie", "<dt>Doelgroep</dt><dd>Asiel</dd>"),
    FieldGroup.RESIDENCE: ("Opvangkanarie", titel_words(TITEL)),
    FieldGroup.INCOME: ("Bijstandkanarie",),
    FieldGroup.SAFETY: ("Geweldkanarie", "Eergerelateerd geweld"),
    FieldGroup.PARTNER_NOTES: ("Inbrengkanarie", "Vwnkanarie"),
}
SIGNAL = Signal(
    Veiligheidssignaal.Soort.EER, Veiligheidssignaal.Bron.ZELF, TODAY, "Geweldkanarie", unsafe_address=False
)


@dataclass(frozen=True)
class Canaries:
    """``plain``: intake, input of a partner. ``safe``: of someone with a protected address. ``planned``: plan and letter."""

    plain: Dossier
    safe: Dossier
    planned: Dossier

    @property
    def all(self) -> tuple[Dossier, ...]:
        return self.plain, self.safe, self.planned


def build_canaries(region: Region) -> Canaries:
    """By the commands that people use, a day or more ago."""
    plain, safe = make_dossier(region, bsn=BSN), make_dossier(region, bsn=SAFE_BSN)
    planned = ready_dossier(region, bsn=PLAN_BSN)
    for dossier in (plain, safe, planned):
        let_in(dossier, region.organisations["VluchtelingenWerk"], region)
    _person(plain, region)
    _guided(plain, region)
    _protected(safe, region)
    _intake(plain, region)
    established(region, planned)
    _placed(planned, region)
    give_signal(plain, SIGNAL, by=region.regisseur)
    return Canaries(plain, safe, planned)


def let_in(dossier: Dossier, organisation: Organisation, region: Region, *, until: int | None = None) -> None:
    """A partner sees the dossier; ``until`` counts days from today."""
    involve(
        dossier, organisation, by=region.regisseur, on=TODAY - timedelta(days=60), purpose="begeleiding", basis="Wi 13",
        until=TODAY + timedelta(days=until) if until is not None else None,
    )  # fmt: skip


def _person(dossier: Dossier, region: Region) -> None:
    by = region.regisseur
    Person.objects.filter(pk=dossier.person_id).update(v_nummer=V_NUMMER)
    add_address(
        dossier.person, by=by, kind=Address.Kind.WOON, street="Kanariestraat", number="1", postcode="3311 GR",
        place="Dordrecht", valid_from=TODAY - timedelta(days=5), source=Source.BRP,
    )  # fmt: skip
    add_verblijfstitel(
        dossier.person, by=by, code=TITEL, begins_on=TODAY - timedelta(days=90), ends_on=None,
        source=Source.BRP,
    )  # fmt: skip
    record_koppeling(dossier, by=by, on=TODAY - timedelta(days=80), location="Opvangkanarie")
    told: dict[str, Any] = {"by": region.duo, "on": TODAY - timedelta(days=50)}
    record_event(
        dossier, Kind.DUO_DOELGROEP, origin=Origin.DUO, summary="Doelgroepkanarie",
        payload={"indeling": "Asielstatushouder", "gedetailleerd": "Doelgroepkanarie"}, **told,
    )  # fmt: skip
    record_event(
        dossier, Kind.BIJSTAND_RECHT, origin=Origin.EIGEN, summary="Bijstandkanarie", payload={}, **told
    )
    for actor, word in ((by, NOTES_OF_THE_EXECUTOR), (region.counsellor, "Vwnkanarie")):
        record_contact(
            dossier,
            by=actor,
            on=TODAY,
            way=Contactmoment.Way.TELEFOON,
            outgoing=True,
            reached=True,
            summary=word,
        )


def _guided(dossier: Dossier, region: Region) -> None:
    offered(region)
    goal = wanted(region, parts={Deel.GELD: Agreed(60, "Vwnkanarie")})
    make_plan(dossier, goal, by=region.counsellor, begins_on=TODAY)


def _protected(dossier: Dossier, region: Region) -> None:
    by = region.regisseur
    Person.objects.filter(pk=dossier.person_id).update(protected=True)
    add_address(
        dossier.person, by=by, kind=Address.Kind.WOON, street="Schuilkanarie", number="2", postcode="3312 AB",
        place="Dordrecht", valid_from=TODAY - timedelta(days=5), source=Source.BRP,
    )  # fmt: skip
    record_koppeling(dossier, by=by, on=TODAY - timedelta(days=80), location="Azckanarie")
    record_huisvesting(
        [dossier], by=by, on=TODAY - timedelta(days=20), step=list(HouseStep)[-1], place="Huiskanarie"
    )


def _intake(dossier: Dossier, region: Region) -> None:
    by = region.regisseur
    intake = begun(dossier, region)
    health = {"invloed": "", "zien": False, "horen": True, "nodig": []}
    fill_block(intake, Onderdeel.LICHAMELIJKE_GEZONDHEID, health, by=by, on=TODAY, expected_version=0)
    judge_toets(intake, by=by, on=TODAY, can_take=True, motive="Medischkanarie")
    wait_for_third(
        intake, Wacht(WachtOpDerde.Soort.MEDISCH, "Medischkanarie", True, "Medischkanarie"), by=by, on=TODAY
    )
    fill_block(intake, Onderdeel.OMSTANDIGHEDEN, {"hindert": ""}, by=by, on=TODAY, expected_version=0)
    impression = Indrukken(Inbreng.Indruk.GOED, Inbreng.Indruk.GOED, "Inbrengkanarie")
    give_input(intake, impression, by=region.counsellor, on=TODAY)


def _placed(dossier: Dossier, region: Region) -> None:
    offer = Offer("Bakkerij De Halm", "Dordrecht", "P. Vos", "", "Brood inpakken", 2, TODAY, None, Taaleis.A1)
    last = TODAY + timedelta(days=28)
    place_somebody(
        dossier, add_place(offer, by=region.regisseur), by=region.regisseur, valid_from=TODAY, valid_to=last, hours=40
    )  # fmt: skip


def text_of(answer: Any) -> str:
    """What an answer says: a page, a file of text, or a PDF as one reads it."""
    content = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if answer.headers.get("Content-Type", "").startswith("application/pdf"):
        return " ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages)
    return content.decode("utf-8", errors="replace")


def groups_in(text: str) -> frozenset[FieldGroup]:
    """Which groups of data show."""
    return frozenset(group for group, words in SEEN_AS.items() if any(word in text for word in words))


def looked(browser: Client, addresses: Iterable[str]) -> dict[str, tuple[int, str]]:
    """Status and text of each address."""
    found = {}
    for address in addresses:
        answer = browser.get(address)
        found[address] = (answer.status_code, text_of(answer) if answer.status_code == 200 else "")
    return found
