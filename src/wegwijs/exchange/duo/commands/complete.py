"""Tasks for what DUO doesn't tell of someone new: who it is, and since when registered here."""

from django.urls import reverse

from wegwijs.dossiers.commands import add_task
from wegwijs.dossiers.kinds import Kind
from wegwijs.dossiers.models import Dossier


def add_completing_tasks(dossier: Dossier) -> None:
    """Each at most once, and only while it is missing."""
    if not dossier.person.birth_year:
        add_task(
            dossier,
            "Naam en geboortedatum aanvullen uit de BRP",
            why="DUO stuurt alleen BSN en v-nummer.",
            link=f"{reverse('people:edit', args=[dossier.person_id])}?dossier={dossier.pk}",
            source_key="persoon",
        )
    if not dossier.gebeurtenissen.filter(kind=Kind.BRP_INSCHRIJVING).exists():
        add_task(
            dossier,
            "Datum van inschrijving in de gemeente vastleggen",
            why="Die datum bepaalt wanneer de tien weken beginnen en vanaf wanneer het PIP kan.",
            link=reverse("dossiers:registration", args=[dossier.pk]),
            source_key="brp",
        )
