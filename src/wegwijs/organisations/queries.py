"""Who carries out for which gemeente, and who may decide in whose name on a given day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.db import connection
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import JSONObject

from wegwijs.errors import DomainError
from wegwijs.organisations.models import (
    Bevoegdheid,
    Bezwaaradres,
    Employee,
    Gemeente,
    Mandaatbesluit,
    Organisation,
    OrganisationKind,
    Overdrachtsbesluit,
)
from wi2021.grondslag import Artikel, Regeling

AWB_MANDAAT = Artikel(Regeling.AWB, "10:3", "1")
AWB_BEZWAARCLAUSULE = Artikel(Regeling.AWB, "3:45", "2")
WI_18 = Artikel(Regeling.WI, "18")


@dataclass(frozen=True, slots=True)
class ObjectionAddress:
    """Where an objection to a body goes, as ``models.Bezwaaradres`` had it on a day."""

    postal: str
    digital: str
    court: str


@dataclass(frozen=True, slots=True)
class DecidesAs:
    """In whose name a decision is taken, on which decision that power rests, and where an objection to it goes.

    ``board``: an own board decides (Wi 18) instead of the college. ``objection``: None while no address is known.
    """

    body: str
    formula: str
    basis: str
    board: bool
    objection: ObjectionAddress | None


def _in_force(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def givers_for(gemeente: str, *, on: date) -> list[Organisation]:
    """Who may give a lesson, a talk or an activity in a gemeente (its code) on a day, by name: the executor and its partners."""
    kind = OrganisationKind
    partners = Q(kind__in=(kind.BEGELEIDING, kind.AANBIEDER, kind.WIJKTEAM, kind.COA), gemeenten=gemeente)
    found = Organisation.objects.filter(_in_force(on), Q(kind=kind.UITVOERDER) | partners)
    return list(found.distinct().order_by("name"))


def gemeenten_served(organisation: Organisation, *, on: date) -> list[str]:
    """Codes of the gemeenten that the organisation works for: by DVO for the executor, by its own list for others."""
    with connection.cursor() as cursor:
        cursor.execute(serving_sql(organisation), {"organisation": organisation.pk, "on": on})
        return sorted({code for (code,) in cursor.fetchall()})


# The codes of the gemeenten that an organisation works for on a day. As text: whoever is signed in asks it with every page.
_EXECUTING = """SELECT gemeente_id FROM organisations_dienstverleningsovereenkomst WHERE organisation_id = %(organisation)s
    AND valid_from <= %(on)s AND (valid_to IS NULL OR valid_to >= %(on)s)
