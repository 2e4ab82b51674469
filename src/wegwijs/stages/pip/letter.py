"""The decision as the inburgeraar reads it: from a version to the content of its letter."""

from datetime import date

from wegwijs.documents.content import Content
from wegwijs.documents.letters.pip import PipLetter
from wegwijs.documents.letters.sender import Sender
from wegwijs.dossiers.models import Variant
from wegwijs.organisations.models import Organisation
from wegwijs.organisations.queries import DecidesAs
from wegwijs.stages.pip.library import support
from wegwijs.stages.pip.models import Alfabetisering, Examen, Pip, Route, Wisselgrond
from wi2021.parameters import parameter

KIND = "pip"
NOT_CHOSEN = "nog niet gekozen"
NO_CHILD = "U hebt nu geen jong kind. Daarom maken wij hierover geen afspraak."


def letter_content(
    pip: Pip, *, on: date, organisation: Organisation, name: DecidesAs | None = None
) -> Content:
    """The letter of a version dated ``on`` (or on its own date). ``name``: in whose name, once that is known."""
    dossier = pip.dossier
    asylum = dossier.variant != Variant.GEZIN
    signer = pip.established_by
    return PipLetter(
        sender=_sender(pip, organisation, name),
        number=dossier.number,
        name=str(dossier.person),
        dated=pip.established_on or on,
        version=pip.versie,
        asylum=asylum,
        route=pip.get_leerroute_display() if pip.leerroute else NOT_CHOSEN,
        route_explained=_route(pip, asylum=asylum, on=pip.established_on or on),
        level=pip.niveau or ("B1" if pip.leerroute in (Route.B1, Route.ONDERWIJS) else ""),
        reasons=tuple(part for part in pip.motivering.splitlines() if part.strip()) or (NOT_CHOSEN,),
        goals=tuple(_goal(d.tekst, d.uiterlijk) for d in pip.doelen.all()),
        support=tuple(_support(s.soort, s.toelichting) for s in pip.ondersteuning.all()) or (NOT_CHOSEN,),
        pvt_hours=pip.pvt_uren or 0,
        map_hours=pip.map_uren,
        talks=pip.voortgangsgesprekken or 0,
        vve=_vve(pip),
        objection_weeks=parameter("bezwaar.weken", on=pip.established_on or on).value,
        signed_by=f"{signer.name}, {signer.function}" if signer else "",
        route_hours=pip.intensiteit_uren,
        literacy=_literacy(pip),
        exams=tuple(str(Examen(code).label) for code in pip.examens_z_route),
        finish_education=pip.mag_opleiding_afmaken,
        participation=tuple(
            f"Besluit over {b.get_soort_display()}, kenmerk {b.kenmerk}, {b.datum:%d-%m-%Y}"
            for b in pip.pw_besluiten.all()
        ),
        change=_change(pip),
        deviation=pip.motief_afwijking,
        mandate=pip.mandate or (name.basis if name else ""),
    ).content()  # fmt: skip


def _sender(pip: Pip, organisation: Organisation, name: DecidesAs | None) -> Sender:
    gemeente = pip.dossier.gemeente
    formula = pip.in_whose_name or (name.formula if name else f"namens {gemeente.college}")
    contact = pip.contact or pip.prepared_by
    return Sender(
        organisation=organisation.name,
        gemeente=gemeente.naam,
        return_address=gemeente.college_address,
        contact=contact.name,
        phone=contact.phone,
        email=contact.email,
        body=formula.removeprefix("namens "),
        formula=formula,
    )


def _route(pip: Pip, *, asylum: bool, on: date) -> str:
    course = parameter("z.cursus.uren", on=on).value
    practice = parameter("z.participatie.uren", on=on).value
    z = f"U krijgt {course} uur les in taal en kennis van Nederland."
    if asylum:
        z = f"{z} U doet {practice} uur mee in de praktijk, bijvoorbeeld met vrijwilligerswerk."
    return {
        Route.B1: "U leert Nederlands tot niveau B1. Daarna doet u examens.",
        Route.ONDERWIJS: "U leert Nederlands en u maakt zich klaar voor een opleiding: mbo, hbo of universiteit.",
        Route.Z: f"{z} Aan het einde hebt u een gesprek met ons.",
    }.get(Route(pip.leerroute), "") if pip.leerroute else ""  # fmt: skip


def _goal(text: str, by: date | None) -> str:
    return f"{text} (klaar op {by:%d-%m-%Y})" if by else text


def _support(kind: str, explanation: str) -> str:
    return " ".join(part for part in (support()[kind].tekst, explanation) if part)


def _vve(pip: Pip) -> str:
    if pip.jong_kind is None:
        return NOT_CHOSEN
    return pip.vve_afspraak or NOT_CHOSEN if pip.jong_kind else NO_CHILD


def _literacy(pip: Pip) -> str:
    if pip.alfabetisering == Alfabetisering.NVT:
        return "U bent verplicht om lezen en schrijven te leren." if pip.verplichting_alfabetisering else ""
    lessons = {
        Alfabetisering.ANALFABEET.value: "U leert eerst lezen en schrijven.",
        Alfabetisering.ANDERS_ANALFABEET.value: "U leert eerst lezen en schrijven in ons alfabet.",
    }[pip.alfabetisering]
    return f"{lessons} Dit is verplicht." if pip.verplichting_alfabetisering else lessons


def _change(pip: Pip) -> str:
    if not pip.wisselgrond:
        return pip.wisselmotief
    opening = {
        Wisselgrond.TE_WEINIG.value: "Het leren gaat langzamer dan wij dachten.",
        Wisselgrond.MEER.value: "Het leren gaat sneller dan wij dachten.",
        Wisselgrond.BIJZONDER.value: "Er is iets bijzonders in uw leven.",
        Wisselgrond.BEZWAAR.value: "U maakte bezwaar, of de rechter gaf een uitspraak.",
    }[pip.wisselgrond]
    return f"{opening} {pip.wisselmotief}".strip()
