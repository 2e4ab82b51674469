"""The list of what must be done, the page of one PIP, and its letter."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render

from wegwijs import clock
from wegwijs.access.actor import Actor
from wegwijs.access.doors import ActorRequest, door
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.documents.content import Content
from wegwijs.documents.views import pdf_response
from wegwijs.dossiers.models import Dossier, Gebeurtenis
from wegwijs.dossiers.presenters import head, termijn_lines
from wegwijs.dossiers.queries import open_dossier, timeline
from wegwijs.organisations.queries import body_from, expected_body
from wegwijs.stages.pip import queries
from wegwijs.stages.pip.content import content_of
from wegwijs.stages.pip.letter import KIND, draft_pdf, letter_content
from wegwijs.stages.pip.models import DECIDED, OPEN, Intrekking, Pip, State
from wegwijs.stages.pip.presenters import conditions, stand, withdrawal
from wegwijs.stages.pip.rules import body_findings, stand_finding

Stand = Intrekking.State
TILES = (
    ("begin", "nog te beginnen", "neutral"),
    ("concept", "in concept", "neutral"),
    ("voorgelegd", "voorgelegd", "soon"),
    ("versturen", "nog te versturen", "soon"),
    ("geweigerd", "geweigerd door DUO", "late"),
    ("intrekken", "intrekken loopt", "soon"),
    ("terug", "brief kwam terug", "late"),
)


@door(Permission.PIP_VIEW)
def listing(request: ActorRequest) -> HttpResponse:
    """Every PIP in which something must be done, by the last day of the law."""
    actor, today = request.actor, clock.today()
    chosen = request.GET.get("stand", "")
    if chosen not in {key for key, _, _ in TILES}:
        chosen = ""
    after = request.GET.get("na", "")[:60]
    if chosen == "begin":
        found, more = queries.page_of(queries.without_pip(actor), after)
        lines = [stand.begin_line(row, today) for row in found]
    else:
        rows = queries.to_do(actor)
        found, more = queries.page_of(rows.filter(queries.STANDS[chosen]) if chosen else rows, after)
        lines = [stand.line(row, today) for row in found]
    record_list(by=actor, page="pip", shown=len(lines))
    return render(
        request,
        "pip/list.html",
        {
            "lines": lines,
            "more": f"?stand={chosen}&na={more}" if more else "",
            "first": f"?stand={chosen}" if after else "",
            "chosen": chosen,
            "tiles": _tiles(actor, chosen),
            "decides": actor.may(Permission.PIP_ESTABLISH),
        },
    )


def _tiles(actor: Actor, chosen: str) -> list[dict[str, object]]:
    counted = queries.counts(actor)
    decides = actor.may(Permission.PIP_ESTABLISH)
    return [
        {
            "number": counted[key],
            "label": "wacht op uw besluit" if key == "voorgelegd" and decides else label,
            "severity": severity if counted[key] else "neutral",
            "url": "?" if key == chosen else f"?stand={key}",
            "current": key == chosen,
        }
        for key, label, severity in TILES
    ]


@door(Permission.PIP_VIEW)
def overview(request: ActorRequest, pk: UUID) -> HttpResponse:
    """One PIP: how far, what is missing, the letter, what DUO said, and every version."""
    actor, today = request.actor, clock.today()
    dossier = open_dossier(actor, pk, page="pip", permission=Permission.PIP_VIEW)
    rows = list(queries.versions_with_body(dossier, actor.organisation, on=today))
    for row in rows:
        row.dossier = dossier
    shown = next((r for r in rows if r.state in OPEN), None) or next(
        (r for r in rows if r.state in DECIDED), None
    )
    events = list(timeline(dossier))
    answer = queries.duo_answers(events).get(shown.versie) if shown else None
    ending = queries.withdrawal_of(shown) if shown else None
    return render(
        request,
        "pip/overview.html",
        {
            "head": head(dossier, actor),
            "dossier": dossier,
            "pip": shown,
            "before": None if rows else stand.before_wegwijs(events, dossier.gemeente_id),
            "steps": stand.steps(shown, answer),
            "facts": stand.facts(shown) if shown else (),
            "answer": answer,
            "told_again": bool(shown and answer and answer.refused and queries.waits_for_duo(shown)),
            "versions": stand.version_lines(rows),
            **_growing(shown, actor, events),
            "termijnen": _termijnen(dossier),
            "may": _may(shown, actor, dossier),
            "closed": stand_finding(dossier),
            "gone": rows[0] if rows and shown is None else None,
            "ending": ending,
            "ending_facts": withdrawal.facts(ending) if ending else (),
            "returned": [(row.versie, back) for row in rows if (back := queries.came_back(row, events))],
            "today": today,
        },
    )


def _growing(pip: Pip | None, actor: Actor, events: list[Gebeurtenis]) -> dict[str, object]:
    """The letter, and of a version in the making what is still missing."""
    if pip is None:
        return {}
    if pip.letter:
        return {"letter": Content.from_json(pip.letter.content)}
    today = clock.today()
    case = queries.case_of(pip.dossier, events)
    body = body_from(pip, pip.dossier.gemeente)
    findings = (*queries.findings(pip, on=today, case=case), *body_findings(body))
    return {
        "missing": conditions.missing(findings) if pip.state in OPEN else (),
        "letter": letter_content(
            pip, content_of(pip), on=today, case=case, organisation=actor.organisation, body=body
        ),
    }


def _termijnen(dossier: Dossier) -> list[object]:
    standing, _ = termijn_lines(queries.termijnen(dossier), clock.today())
    return list(standing)


def _may(pip: Pip | None, actor: Actor, dossier: Dossier) -> dict[str, bool]:
    def may(permission: Permission, *states: str) -> bool:
        in_state = bool(pip and pip.state in states) if states else pip is None
        return in_state and actor.may(permission, dossier.gemeente_id)

    ending = queries.withdrawal_of(pip) if pip else None
    ends = ending.state if ending else ""
    proposes = actor.may(Permission.PIP_DRAFT, dossier.gemeente_id) or actor.may(
        Permission.PIP_ESTABLISH, dossier.gemeente_id
    )
    return {
        "begin": pip is None and may(Permission.PIP_DRAFT),
        "edit": may(Permission.PIP_DRAFT, State.CONCEPT),
        "establish": may(Permission.PIP_ESTABLISH, State.AANGEBODEN),
        "send": may(Permission.LETTER_SEND, State.VASTGESTELD),
        "revise": may(Permission.PIP_DRAFT, *DECIDED) and ends != Stand.BESLOTEN,
        "drop": may(Permission.PIP_DRAFT, *OPEN) or may(Permission.PIP_ESTABLISH, State.VASTGESTELD),
        "withdraw": proposes and pip is not None and pip.state == State.VERZONDEN and ending is None,
        "decide_end": may(Permission.PIP_ESTABLISH, State.VERZONDEN) and ends == Stand.VOORGELEGD,
        "drop_end": proposes and ends == Stand.VOORGELEGD,
        "send_end": may(Permission.LETTER_SEND, State.VERZONDEN) and ends == Stand.BESLOTEN,
        "tell": may(Permission.DUO_FACTS, State.VERZONDEN),
        "resend": actor.may(Permission.LETTER_SEND, dossier.gemeente_id),
    }


@door(Permission.PIP_VIEW)
def letter(request: ActorRequest, pk: UUID, versie: int) -> HttpResponse:
    """The decision as PDF: as it was fixed, or a draft that says so."""
    dossier = open_dossier(request.actor, pk, page="pip-brief", permission=Permission.PIP_VIEW)
    pip = queries.version_or_404(dossier, versie)
    if pip.letter:
        return pdf_response(pip.letter, request.actor)
    today, organisation = clock.today(), request.actor.organisation
    body = expected_body(dossier.gemeente, organisation, on=today)
    content = letter_content(
        pip, content_of(pip), on=today, case=queries.case_of(dossier), organisation=organisation, body=body
    )
    answer = HttpResponse(draft_pdf(content), content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{KIND}-{dossier.number}-concept.pdf"'
    return answer
