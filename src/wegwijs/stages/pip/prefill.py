"""The first draft: what law, local policy and the intake already say, so that nobody types it again."""

from dataclasses import replace
from datetime import date

from wegwijs.dossiers.models import Dossier, Variant
from wegwijs.organisations.policy import PolicyKey, policy
from wegwijs.stages.intake.choices import HelpWanted, Preschool
from wegwijs.stages.intake.queries import IntakeSummary, summary_for_pip
from wegwijs.stages.pip.content import DoelTekst, PipContent
from wegwijs.stages.pip.library import Hulp, Leefgebied
from wegwijs.stages.pip.models import Niveau, Route
from wegwijs.stages.pip.queries import case_of
from wi2021.facts import Leerroute
from wi2021.intake import Toetsuitslag
from wi2021.parameters import parameter

# What the intake calls things, as the plan words them.
_HELP: dict[str, Hulp] = {
    HelpWanted.VWN: Hulp.BEGELEIDING,
    HelpWanted.WIJKTEAM: Hulp.WIJKTEAM,
    HelpWanted.TAALMAATJE: Hulp.TAALMAATJE,
}
_VVE: dict[str, str] = {
    Preschool.GAAT: "Uw kind gaat al naar de voorschool.",
    Preschool.AANMELDEN: "Wij melden uw kind samen met u aan voor de voorschool.",
    Preschool.WACHT: "Uw kind staat op de wachtlijst voor de voorschool.",
    Preschool.WILNIET: "U wilt nu geen voorschool voor uw kind. U kunt later altijd om hulp bij het aanmelden vragen.",
}
_ROUTE = {
    Toetsuitslag.HAALBAAR: (Route.B1.value, Niveau.B1.value),
    Toetsuitslag.NIET_HAALBAAR: (Route.Z.value, Niveau.A2.value),
}
LONGEST_GOAL = 240


def prefilled(dossier: Dossier, *, on: date) -> PipContent:
    """A draft with the least hours of the law, the talks of local policy, and what the intake gave."""
    years = parameter("inburgeringstermijn.jaren", on=on).value
    a_year = policy(PolicyKey.TALKS_PER_YEAR, dossier.gemeente_id, on=on).value
    bare = PipContent(
        pvt_uren=parameter("pvt.uren", on=on).value,
        map_uren=parameter("map.uren", on=on).value,
        voortgangsgesprekken=years * a_year,
        contact=dossier.regisseur,
        ondersteuning=(Hulp.REGISSEUR.value,),
    )
    summary = summary_for_pip(dossier)
    plan = _with_intake(bare, summary, family=dossier.variant == Variant.GEZIN) if summary else bare
    return _after_move(plan, dossier)


def _after_move(plan: PipContent, dossier: Dossier) -> PipContent:
    """Someone who moved here keeps the route that the gemeente before set (Wi 15(4))."""
    before = case_of(dossier).facts.actueel_pip()
    if before is None or before.gemeente == dossier.gemeente_id:
        return plan
    return replace(
        plan,
        leerroute=before.leerroute.value,
        niveau=before.niveau.value if before.niveau else "",
        map_uren=None if before.leerroute is Leerroute.ONDERWIJS else plan.map_uren,
    )


def _with_intake(plan: PipContent, summary: IntakeSummary, *, family: bool) -> PipContent:
    route, level = _ROUTE.get(summary.toetsuitslag, ("", "")) if summary.toetsuitslag else ("", "")
    loan = family and summary.lening_alfabetisering
    return replace(
        plan,
        leerroute=route,
        niveau=level,
        wens_onderwijs=summary.wens_onderwijs,
        alfabetisering=summary.alfabetisering,
        wil_lening_alfabetisering=loan,
        verplichting_alfabetisering=loan,
        jong_kind=bool(summary.kinderen) if summary.vve else None,
        vve_afspraak=_VVE.get(summary.vve, "") if summary.kinderen else "",
        ondersteuning=(*plan.ondersteuning, *_help(summary, family=family)),
        doelen=_goals(summary),
    )


def _help(summary: IntakeSummary, *, family: bool) -> list[str]:
    """Support that was asked for; of health only that an adjustment is needed, never which or why."""
    asked = [_HELP[code] for code in summary.hulp if code in _HELP]
    kept = [kind for kind in asked if not (family and kind == Hulp.BEGELEIDING)]
    return [kind.value for kind in (*kept, *([Hulp.VOORZIENING] if summary.steun_nodig else []))]


def _goals(summary: IntakeSummary) -> tuple[DoelTekst, ...]:
    wish = summary.werkwens.strip().rstrip(".")
    if not wish:
        return ()
    return (DoelTekst(Leefgebied.EIGEN.value, f"Ik wil dit werk doen: {wish}."[:LONGEST_GOAL]),)


def with_wish(plan: PipContent, dossier: Dossier) -> PipContent:
    """The plan with the wish for education as the intake has it now (Wi 8): nobody ticks it beside the intake."""
    summary = summary_for_pip(dossier)
    return replace(plan, wens_onderwijs=summary.wens_onderwijs) if summary else plan
