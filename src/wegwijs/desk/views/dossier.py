"""The dossier page: who, where in the process, what is due and why, what to do now, what happened and from whom."""

from collections.abc import Callable, Iterator
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import NoReverseMatch, reverse

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, door, opens
from wegwijs.access.roles import Permission
from wegwijs.desk import markup
from wegwijs.desk.steps import steps
from wegwijs.documents.queries import letters_for
from wegwijs.dossiers import presenters
from wegwijs.dossiers.forms.facts import CORRECTABLE
from wegwijs.dossiers.models import Dossier, Fase, Gebeurtenis
from wegwijs.dossiers.queries import contacts, open_dossier, open_tasks, termijnen_for
from wegwijs.dossiers.stand import stand
from wegwijs.dossiers.timeline import timeline_page
from wegwijs.stages.ontzorgen.presenters.after import block
from wegwijs.ui.format import dated
from wegwijs.ui.parts import Act, Chip

FIRST = 25


@door(Permission.DOSSIER_VIEW)
def dossier(request: ActorRequest, pk: UUID) -> HttpResponse:
    """A partner sees its slice: who, the dates, its own contacts and tasks, and that steps were taken."""
    actor = request.actor
    found = open_dossier(actor, pk, page="dossier", with_afspraken=True)
    today = clock.today()
    source = request.GET.get("van", "")
    everything = request.GET.get("tijdlijn") == "alles"
    events = timeline_page(actor, found, source=source, first=None if everything else FIRST)
    rows = termijnen_for(actor, found)
    standing, past = presenters.termijn_lines(rows, today)
    may = _may(found, actor)
    return render(
        request,
        "desk/dossier.html",
        {
            "head": presenters.head(found, actor),
            "dossier": found,
            "steps": steps(found, events.process, rows, actor=actor),
            "standing": markup.standing_html(standing),
            "past": markup.past_html(past),
            "past_number": len(past),
            "tasks": [
                (
                    task,
                    dated(task.due_on, today) if task.due_on else None,
                    task.link and opens(task.link, actor, found.gemeente_id),
                )
                for task in open_tasks(actor, found)
            ],
            "afspraken": presenters.afspraken(found),
            "contacts": markup.contacts_html(contacts(actor, found, 5)),
            "stand": markup.stand_html(stand(events.told)) if actor.sees_all else None,
            "events": presenters.happened(events.shown, fix=_fix(found, actor)),
            "post": presenters.filed_post(events.told) if actor.sees_all else [],
            "may_file": actor.may(Permission.POST_FILE, found.gemeente_id),
            "more": events.more,
            "sources": _sources(events.sources, source),
            "source": source,
            "act": _act(found, actor),
            "acts": markup.acts_html(_acts(found, may)),
            "may": may,
            "letters": list(letters_for(found.number)) if _may_read_letters(found, actor) else [],
            "partner": not actor.sees_all,
            "money": block(events.told, found, actor),
        },
    )


def _fix(dossier: Dossier, actor: Actor) -> Callable[[Gebeurtenis], str]:
    """Where a row that was typed over is put right, for who keeps the dossier."""
    if not (actor.sees_all and actor.may(Permission.DOSSIER_EDIT, dossier.gemeente_id)):
        return lambda event: ""
    return lambda event: (
        reverse("dossiers:correct", args=[dossier.pk, event.pk]) if event.kind in CORRECTABLE else ""
    )


def _may_read_letters(dossier: Dossier, actor: Actor) -> bool:
    return actor.sees_all and actor.may(Permission.PIP_VIEW, dossier.gemeente_id)


def _sources(names: list[str], chosen: str) -> list[Chip]:
    if len(names) < 2:
        return []
    return [Chip("alle organisaties", "?#tijdlijn", not chosen)] + [
        Chip(name, f"?van={name}#tijdlijn", name == chosen) for name in names
    ]


def _act(dossier: Dossier, actor: Actor) -> Chip | None:
    """The one main act now."""
    wanted = {
        Fase.OVERDRACHT: ("Overdracht openen", "overdracht:overview", Permission.OVERDRACHT_RECORD),
        Fase.HUISVESTING: ("Inschrijving vastleggen", "dossiers:registration", Permission.DOSSIER_EDIT),
        Fase.INTAKE: ("Brede intake openen", "intake:overview", Permission.INTAKE_RECORD),
        Fase.PIP: ("PIP openen", "pip:overview", Permission.PIP_VIEW),
        Fase.LEERROUTE: ("PIP bekijken", "pip:overview", Permission.PIP_VIEW)
        if not actor.may(Permission.PLACEMENT_MAKE, dossier.gemeente_id)
        else ("Leerroute openen", "leerroutes:place", Permission.PLACEMENT_MAKE),
    }.get(Fase(dossier.fase))
    if not actor.sees_all and actor.may(Permission.INPUT_GIVE, dossier.gemeente_id):
        wanted = ("Inbreng geven", "intake:input", Permission.INPUT_GIVE)
    if wanted is None or not actor.may(wanted[2], dossier.gemeente_id):
        return None
    try:
        return Chip(wanted[0], reverse(wanted[1], args=[dossier.pk]))
    except NoReverseMatch:
        return None


def _may(dossier: Dossier, actor: Actor) -> dict[str, bool]:
    wanted = {
        "edit": Permission.DOSSIER_EDIT,
        "contact": Permission.CONTACT_RECORD,
        "assign": Permission.ASSIGN,
        "post": Permission.POST_FILE,
        "signal": Permission.SIGNAL_RECORD,
        "safety": Permission.SIGNAL_VIEW,
        "hours": Permission.HOURS_VIEW,
        "pip": Permission.PIP_VIEW,
        "groups": Permission.GROUP_VIEW,
        "place": Permission.PLACEMENT_MAKE,
        "refer": Permission.REFERRAL_SEND,
        "guidance": Permission.GUIDANCE_VIEW,
    }
    return {name: actor.may(permission, dossier.gemeente_id) for name, permission in wanted.items()}


def _acts(dossier: Dossier, may: dict[str, bool]) -> Iterator[Act]:
    """What else can be done in it, the seldom last."""

    def act(label: str, page: str, *, subtle: bool = False) -> Act:
        return Act(label, reverse(page, args=[dossier.pk]), subtle)

    if may["safety"]:
        yield act("Veiligheid", "safety:page")
    if may["place"]:
        yield act("Leerroute", "leerroutes:place")
    if may["hours"]:
        yield act("PVT en MAP", "participatie:overview")
        yield act("Uren", "hours:page")
    if may["pip"]:
        yield act("Wat is nog nodig", "voltooien:overview")
        yield act("Voortgangsgesprekken", "voltooien:talks")
    if may["groups"]:
        yield act("Groepen", "groups:dossier")
    if may["contact"]:
        yield act("Afspraak plannen", "dossiers:afspraak")
    if may["edit"]:
        yield act("Taak maken", "dossiers:task")
        if may["assign"]:
            yield act("Regisseur kiezen", "dossiers:assign")
        yield act("Inschrijving BRP", "dossiers:registration")
        yield act("Wie kijkt mee", "dossiers:partners")
    if may["guidance"]:
        yield act("Begeleiding", "guidance:plan")
    if may["refer"]:
        yield act("Verwijzingen", "begeleiding:list")
    if may["signal"] and not may["safety"]:
        yield act("Signaal van geweld doorgeven", "safety:give", subtle=True)
    if may["edit"]:
        yield act(
            "Dossier sluiten" if dossier.is_open else "Dossier heropenen", "dossiers:state", subtle=True
        )
