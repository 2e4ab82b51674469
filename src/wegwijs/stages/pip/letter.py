"""The decision as the inburgeraar reads it: from a version to the content of its letter."""

from datetime import date

from wegwijs.documents.content import Content
from wegwijs.documents.letters.pip import PipLetter
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.pdf import render
from wegwijs.dossiers.models import Variant
from wegwijs.organisations.models import Organisation
from wegwijs.organisations.queries import DecidesAs
from wegwijs.stages.pip.content import PipContent
from wegwijs.stages.pip.library import support
from wegwijs.stages.pip.models import Alfabetisering, Examen, Pip, Pwbesluit, Route, Wisselgrond
from wi2021.parameters import parameter

KIND = "pip"
NOT_CHOSEN = "nog niet gekozen"
NOT_WRITTEN = "De motivering is nog niet geschreven."
NO_CHILD = "U hebt nu geen jong kind. Daarom maken wij hierover geen afspraak."


def letter_content(
    pip: Pip, plan: PipContent, *, on: date, organisation: Organisation, name: DecidesAs | None = None
) -> Content:
    """The letter of a version that says ``plan``, dated ``on``. ``name``: in whose name, while not established."""
    dossier = pip.dossier
    asylum = dossier.variant != Variant.GEZIN
    signer = pip.established_by
    return PipLetter(
        sender=_sender(pip, plan, organisation, name),
        number=dossier.number,
        name=str(dossier.person),
        dated=on,
        version=pip.versie,
        asylum=asylum,
        route=Route(plan.leerroute).label if plan.leerroute else NOT_CHOSEN,
        route_explained=_route(plan, asylum=asylum, on=on),
        level=plan.niveau or ("B1" if plan.leerroute in (Route.B1, Route.ONDERWIJS) else ""),
        reasons=tuple(part for part in plan.motivering.splitlines() if part.strip()) or (NOT_WRITTEN,),
        goals=tuple(goal.tekst for goal in plan.doelen),
        support=_support(plan),
        pvt_hours=plan.pvt_uren or 0,
        map_hours=plan.map_uren,
        talks=plan.voortgangsgesprekken or 0,
        vve=_vve(plan),
        objection_weeks=parameter("bezwaar.weken", on=on).value,
        signed_by=f"{signer.name}, {signer.function}" if signer else "",
        route_hours=plan.intensiteit_uren,
        literacy=_literacy(plan),
        exams=tuple(str(Examen(code).label) for code in plan.examens_z_route),
        finish_education=plan.mag_opleiding_afmaken,
        participation=tuple(
            f"Besluit over {Pwbesluit.Soort(b.soort).label}, kenmerk {b.kenmerk}, {b.datum:%d-%m-%Y}"
            for b in plan.pw_besluiten
        ),
        change=_change(plan),
        deviation=plan.motief_afwijking,
        mandate=pip.mandate or (name.basis if name else ""),
    ).content()


def _sender(pip: Pip, plan: PipContent, organisation: Organisation, name: DecidesAs | None) -> Sender:
    gemeente = pip.dossier.gemeente
    formula = pip.in_whose_name or (name.formula if name else f"namens {gemeente.college}")
    contact = plan.contact or pip.prepared_by
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


def _route(plan: PipContent, *, asylum: bool, on: date) -> str:
    course = parameter("z.cursus.uren", on=on).value
    practice = parameter("z.participatie.uren", on=on).value
    z = f"U krijgt {course} uur les in taal en kennis van Nederland."
    if asylum:
        z = f"{z} U doet {practice} uur mee in de praktijk, bijvoorbeeld met vrijwilligerswerk."
    return {
        Route.B1: "U leert Nederlands tot niveau B1. Daarna doet u examens.",
        Route.ONDERWIJS: "U leert Nederlands en u maakt zich klaar voor een opleiding: mbo, hbo of universiteit.",
        Route.Z: f"{z} Aan het einde hebt u een gesprek met ons.",
    }.get(Route(plan.leerroute), "") if plan.leerroute else ""  # fmt: skip


def _support(plan: PipContent) -> tuple[str, ...]:
    words = [support()[kind].tekst for kind in plan.ondersteuning]
    return tuple(word for word in (*words, plan.hulp_toelichting) if word) or (NOT_CHOSEN,)


def _vve(plan: PipContent) -> str:
    if plan.jong_kind is None:
        return NOT_CHOSEN
    return plan.vve_afspraak or NOT_CHOSEN if plan.jong_kind else NO_CHILD


def _literacy(plan: PipContent) -> str:
    if plan.alfabetisering == Alfabetisering.NVT:
        return "U bent verplicht om lezen en schrijven te leren." if plan.verplichting_alfabetisering else ""
    lessons = {
        Alfabetisering.ANALFABEET.value: "U leert eerst lezen en schrijven.",
        Alfabetisering.ANDERS_ANALFABEET.value: "U leert eerst lezen en schrijven in ons alfabet.",
    }[plan.alfabetisering]
    return f"{lessons} Dit is verplicht." if plan.verplichting_alfabetisering else lessons


def _change(plan: PipContent) -> str:
    if not plan.wisselgrond:
        return plan.wisselmotief
    opening = {
        Wisselgrond.TE_WEINIG.value: "Het leren gaat langzamer dan wij dachten.",
        Wisselgrond.MEER.value: "Het leren gaat sneller dan wij dachten.",
        Wisselgrond.BIJZONDER.value: "Er is iets bijzonders in uw leven.",
        Wisselgrond.BEZWAAR.value: "U maakte bezwaar, of de rechter gaf een uitspraak.",
    }[plan.wisselgrond]
    return f"{opening} {plan.wisselmotief}".strip()


def draft_pdf(content: Content) -> bytes:
    """The letter as PDF that says it is a draft, without an address."""
    return render(content, (), draft=True)
