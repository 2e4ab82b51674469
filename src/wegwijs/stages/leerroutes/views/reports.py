"""For a school: of whom a report is due, the report of one participant, and a signal to the regisseur."""

from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import back_to, form_page
from wegwijs.access.roles import Permission
from wegwijs.audit.commands import record_list
from wegwijs.stages.leerroutes.commands import file_report, send_signal
from wegwijs.stages.leerroutes.forms.report import ReportForm, SignalForm
from wegwijs.stages.leerroutes.models import Inburgeringsaanbod, Signaalsoort
from wegwijs.stages.leerroutes.presenters import reports as shown
from wegwijs.stages.leerroutes.quarters import Quarter, ended
from wegwijs.stages.leerroutes.queries import aanbod as queries
from wegwijs.stages.leerroutes.queries import reports as found
from wegwijs.ui.format import capital
from wegwijs.ui.parts import Menu

RECEIVE = Permission.PLACEMENT_RECEIVE
S = Inburgeringsaanbod.State
# The other button: not to the next participant but back to the list.
LIST = "lijst"


@require_safe
@door(RECEIVE)
def listing(request: ActorRequest) -> HttpResponse:
    """Who followed lessons at the end of a quarter, with what was reported and what is still due."""
    today = clock.today()
    quarter = found.chosen(request.GET.get("kwartaal", ""), today)
    asked = found.asked_over(request.actor, quarter, today)
    record_list(by=request.actor, page="rapporten van de school", shown=len(asked))
    quarters = {one.key: capital(str(one)) for one in ended(today)}
    return render(
        request,
        "leerroutes/reports.html",
        {
            "quarter": quarter,
            "menu": Menu.of("Kwartaal", "kwartaal", quarter.key, quarters, lambda **new: f"?kwartaal={new['kwartaal']}"),
            "lines": [shown.line(one, today) for one in asked],
            **shown.stand(asked, today),
        },
    )  # fmt: skip


@door(RECEIVE)
def report(request: ActorRequest, aanbod_pk: UUID) -> HttpResponse:
    """The report of one participant over a quarter; afterwards the next one without a report."""
    actor, today = request.actor, clock.today()
    over = found.quarter_or_404(request.GET.get("kwartaal", ""), today)
    row = queries.received_or_404(actor, aanbod_pk, page="voortgangsrapport")
    back = back_to("leerroutes:participant", "Terug naar de deelnemer", row.pk)
    if row.began_on is None or row.began_on > over.last or (row.ended_on and row.ended_on < over.first):
        return redirect(back.address)
    now = found.standing_over([row], over).get(row.pk)
    form = bound(ReportForm, request, before=found.report_before(row, over), now=now)
    listed = f"{reverse('leerroutes:reports')}?kwartaal={over.key}"
    return form_page(
        request, form, lambda data: file_report(row, over, form.facts(), by=actor), back=back, title=row.name,
        tab="Voortgangsrapport", lead=f"Voortgangsrapport over het {over}", submit="Bewaar en volgende",
        done=f"Het rapport van {row.name} is bewaard. De regisseur leest het.",
        to=lambda _: listed if LIST in request.POST else _next(request, row, over) or listed,
        template="leerroutes/report.html",
        more=lambda: {"beside": shown.beside(row, over, found.lessons_in(row, over), now), "list": LIST},
    )  # fmt: skip


def _next(request: ActorRequest, row: Inburgeringsaanbod, quarter: Quarter) -> str:
    """The next participant by name without a report, else the first; "" when everybody has one."""
    left = [
        one.aanbod for one in found.asked_over(request.actor, quarter, clock.today()) if one.report is None
    ]
    after = [one for one in left if (one.name, one.pk) > (row.name, row.pk)]
    for one in (*after, *left):
        return f"{reverse('leerroutes:report', args=[one.pk])}?kwartaal={quarter.key}"
    return ""


@door(RECEIVE)
def signal(request: ActorRequest, aanbod_pk: UUID) -> HttpResponse:
    """Tell the regisseur today that something goes wrong, or better than planned."""
    row = queries.received_or_404(request.actor, aanbod_pk, page="signaal van de school")
    back = back_to("leerroutes:participant", "Terug naar de deelnemer", row.pk)
    if row.state != S.BEGONNEN and request.method != "POST":
        return redirect(back.address)
    return form_page(
        request, bound(SignalForm, request),
        lambda data: send_signal(row, Signaalsoort(data["soort"]), data["explained"], by=request.actor), back=back,
        title="Signaal naar de regisseur", lead="De regisseur krijgt een taak. U ziet daarna dat die het oppakt, niet wat er besproken is.",
        done="De regisseur heeft een taak gekregen.", submit="Stuur het signaal",
    )  # fmt: skip