UNION ALL SELECT gemeente_id FROM organisations_overdrachtsbesluit WHERE organisation_id = %(organisation)s AND valid_from <= %(on)s"""
_ASSISTING = (
    "SELECT gemeente_id FROM organisations_organisation_gemeenten WHERE organisation_id = %(organisation)s"
)


def serving_sql(organisation: Organisation) -> str:
    """A statement of one column, the codes of gemeenten; its parameters are ``organisation`` (a key) and ``on`` (a day)."""
    return _EXECUTING if organisation.kind == OrganisationKind.UITVOERDER else _ASSISTING


def expected_body(gemeente: Gemeente, organisation: Organisation, *, on: date) -> DecidesAs:
    """Which body decides there on that day, for a draft: whether a mandate is in force was not looked at."""
    found = Gemeente.objects.annotate(**body_columns("pk", organisation, on=on)).get(pk=gemeente.pk)
    return body_from(found, gemeente)


def body_columns(gemeente: str, organisation: Organisation, *, on: date) -> dict[str, Subquery]:
    """Annotations for rows that lead to a gemeente by ``gemeente``, so that ``body_from`` needs no statement of its own."""
    transfers = Overdrachtsbesluit.objects.filter(
        gemeente=OuterRef(gemeente), organisation=organisation, valid_from__lte=on
    ).order_by("valid_from")
    return {
        "transfer": Subquery(transfers.values(made=JSONObject(board="board", since="valid_from"))[:1]),
        "of_college": _objection(on, gemeente=OuterRef(gemeente)),
        "of_board": _objection(on, organisation=organisation),
    }


def body_from(row: Any, gemeente: Gemeente) -> DecidesAs:  # noqa: ANN401 any row that has the body's columns
    """The body that decides, from a row with ``body_columns``."""
    if row.transfer is None:
        college = gemeente.college
        return DecidesAs(college, f"namens {college}", "", board=False, objection=_read(row.of_college))
    board, since = row.transfer["board"], date.fromisoformat(row.transfer["since"])
    basis = f"overdracht vanaf {since:%d-%m-%Y} ({WI_18})"
    return DecidesAs(board, board, basis, board=True, objection=_read(row.of_board))


def _objection(on: date, **body: OuterRef | Organisation) -> Subquery:
    rows = Bezwaaradres.objects.filter(_in_force(on), **body).order_by("-valid_from")
    return Subquery(rows.values(made=JSONObject(postal="postal", digital="digital", court="court"))[:1])


def _read(found: Mapping[str, str] | None) -> ObjectionAddress | None:
    return ObjectionAddress(**found) if found else None


def decides_as(gemeente: Gemeente, organisation: Organisation, power: Bevoegdheid, *, on: date) -> DecidesAs:
    """In whose name ``organisation`` takes this decision for ``gemeente`` on the day ``on``.

    Raises DomainError when it may not: no mandate in force on that day, or one without the employer's consent
    (Awb 10:3, 10:4), unless the power was transferred to its own board (Wi 18).
    """
    body = expected_body(gemeente, organisation, on=on)
    if body.board:
        return body
    mandates = Mandaatbesluit.objects.filter(_in_force(on), gemeente=gemeente, organisation=organisation)
    mandate = mandates.filter(powers__contains=[power]).order_by("-valid_from").first()
    if mandate is None:
        raise DomainError(
            f"{organisation.name} heeft op {on:%d-%m-%Y} geen mandaat van {gemeente.college} "
            f"voor: {power.label}. Vraag functioneel beheer welk mandaatbesluit geldt.",
            artikel=AWB_MANDAAT,
        )
    if mandate.consent_on is None or mandate.consent_on > on:
        raise DomainError(
            f"Bij mandaatbesluit {mandate.number} ontbreekt op {on:%d-%m-%Y} de instemming van de werkgever. "
            "Leg die instemming eerst vast bij het mandaatbesluit.",
            artikel=Artikel(Regeling.AWB, "10:4", "1"),
        )
    return replace(body, basis=f"mandaatbesluit {mandate.number} van {mandate.decided_on:%d-%m-%Y}")


def must_say_where_to_object(body: DecidesAs) -> None:
    """A decision says where an objection goes (Awb 3:45). Raises DomainError while that address is not known."""
    if body.objection is None:
        raise DomainError(no_objection_address(body), artikel=AWB_BEZWAARCLAUSULE)


def no_objection_address(body: DecidesAs) -> str:
    """Why a decision of this body isn't complete yet, and who mends it."""
    return (
        f"Van {body.body} is geen adres voor bezwaar bekend. Dat adres moet in het besluit staan. "
        "Vraag functioneel beheer het in te vullen bij Beheer."
    )


def gemeenten_by_code(codes: Collection[str]) -> dict[str, Gemeente]:
    """The gemeenten with these codes by code, in order of name."""
    return {g.code: g for g in Gemeente.objects.filter(pk__in=codes).order_by("naam")}


def colleagues(organisation: Organisation) -> dict[int, tuple[str, date | None]]:
    """Everyone who works or worked for an organisation, by key: the name and the last day, if one is known."""
    rows = Employee.objects.filter(organisation=organisation).values_list("pk", "name", "valid_to")
    return {pk: (name, last) for pk, name, last in rows}
