"""T-13: an offer to an asielstatushouder in time, else there is a ground to extend the termijn (X-g)."""

from collections.abc import Iterator
from datetime import date

from wi2021.dagen import Gesteld, einde, maanden
from wi2021.facts import Doelgroep, Facts, Leerroute
from wi2021.grondslag import Feit, datum
from wi2021.parameters import parameter
from wi2021.termijnen.regels import T13
from wi2021.termijnen.soorten import Act, Reasons, Soort, Termijn, Wie, made


def aanbod(facts: Facts) -> Iterator[Termijn]:
    """The offer within three months of the PIP; in the Onderwijsroute the first lesson within six."""
    pip = facts.actueel_pip()
    if pip is None or facts.doelgroep is not Doelgroep.ASIELSTATUSHOUDER:
        return
    first = facts.eigen_pip() or pip
    education = pip.leerroute is Leerroute.ONDERWIJS
    key = "aanbod.onderwijsroute.maanden" if education else "aanbod.maanden"
    months = maanden(parameter(key, on=first.dagtekening).value)
    met = _offered(facts, education)
    lacks = "niet met het taalschakeltraject kon beginnen" if education else "geen aanbod kreeg"
    has = "begon met het taalschakeltraject" if education else "kreeg een aanbod"
    why = Reasons(
        f"grond voor verlenging na {months}",
        (
            f"Het PIP is van **{datum(first.dagtekening)}**. Het college doet een asielstatushouder tijdig een aanbod.",
        ),
        erna=(
            f"Wie dan nog {lacks}, kan bij DUO verlenging krijgen. Het college geeft daarvoor een verklaring.",
            *((f"De inburgeraar {has} op **{datum(met)}**.",) if met else ()),
        ),
        feiten=(
            Feit("pips", "PIP", datum(first.dagtekening)),
            *((Feit("aanbod", "begonnen" if education else "aanbod", datum(met)),) if met else ()),
        ),
    )
    label = "Onderwijsroute laten beginnen" if education else "Inburgeringsaanbod doen"
    end = einde(first.dagtekening, months, gesteld=Gesteld.GRENS)
    yield made(Act(Soort.AANBOD, label, Wie.COLLEGE), T13, first.dagtekening, "PIP", end, why, met=met)


def _offered(facts: Facts, education: bool) -> date | None:
    days = [a.gestart if education else a.datum for a in facts.aanbod]
    return min((d for d in days if d), default=None)
