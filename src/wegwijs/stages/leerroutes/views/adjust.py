"""Change the route or the level: conditions, facts and consequences before anybody decides; then the next version of the PIP."""

from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from wegwijs import clock
from wegwijs.access import pages
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.pages import Back
from wegwijs.access.roles import Permission
from wegwijs.dossiers import presenters as dossier_presenters
from wegwijs.dossiers.queries import open_dossier
from wegwijs.stages.leerroutes.commands.adjust import adjust_pip, blocked
from wegwijs.stages.leerroutes.forms.adjust import AdjustForm
from wegwijs.stages.leerroutes.presenters import adjust as presenters
from wegwijs.stages.leerroutes.queries.adjust import standing

DRAFT = Permission.PIP_DRAFT


@door(DRAFT)
def adjust(request: ActorRequest, pk: UUID) -> HttpResponse:
    """What may change, and the form that begins the version in which it is decided."""
    dossier = open_dossier(request.actor, pk, page="route of niveau wijzigen", permission=DRAFT)
    now, today = standing(dossier), clock.today()
    form = bound(AdjustForm, request, standing=now)
    return pages.form_page(
        request, form, lambda data: adjust_pip(dossier, form.wanted(), by=request.actor, on=today),
        title="Route of niveau wijzigen", tab=f"Route of niveau wijzigen · dossier {dossier.number}",
        lead="Wegwijs maakt een nieuwe versie van het PIP met deze wijziging. Een collega met mandaat beslist.",
        submit="Maak de nieuwe versie", done="De nieuwe versie staat klaar. Vul aan wat verandert en leg haar voor.",
        to=reverse("pip:edit", args=[pk]), back=Back(reverse("voltooien:overview", args=[pk])),
        template="voltooien/adjust.html",
        more=lambda: {
            "head": dossier_presenters.head(dossier, request.actor), "dossier": dossier, "options": presenters.lines(now),
            "facts": presenters.facts(now, today), "blocked": blocked(now), "contract": presenters.CONTRACT,
        },
    )  # fmt: skip
