"""From a version as it is stored to what the law and DUO ask of it. Decides nothing by itself: ``wi2021`` does."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from wegwijs.dossiers.models import Dossier, State, Variant
from wegwijs.organisations.models import Employee
from wegwijs.organisations.queries import DecidesAs, no_objection_address
from wegwijs.stages.pip.content import PipContent, content_of
from wegwijs.stages.pip.models import Pip
from wi2021.facts import Doelgroep, Facts, Leerroute, Niveau, PipFeit
from wi2021.grondslag import Bevinding, Ernst
from wi2021.intake import INT01, Toetsuitslag
from wi2021.pip import PIP01, PIP09, PIP10, Alfabetisering, PipInhoud, Wisselgrond, check_pip, niveau_voor_duo

NO_YOUNG_CHILD = "er is geen jong kind"
ONE_DAY = timedelta(days=1)
MAX_INTENSITY = 9999  # DUO's PIP 1.2.0: geschatteIntensiteitB1Route
_NAME = re.compile(r"[\s'‘’.\-\u2010-\u2015\w]{1,100}")


@dataclass(frozen=True, slots=True)
class Case:
    """What a PIP is checked against: the facts of the timeline, and the result of the leerbaarheidstoets.

    ``in_absence``: the intake was completed without the inburgeraar, after three oproepen.
    """

    facts: Facts
    uitslag: Toetsuitslag | None
    in_absence: bool = False

    def earlier(self, versie: int) -> PipFeit | None:
        """The PIP that a version of this dossier's gemeente follows: the one in force, else the newest annulled."""
        here = self.facts.gemeente
        others = [p for p in self.facts.pips if p.gemeente != here or p.versie < versie]
        live = [p for p in others if p.vernietigd is None]
        return max(live or others, key=lambda p: (p.dagtekening, p.versie), default=None)

    def revived_by_withdrawing(self, versie: int) -> PipFeit | None:
        """The earlier PIP of the same gemeente that holds again when this version is withdrawn."""
        here = self.facts.gemeente
        live = [p for p in self.facts.pips if p.gemeente == here and p.versie < versie and not p.vernietigd]
        return max(live, key=lambda p: p.versie, default=None)

    def term_until(self) -> date | None:
        """The last day of the inburgeringstermijn as DUO told it."""
        return self.facts.termijn.eind_exclusief - ONE_DAY if self.facts.termijn else None


def inhoud(pip: PipContent, case: Case, *, on: date) -> PipInhoud:
    """What the plan says, as the law reads it, when it is dated ``on``."""
    before = case.facts.actueel_pip()
    niveau = Niveau(pip.niveau) if pip.niveau else None
    return PipInhoud(
        dagtekening=on,
        leerroute=Leerroute(pip.leerroute) if pip.leerroute else None,
        niveau=niveau,
        intensiteit_uren=pip.intensiteit_uren,
        alfabetisering=Alfabetisering(pip.alfabetisering),
        ondersteuning=pip.ondersteuning,
        pvt_uren=pip.pvt_uren,
        map_uren=pip.map_uren,
        vve=vve_text(pip.jong_kind, pip.vve_afspraak),
        voortgangsgesprekken=pip.voortgangsgesprekken,
        bijlagen_participatiewet=len(pip.pw_besluiten),
        examens_z_route=pip.examens_z_route,
        verplichting_alfabetisering=pip.verplichting_alfabetisering,
        wil_lening_alfabetisering=pip.wil_lening_alfabetisering,
        mag_opleiding_afmaken=pip.mag_opleiding_afmaken,
        wens_onderwijs=pip.wens_onderwijs or bool(before and before.leerroute is Leerroute.ONDERWIJS),
        motief_afwijking=pip.motief_afwijking,
        toetsuitslag=case.uitslag,
        eerste_ooit=case.facts.eerste_pip() is None,
        vorige_leerroute=before.leerroute if before else None,
        afschaal_uren=pip.afschaal_uren,
        afschaal_inspanning=pip.afschaal_inspanning,
        vorige_dagtekening=before.dagtekening if before else None,
        wisselgrond=Wisselgrond(pip.wisselgrond) if pip.wisselgrond else None,
        wisselmotief=pip.wisselmotief,
        door_verhuizing=bool(before and before.gemeente != case.facts.gemeente),
    )


def vve_text(young_child: bool | None, agreement: str) -> str:
    """The agreement about VVE in words; empty while nothing was agreed."""
    if young_child is None:
        return ""
    return agreement if young_child else NO_YOUNG_CHILD


def findings(pip: PipContent, case: Case, *, on: date) -> tuple[Bevinding, ...]:
    """Everything that the law, DUO and the letter ask and this plan lacks, on the day ``on``."""
    return (
        *(_judged(f, pip) for f in check_pip(inhoud(pip, case, on=on), case.facts, on=on)),
        *_complete(pip),
        *_intake(case),
    )


def body_findings(body: DecidesAs) -> tuple[Bevinding, ...]:
    """What the body that decides still lacks for a complete decision; beheer mends it, so drafting goes on (PIP-09)."""
    if body.objection:
        return ()
    sentence, _, remedy = no_objection_address(body).partition(". ")
    return (
        Bevinding(PIP09, Ernst.WAARSCHUWT, "bezwaaradres", f"{sentence} ({PIP09.artikelen[1]}).", remedy),
    )


