"""The choices in a plan by group, each with the legal condition that goes with it."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.forms import BoundField

from wegwijs.stages.pip.library import Leefgebied, goals
from wegwijs.stages.pip.rules import Case
from wegwijs.ui import forms as ui
from wegwijs.ui.format import day
from wegwijs.ui.parts import Why
from wi2021.facts import Doelgroep
from wi2021.grondslag import Bevinding, Ernst, Regel
from wi2021.leerroutes import R_600
from wi2021.parameters import parameter
from wi2021.pip import PIP01, PIP02, PIP03, PIP04, PIP05, PIP07, PIP09, PIP10, R_SW


@dataclass(frozen=True, slots=True)
class Missing:
    """A finding as the page shows it; ``stops``: the plan can't be put forward with it."""

    text: str
    remedy: str
    stops: bool
    anchor: str


@dataclass(frozen=True, slots=True)
class Choices:
    """One group on the left: its fields, and what the law says of them; ``folded`` when it seldom applies."""

    key: str
    title: str
    lead: str
    why: Why
    fields: tuple[BoundField, ...]
    folded: bool


@dataclass(frozen=True, slots=True)
class _Group:
    key: str
    title: str
    lead: str
    fields: tuple[str, ...]
    rules: tuple[Regel, ...]
    steps: tuple[str, ...]
    changes: tuple[str, ...] = ()


def _groups(case: Case, on: date) -> tuple[_Group, ...]:
    return (*_route_groups(case, on), *_help_groups(on), *_other_groups(case, on))


def _number(key: str, on: date) -> int:
    return parameter(key, on=on).value


def _route_groups(case: Case, on: date) -> tuple[_Group, ...]:
    asylum = case.facts.doelgroep is not Doelgroep.GEZINSMIGRANT_EN_OVERIGE
    toets = f"De leerbaarheidstoets zegt: **{case.uitslag}**." if case.uitslag else "Er is nog geen uitslag van de leerbaarheidstoets."  # fmt: skip
    intensity = (
        "De intensiteit hoort er bij een **asielstatushouder** bij. DUO krijgt haar alleen bij de B1-route."
        if asylum
        else "Bij een **gezinsmigrant** hoort geen intensiteit: die kiest zelf de cursus."
    )
    return (
        _Group(
            "leerroute", "Leerroute", "De route naar het examen of het certificaat",
            ("leerroute", "niveau", "intensiteit_uren", "motief_afwijking", "mag_opleiding_afmaken"),
            (PIP01, PIP02, PIP10),
            (
                "Het college stelt de leerroute vast, na de brede intake. B1 is de gewone route.",
                toets,
                "De **Onderwijsroute** kan alleen als iemand in de intake zei een opleiding te willen. De **Z-route** is voor wie B1 niet haalt binnen de termijn.",
                "In een eerste PIP kan de B1-route niet op A2. Onderwijsroute gaat nooit met A2, Z-route nooit met B1.",
                intensity,
            ),
            (f"Wisselen kan tot **{_number('wisselen.maanden', on)} maanden** na het eerste PIP. Afschalen kan na **{_number('afschalen.uren', on)} uur** les.",),
        ),
        _Group(
            "wisselen", "Wijziging", "Wat er anders is dan in het PIP dat nu geldt", ("wisselgrond", "wisselmotief", "afschaal_uren", "afschaal_inspanning"),
            (R_SW, R_600),
            (
                "Een andere leerroute vraagt een reden: veel **minder** of **meer** voortgang dan verwacht.",
                f"**Afschalen** van B1 naar A2 in de B1-route kan na **{_number('afschalen.uren', on)} uur** les en met voldoende inspanning. Kies dan niveau A2.",
                "De inburgeringstermijn loopt door. Een nieuw PIP begint geen nieuwe termijn.",
            ),
        ),
        _Group(
            "motivering", "Waarom dit plan", "De reden staat in het besluit", ("motivering", "oordeel"), (PIP01, PIP09),
            (
                "Het PIP is een **besluit**. De inburgeraar moet kunnen lezen waarom deze route en deze hulp passen.",
                f"Na verzending loopt **{_number('bezwaar.weken', on)} weken** bezwaar. Bezwaar houdt het plan niet tegen.",
            ),
        ),
    )  # fmt: skip


