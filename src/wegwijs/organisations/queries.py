"""Who carries out for which gemeente, and who may decide in whose name on a given day."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet

from wegwijs.errors import DomainError
from wegwijs.organisations.models import (
    Bevoegdheid,
    Dienstverleningsovereenkomst,
    Gemeente,
    Mandaatbesluit,
    Organisation,
    OrganisationKind,
    Overdrachtsbesluit,
)
from wi2021.grondslag import Artikel, Regeling

AWB_MANDAAT = Artikel(Regeling.AWB, "10:3", "1")
WI_18 = Artikel(Regeling.WI, "18")


@dataclass(frozen=True, slots=True)
class DecidesAs:
    """In whose name a decision is taken, and on which decision that power rests."""

    body: str
    formula: str
    basis: str


def _in_force(on: date) -> Q:
    return Q(valid_from__lte=on) & (Q(valid_to=None) | Q(valid_to__gte=on))


def gemeenten_served(organisation: Organisation, *, on: date) -> list[str]:
    """Codes of the gemeenten that the organisation works for: by DVO for the executor, by its own list for others."""
    if organisation.kind == OrganisationKind.UITVOERDER:
        dvos = Dienstverleningsovereenkomst.objects.filter(_in_force(on), organisation=organisation)
        codes = dvos.values_list("gemeente_id", flat=True).union(_transferred(organisation, on))
        return sorted(codes)
    return sorted(organisation.gemeenten.values_list("code", flat=True))


def _transferred(organisation: Organisation, on: date) -> QuerySet[Overdrachtsbesluit, str]:
    found = Overdrachtsbesluit.objects.filter(organisation=organisation, valid_from__lte=on)
    return found.values_list("gemeente_id", flat=True)


def decides_as(gemeente: Gemeente, organisation: Organisation, power: Bevoegdheid, *, on: date) -> DecidesAs:
    """In whose name ``organisation`` takes this decision for ``gemeente`` on the day ``on``.

    Raises DomainError when it may not: no mandate in force on that day, or one without the employer's consent
    (Awb 10:3, 10:4), unless the power was transferred to its own board (Wi 18).
    """
    transfer = Overdrachtsbesluit.objects.filter(
        gemeente=gemeente, organisation=organisation, valid_from__lte=on
    ).first()
    if transfer:
        return DecidesAs(
            transfer.board, transfer.board, f"overdracht vanaf {transfer.valid_from:%d-%m-%Y} ({WI_18})"
        )
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
    return DecidesAs(
        gemeente.college,
        f"namens {gemeente.college}",
        f"mandaatbesluit {mandate.number} van {mandate.decided_on:%d-%m-%Y}",
    )


def gemeenten_by_code(codes: Collection[str]) -> dict[str, Gemeente]:
    """The gemeenten with these codes by code, in order of name."""
    return {g.code: g for g in Gemeente.objects.filter(pk__in=codes).order_by("naam")}
