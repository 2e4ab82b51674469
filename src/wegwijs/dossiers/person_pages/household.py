"""With whom someone lives."""

from wegwijs import clock
from wegwijs.access.roles import Permission
from wegwijs.dossiers.person_pages.page import person_form
from wegwijs.dossiers.queries import visible
from wegwijs.dossiers.views.page import Act
from wegwijs.errors import DomainError
from wegwijs.people.commands import add_child, leave_household, share_household
from wegwijs.people.forms import ChildForm, ExitForm, JoinForm
from wegwijs.people.models import HouseholdMember


@person_form(
    JoinForm,
    "huishouden",
    title="Huisgenoot toevoegen",
    lead="Voor iemand die zelf een dossier heeft. Elk houdt een eigen plan en eigen termijnen.",
    said="De huisgenoot is toegevoegd.",
)
def join(act: Act[JoinForm]) -> object:
    """Someone else with a dossier joins this household."""
    number, part = act.data["number"].strip(), HouseholdMember.Part(act.data["part"])
    other = visible(act.by, Permission.DOSSIER_EDIT).filter(number=number).first()
    if other is None:
        raise DomainError("Dit dossiernummer kennen wij niet. Kijk het nummer na.", field="number")
    if other.person_id == act.dossier.person_id:
        raise DomainError(
            "Dit is het dossier van deze persoon zelf. Vul dat van de ander in.", field="number"
        )
    return share_household(act.dossier.person, other.person, by=act.by, part=part, on=act.data["on"])


@person_form(
    ChildForm,
    "kind",
    title="Kind toevoegen",
    lead="Alleen wat voor de voorschool nodig is: voornaam en geboortejaar.",
    said="Het kind is toegevoegd.",
)
def child(act: Act[ChildForm]) -> object:
    """A child without a dossier of its own."""
    return add_child(act.dossier.person, by=act.by, **act.data)


@person_form(
    ExitForm,
    "huishouden uit",
    given=lambda dossier: {"initial": {"on": clock.today()}},
    title="Woont hier niet meer",
    lead="De geschiedenis blijft staan.",
    said="Deze persoon hoort niet meer bij het huishouden.",
)
def leave(act: Act[ExitForm]) -> object:
    """Someone no longer lives with the others."""
    return leave_household(act.dossier.person, by=act.by, on=act.data["on"])