def _help_groups(on: date) -> tuple[_Group, ...]:
    return (
        _Group(
            "doelen", "Doelen", "Kies ze samen met de inburgeraar", ("doelen", "eigen_doelen"), (PIP01,),
            ("Doelen maken het plan persoonlijk. De wet noemt ze niet apart; ze horen bij de ondersteuning en begeleiding.",),
        ),
        _Group(
            "hulp", "Hulp en begeleiding", "", ("ondersteuning", "hulp_toelichting"), (PIP01,),
            ("Het PIP noemt welke ondersteuning en begeleiding iemand krijgt: ten minste één.",),
        ),
        _Group(
            "uren", "PVT, MAP en gesprekken", "Minder dan de wet vraagt kan niet",
            ("pvt_uren", "map_uren", "voortgangsgesprekken"), (PIP01, PIP04),
            (
                f"Het participatieverklaringstraject duurt ten minste **{_number('pvt.uren', on)} uur**, voor iedereen.",
                f"De MAP duurt ten minste **{_number('map.uren', on)} uur**. In de Onderwijsroute is er geen MAP.",
                "Het PIP noemt hoeveel **voortgangsgesprekken** er komen.",
            ),
        ),
        _Group(
            "kind", "Kinderen", "", ("jong_kind", "vve_afspraak"), (PIP01,),
            ("Is er een jong kind, dan staat in het PIP wat er is afgesproken over voor- en vroegschoolse educatie.",),
        ),
    )  # fmt: skip


def _other_groups(case: Case, on: date) -> tuple[_Group, ...]:
    return (
        _Group(
            "lezen", "Lezen en schrijven", "",
            ("alfabetisering", "verplichting_alfabetisering", "wil_lening_alfabetisering"), (PIP07,),
            (
                "Wie nog niet leest en schrijft in ons alfabet, leert dat eerst.",
                "Een gezinsmigrant kan er bij DUO geld voor lenen. Dat kan alleen als de **verplichting in het PIP** staat.",
            ),
        ),
        _Group(
            "contact", "Contactpersoon", "Staat in de brief en gaat naar DUO", ("contact",), (PIP10,),
            ("DUO vraagt naam, telefoon en e-mail van wie over dit dossier gebeld kan worden.",),
        ),
        _Group(
            "examens", "Examens bij de Z-route", "", ("examens_z_route",), (PIP05,),
            ("In de Z-route zijn examens niet verplicht. Wie een onderdeel wil en kan halen, spreekt dat hier af.",),
        ),
        _Group(
            "bijstand", "Besluiten van de Participatiewet", "Alleen bij bijstand",
            ("participatie_kenmerk", "participatie_datum", "ontzorgen_kenmerk", "ontzorgen_datum"), (PIP03,),
            (
                "Krijgt iemand bijstand, dan vormen het PIP en de besluiten van de Participatiewet **één geheel**.",
                _benefit(case, on),
            ),
        ),
    )  # fmt: skip


def _benefit(case: Case, on: date) -> str:
    since = case.facts.bijstand_vanaf
    until = case.facts.bijstand_tot
    if since is None or (until and until < on):
        return "Volgens het dossier krijgt deze persoon nu geen bijstand."
    return f"Deze persoon krijgt bijstand vanaf **{day(since)}**."


def choices(form: ui.Form, case: Case, *, on: date) -> tuple[Choices, ...]:
    """The groups in the order of the page; one without fields for this person is left out."""
    shown = []
    for group in _groups(case, on):
        fields = tuple(form[name] for name in group.fields if name in form.fields)
        if fields:
            folded = group.key in _SELDOM and not any(field.value() or field.errors for field in fields)
            shown.append(Choices(group.key, group.title, group.lead, _why(group), fields, folded))
    return tuple(shown)


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal of the library to tick."""

    key: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class GoalArea:
    """The goals of one part of life, and how many were chosen."""

    label: str
    goals: tuple[Goal, ...]
    chosen: int


def goal_areas(chosen: Collection[str]) -> tuple[GoalArea, ...]:
    """The library by part of life."""
    found = []
    for area in Leefgebied:
        rows = tuple(
            Goal(g.sleutel, g.tekst, g.sleutel in chosen) for g in goals().values() if g.leefgebied == area
        )
        if rows:
            found.append(GoalArea(area.label, rows, sum(row.chosen for row in rows)))
    return tuple(found)


_SELDOM = ("examens", "bijstand")
# Fields of findings that have another name on the form.
_ANCHORS = {"vve": "jong_kind", "bijlagen": "participatie_kenmerk", "wens_onderwijs": "leerroute"}


def _missing(finding: Bevinding, form: ui.Form | None) -> Missing:
    field = _ANCHORS.get(finding.veld, finding.veld)
    anchor = ""
    if form is not None and field in form.fields:
        bound = form[field]
        anchor = f"{bound.auto_id}_0" if bound.field.widget.use_fieldset else bound.id_for_label
    return Missing(finding.zin, finding.remedie, finding.ernst is Ernst.BLOKKEERT, anchor)


def missing(findings: Iterable[Bevinding], form: ui.Form | None = None) -> tuple[Missing, ...]:
    """Every finding, what stops first."""
    return tuple(sorted((_missing(f, form) for f in findings), key=lambda m: not m.stops))


def _why(group: _Group) -> Why:
    sources = dict.fromkeys(f"{rule.artikelen[0]} (regel {rule.id})" for rule in group.rules)
    return Why(
        title=f"Wat de wet zegt over: {group.title.lower()}",
        steps=group.steps,
        changes=group.changes,
        source=" · ".join(sources),
    )
