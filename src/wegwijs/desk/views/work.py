"""Mijn werk."""

from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, attempt, bound, door
from wegwijs.access.roles import Permission, Role
from wegwijs.audit.commands import record, record_list
from wegwijs.audit.models import Action
from wegwijs.desk.commands import drop_view, save_view
from wegwijs.desk.forms import SaveViewForm
from wegwijs.desk.menu import begins_at
from wegwijs.desk.queries import saved_views
from wegwijs.desk.worklist import counts, export, filters, lines
from wegwijs.desk.worklist.markup import menus_html, rows_html, tiles_html
from wegwijs.desk.worklist.meanwhile import told
from wegwijs.desk.worklist.menus import menus, who_chips, words_of
from wegwijs.desk.worklist.norms import Norms
from wegwijs.desk.worklist.statement import narrowed
from wegwijs.dossiers.presenters import why
from wegwijs.dossiers.queries import explained_for, gemeenten_of, open_dossier
from wegwijs.organisations.policy import policies_of
from wegwijs.ui import notices

# Nobody else is waited for in a task, and no PIP is late by it.
OF_TASKS = ("laat", "week", "maand")
SEVERITIES = {"laat": "late", "week": "soon", "maand": "in-time", "wacht": "neutral", "gevaar": "soon"}


@require_safe
@door(fixed=True)
def work(request: ActorRequest) -> HttpResponse:
    """Every open dossier of the actor with what is due next. Someone without dossiers is told whom to ask; who has a
    desk of its own (``menu.BEGINS``) begins there."""
    actor = request.actor
    if first := begins_at(actor):
        return redirect(first)
    if not actor.may(Permission.DOSSIER_VIEW):
        return render(request, "desk/no_dossiers.html")
    today = clock.today()
    chosen = _filters(request)
    policies = policies_of(actor.gemeenten(), on=today)
    norms = Norms.of(policies, today=today)
    rows = narrowed(actor, chosen, norms)
    numbers = counts.numbers(actor, rows, today=today)
    request.waiting = numbers.waiting
    found, more = lines.page(rows, chosen, norms, partner=not actor.sees_all, covers=actor.covers)
    record_list(by=actor, page="mijn werk", shown=len(found))
    people = who_chips(actor, chosen, found)
    return render(
        request,
        "desk/work.html",
        {
            "today": today,
            "may_open": actor.may(Permission.DOSSIER_OPEN),
            "may_export": actor.may(Permission.LIST_EXPORT) and found,
            "filters": chosen,
            "tiles": tiles_html(
                _tile(key, numbers.tiles[key], chosen) for key in (OF_TASKS if rows.tasks else filters.TILES)
            ),
            "tasks": bool(rows.tasks),
            "money": actor.may(Permission.MONEY_EDIT),
            "every": counts.shown(numbers.every),
            "rows": rows_html(
                found,
                may_intake=actor.sees_all and actor.may(Permission.INTAKE_VIEW),
                may_pip=actor.sees_all and actor.may(Permission.PIP_VIEW),
            ),
            "more": chosen.address(na=more) if more else "",
            "first": chosen.address() if chosen.after else "",
            "here": chosen.address(),
            "menus": menus_html([*([people] if people else []), *menus(chosen, policies)]),
            "views": numbers.views,
            "notes": told(numbers),
            "narrowed": chosen.narrows,
        },
    )


def _filters(request: ActorRequest, query: QueryDict | None = None) -> filters.Filters:
    """What the address, or another query string, narrows to."""
    actor = request.actor
    default = filters.MINE if Role.REGISSEUR in actor.roles else filters.EVERYONE
    if counts.by_tasks(actor):
        default = filters.TASKS
    return filters.Filters.from_query(request.GET if query is None else query, default=default)


def _tile(key: str, number: int, chosen: filters.Filters) -> dict[str, object]:
    current = chosen.bucket == key
    return {
        "number": counts.shown(number),
        "label": filters.TILES[key],
        "severity": SEVERITIES[key],
        "url": chosen.address(wanneer="" if current else key),
        "current": current,
    }


@require_safe
@door(Permission.DOSSIER_VIEW)
def explained(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Why the next date of a dossier is what it is: into the list, or without scripts a page of its own."""
    dossier = open_dossier(request.actor, pk, page="waarom")
    row = explained_for(request.actor, dossier)
    if row is None:
        raise Http404
    part = bool(request.headers.get("HX-Request"))
    return render(
        request,
        "desk/why_part.html" if part else "desk/why.html",
        {"dossier": dossier, "termijn": row, "why": why(row)},
    )


@require_safe
@door(Permission.LIST_EXPORT)
def exported(request: ActorRequest) -> HttpResponse:
    """The whole list that is seen, not only its page, as a file for a spreadsheet. Who took it and how much is recorded."""
    actor, today = request.actor, clock.today()
    chosen = _filters(request)
    norms = Norms.of(policies_of(actor.gemeenten(), on=today), today=today)
    found, number = export.file_of(narrowed(actor, chosen, norms).only(chosen.bucket))
    record(by=actor, action=Action.EXPORT, kind="dossier", key="-", detail=f"lijst, {number} dossiers")
    return FileResponse(  # type: ignore[return-value]  # streamed, which the decorators don't mind
        found,
        as_attachment=True,
        filename=f"mijn-werk-{today:%Y-%m-%d}.csv",
        content_type="text/csv; charset=utf-8",
    )


@door(Permission.DOSSIER_VIEW)
def views(request: ActorRequest) -> HttpResponse:
    """The views that someone keeps, and the one now looked at to keep as well."""
    chosen = _filters(request)
    form = bound(SaveViewForm, request)
    if request.method == "POST" and form.is_valid():
        kept = attempt(
            form, lambda: save_view(by=request.actor, name=form.cleaned_data["name"], query=chosen.address())
        )
        if kept is not None:
            notices.saved(request, f"De weergave ‘{kept.name}’ is bewaard.")
            return redirect(f"/{kept.query}")
    named = {g.code: g.naam for g in gemeenten_of(request.actor)}
    return render(
        request,
        "desk/views.html",
        {
            "form": form,
            "here": chosen.address(),
            "narrowed": words_of(chosen, named),
            "views": [
                (view, words_of(_filters(request, QueryDict(view.query.lstrip("?"))), named))
                for view in saved_views(request.actor)
            ],
        },
    )


@require_POST
@door(Permission.DOSSIER_VIEW)
def view_dropped(request: ActorRequest, pk: UUID) -> HttpResponse:
    """Forget a view."""
    if not drop_view(by=request.actor, pk=pk):
        raise Http404
    notices.saved(request, "De weergave is weg.")
    return redirect("desk:views")