def _judged(finding: Bevinding, pip: PipContent) -> Bevinding:
    """A judgement that the law asks stops the act until it was written down."""
    if finding.ernst is not Ernst.OORDEEL or pip.oordeel:
        return finding
    return Bevinding(finding.regel, Ernst.BLOKKEERT, "oordeel", finding.zin, finding.remedie)


def _intake(case: Case) -> Iterator[Bevinding]:
    """The first PIP of a college follows its own intake (Wi 14)."""
    if case.facts.intake_voltooid is None and case.facts.eigen_pip() is None:
        yield Bevinding(
            INT01, Ernst.BLOKKEERT, "intake", f"De brede intake is nog niet voltooid ({INT01.artikelen[0]}).",
            "Rond eerst de brede intake af.",
        )  # fmt: skip


def _complete(pip: PipContent) -> Iterator[Bevinding]:
    """What the decision needs besides: a reason (Awb 3:46), goals, and someone to ask."""
    if not pip.motivering:
        yield Bevinding(
            PIP01, Ernst.BLOKKEERT, "motivering", f"De motivering ontbreekt ({PIP01.artikelen[0]}).",
            "Schrijf in eenvoudige woorden waarom deze route en deze hulp passen.",
        )  # fmt: skip
    if not pip.doelen:
        yield Bevinding(
            PIP01, Ernst.WAARSCHUWT, "doelen", "Er staan nog geen doelen in het plan.",
            "Kies ten minste één doel, samen met de inburgeraar.",
        )  # fmt: skip
    if pip.intensiteit_uren is not None and not 1 <= pip.intensiteit_uren <= MAX_INTENSITY:
        yield Bevinding(
            PIP10, Ernst.BLOKKEERT, "intensiteit_uren",
            f"DUO neemt alleen een intensiteit van 1 tot en met {MAX_INTENSITY} uur aan ({PIP10.artikelen[0]}).",
            "Verbeter het aantal uren.",
        )  # fmt: skip
    yield from _contact(pip.contact)


def _contact(contact: Employee | None) -> Iterator[Bevinding]:
    if contact is None:
        yield Bevinding(
            PIP10, Ernst.BLOKKEERT, "contact", f"De contactpersoon ontbreekt ({PIP10.artikelen[0]}).",
            "Kies wie de inburgeraar en DUO kunnen bellen.",
        )  # fmt: skip
    elif not (contact.phone and contact.email and _NAME.fullmatch(contact.name)):
        yield Bevinding(
            PIP10, Ernst.BLOKKEERT, "contact",
            f"Van {contact.name} ontbreken naam, telefoon of e-mail zoals DUO die vraagt ({PIP10.artikelen[0]}).",
            "Laat functioneel beheer de gegevens aanvullen, of kies een andere contactpersoon.",
        )  # fmt: skip


def duo_findings(pip: Pip, case: Case) -> tuple[Bevinding, ...]:
    """DUO-PIP-01 to -08 for an established version, with the facts of now."""
    assert pip.established_on is not None  # noqa: S101 only an established version is sent
    gemeente = case.facts.gemeente
    others = tuple(p for p in case.facts.pips if (p.gemeente, p.versie) != (gemeente, pip.versie))
    before = replace(case, facts=replace(case.facts, pips=others))
    found = findings(content_of(pip), before, on=pip.established_on)
    return tuple(f for f in found if f.regel is PIP10)


def stand_finding(dossier: Dossier) -> str:
    """Why no PIP can be decided in this dossier now; empty: it can."""
    return {
        State.GESLOTEN: "Het dossier is gesloten. Heropen het dossier eerst.",
        State.GESCHORST: "De inburgeringsplicht rust. Wacht tot DUO meldt dat de plicht weer loopt.",
        State.VOORLOPER: "Dit is een voorloper: DUO heeft de inburgeringsplicht nog niet gemeld. Een PIP kan nog niet.",
    }.get(State(dossier.state), "")


def effective_niveau(pip: PipContent, case: Case, *, on: date) -> str:
    """The level that counts: B1 when none was chosen in the B1-route or Onderwijsroute (DUO-PIP-07)."""
    niveau = niveau_voor_duo(inhoud(pip, case, on=on))
    return niveau.value if niveau else ""


def for_duo(pip: Pip, case: Case) -> dict[str, Any]:
    """The payload of the message "pip" to DUO; intensity only for the B1-route of an asielstatushouder (DUO-PIP-08)."""
    assert pip.established_on is not None  # noqa: S101 only an established version is sent
    asylum = case.facts.doelgroep is Doelgroep.ASIELSTATUSHOUDER
    return {
        "versie": pip.versie,
        "dagtekening": pip.established_on.isoformat(),
        "leerroute": pip.leerroute,
        "niveau": pip.niveau,
        "intensiteit_uren": pip.intensiteit_uren if asylum and pip.leerroute == Leerroute.B1 else None,
        "mag_opleiding_afmaken": pip.mag_opleiding_afmaken,
        "alfabetisering": pip.alfabetisering,
    }


def contact_for_duo(contact: Employee) -> dict[str, Any]:
    """The payload of the message "contactpersoon" to DUO."""
    return {"naam": contact.name, "email": contact.email, "telefoon": contact.phone}


def is_family(dossier: Dossier) -> bool:
    """Whether the content and tone for a gezinsmigrant apply (D2, D3)."""
    return dossier.variant == Variant.GEZIN
