"""The decision as the inburgeraar reads it: from a version to the content of its letter."""

from datetime import date

from wegwijs.documents.content import Content
from wegwijs.documents.letters.objection import Objection
from wegwijs.documents.letters.pip import Occasion, PipLetter
from wegwijs.documents.letters.sender import Sender
from wegwijs.documents.pdf import render
from wegwijs.documents.queries import words_to_show
from wegwijs.dossiers.models import Variant
from wegwijs.organisations.models import Employee, Organisation
from wegwijs.organisations.queries import DecidesAs
from wegwijs.stages.pip.content import PipContent
from wegwijs.stages.pip.library import support
from wegwijs.stages.pip.models import Alfabetisering, Examen, Niveau, Pip, Pwbesluit, Route, Wisselgrond
from wegwijs.stages.pip.rules import Case
from wi2021.parameters import parameter

KIND = "pip"
NOT_CHOSEN = "nog niet gekozen"
NOT_WRITTEN = "De motivering is nog niet geschreven."
NO_ADDRESS = "het adres is nog niet bekend"
NO_CHILD = "U hebt nu geen jong kind. Daarom maken wij hierover geen afspraak."


def letter_content(
    pip: Pip, plan: PipContent, *, on: date, case: Case, organisation: Organisation, body: DecidesAs
) -> Content:
    """The Dutch text of ``pip_letter``, with the words in force on that day, to show."""
    said = pip_letter(pip, plan, on=on, case=case, organisation=organisation, body=body)
    return said.content(words_to_show(organisation, on=on))


def pip_letter(
    pip: Pip, plan: PipContent, *, on: date, case: Case, organisation: Organisation, body: DecidesAs
) -> PipLetter:
    """The letter of a version that says ``plan``, dated ``on``, as a decision of ``body``.

    Everything about the person comes from the one dossier of ``pip`` and its ``case`` (misuse case 10).
    """
    dossier = pip.dossier
    asylum = dossier.variant != Variant.GEZIN
    before = case.earlier(pip.versie)
    return PipLetter(
        sender=sender_of(pip, plan.contact or pip.prepared_by, organisation, body),
        objection=objection_of(body, on=on),
        number=dossier.number,
        name=str(dossier.person),
        dated=on,
        occasion=_occasion(pip, case),
        before=before.dagtekening if before else None,
        term_until=case.term_until(),
        term_years=parameter("inburgeringstermijn.jaren", on=on).value,
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
        signed_by=signed_by(pip.established_by),
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
        mandate=body.basis,
    )


def _occasion(pip: Pip, case: Case) -> Occasion:
    """What the letter begins with: a first plan, or one that comes after another."""
    before = case.earlier(pip.versie)
    if before is None:
        return Occasion.ABSENT if case.in_absence else Occasion.FIRST
    if before.vernietigd:
        return Occasion.AGAIN
    return Occasion.CHANGED if before.gemeente == case.facts.gemeente else Occasion.MOVED


def objection_of(body: DecidesAs, *, on: date) -> Objection:
    """The objection clause of a decision of ``body`` on the day ``on``; a draft says so while no address is known."""
    found = body.objection
    return Objection(
        body=body.body,
        postal=found.postal if found else NO_ADDRESS,
        court=found.court if found else "Rechtbank",
        digital=found.digital if found else "",
        weeks=parameter("bezwaar.weken", on=on).value,
    )


def sender_of(pip: Pip, contact: Employee, organisation: Organisation, body: DecidesAs) -> Sender:
    """Who writes about a PIP. What comes back goes to the body that decides."""
    gemeente = pip.dossier.gemeente
    return Sender(
        organisation=organisation.name,
        gemeente=gemeente.naam,
        return_address=body.objection.postal if body.board and body.objection else gemeente.college_address,
        contact=contact.name,
        phone=contact.phone,
        email=contact.email,
        body=body.body,
        formula=body.formula,
        own_board=body.board,
    )


def signed_by(signer: Employee | None) -> str:
    """Name and function under a decision; empty while nobody took it."""
    return f"{signer.name}, {signer.function}" if signer else ""


def _route(plan: PipContent, *, asylum: bool, on: date) -> str:
    if not plan.leerroute:
        return ""
    course = parameter("z.cursus.uren", on=on).value
    practice = parameter("z.participatie.uren", on=on).value
    exams = "A2" if plan.niveau == Niveau.A2 else "B1"
    z = f"U volgt {course} uur les in taal en kennis van Nederland."
    if asylum:
        z = f"{z} U doet {practice} uur mee in de praktijk, bijvoorbeeld met vrijwilligerswerk."
    return {
        Route.B1: f"U leert Nederlands tot niveau {exams}. Daarna doet u examens: lezen, luisteren, schrijven, spreken en kennis van Nederland (KNM).",
        Route.ONDERWIJS: "U leert Nederlands en u maakt zich klaar voor een opleiding: mbo, hbo of universiteit.",
        Route.Z: f"{z} Aan het einde hebt u een gesprek met ons.",
    }[Route(plan.leerroute)]  # fmt: skip


def _support(plan: PipContent) -> tuple[str, ...]:
    words = [support()[kind].tekst for kind in plan.ondersteuning]
    return tuple(word for word in (*words, plan.hulp_toelichting) if word) or (NOT_CHOSEN,)


def _vve(plan: PipContent) -> str:
    if plan.jong_kind is None:
        return NOT_CHOSEN
    return plan.vve_afspraak or NOT_CHOSEN if plan.jong_kind else NO_CHILD


def _literacy(plan: PipContent) -> str:
    lessons = {
        Alfabetisering.ANALFABEET.value: "U leert eerst lezen en schrijven.",
        Alfabetisering.ANDERS_ANALFABEET.value: "U leert eerst lezen en schrijven in ons alfabet.",
    }.get(plan.alfabetisering, "")
    if plan.verplichting_alfabetisering:
        lessons = f"{lessons or 'U leert lezen en schrijven.'} Dit is verplicht."
    loan = "U mag voor deze lessen geld lenen bij DUO." if plan.wil_lening_alfabetisering else ""
    return f"{lessons} {loan}".strip()


def _change(plan: PipContent) -> str:
    """Why the plan is another than before, in the words of the inburgeraar."""
    opening = {
        Wisselgrond.TE_WEINIG.value: "Het leren gaat langzamer dan wij dachten.",
        Wisselgrond.MEER.value: "Het leren gaat sneller dan wij dachten.",
        Wisselgrond.BIJZONDER.value: "Er is iets bijzonders in uw leven.",
        Wisselgrond.BEZWAAR.value: "U maakte bezwaar, of de rechter gaf een uitspraak.",
    }.get(plan.wisselgrond, "")
    lower = (
        f"U volgde {plan.afschaal_uren} uur les en u deed goed uw best. Niveau B1 is toch nog te moeilijk. Daarom mag u examen doen op niveau A2."
        if plan.afschaal_uren and plan.niveau == Niveau.A2
        else ""
    )
    return " ".join(part for part in (opening, lower, plan.wisselmotief) if part)


def draft_pdf(content: Content) -> bytes:
    """The letter as PDF that says it is a draft, without an address."""
    return render(content, (), draft=True)
