"""Exams: free attempts that are left, a table of them, and the fee (F-02, F-03)."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from wi2021.facts import Doelgroep, Leerroute, Niveau
from wi2021.geld.regels import F02, F03
from wi2021.grondslag import Answer, Feit, MissingFacts, Outcome, bedrag
from wi2021.leerroutes import TAALONDERDELEN
from wi2021.parameters import parameter

KNM = "knm"
EXAMENONDERDELEN = (*TAALONDERDELEN, KNM)


@dataclass(frozen=True, slots=True)
class Examenplan:
    """What decides about free attempts. ``niveau``: of the PIP (B1-route); ``op_a2``: the parts that went down to A2 when not
    all did. ``in_pip``: the parts that a PIP for the Z-route holds as exams somebody wants and can take (PIP-05)."""

    groep: Doelgroep
    route: Leerroute
    niveau: Niveau = Niveau.B1
    op_a2: frozenset[str] = frozenset()
    in_pip: frozenset[str] = frozenset()

    def niveau_van(self, onderdeel: str) -> Niveau | None:
        """The level at which a part is free: in the B1-route at least the one of the PIP, in the Z-route A2; KNM has none."""
        if onderdeel == KNM:
            return None
        down = self.route is Leerroute.Z or self.niveau is Niveau.A2 or onderdeel in self.op_a2
        return Niveau.A2 if down else Niveau.B1


@dataclass(frozen=True, slots=True)
class Examenpogingen:
    """One row: how many attempts at a part are free in all, how many of those are left, and at which level; KNM has none."""

    onderdeel: str
    niveau: Niveau | None
    gratis: int
    over: int


def gratis_pogingen(
    plan: Examenplan, onderdeel: str, *, gedaan: int, on: date, niveau: Niveau | None = None
) -> Outcome[int]:
    """F-02: free attempts left at a part after ``gedaan`` of them. ``niveau``: of the exam itself, for a language part;
    without it that of the plan. ValueError for a part that doesn't exist."""
    if onderdeel not in EXAMENONDERDELEN:
        raise ValueError(f"onbekend examenonderdeel {onderdeel!r}; bekend zijn {', '.join(EXAMENONDERDELEN)}")
    if plan.groep is not Doelgroep.ASIELSTATUSHOUDER:
        return Outcome(0, F03, uitleg=("Alleen een asielstatushouder heeft gratis examenpogingen.",))
    refused = _refused(plan, onderdeel, niveau)
    if refused:
        return Outcome(0, F02, uitleg=(refused,))
    free = parameter("examen.gratis.pogingen", on=on).value
    left = max(free - gedaan, 0)
    words = f"**{free}** pogingen zijn gratis; er zijn er **{gedaan}** gedaan. Nog gratis: **{left}**."
    return Outcome(left, F02, (Feit("gedaan", f"pogingen {onderdeel}", str(gedaan)),), (words,))


def _refused(plan: Examenplan, onderdeel: str, niveau: Niveau | None) -> str:
    """Why this exam is never free; empty: it is, at first."""
    if plan.route is Leerroute.ONDERWIJS:
        return "" if onderdeel == KNM else "In de Onderwijsroute is alleen het examen KNM gratis."
    if plan.route is Leerroute.Z:
        if onderdeel not in plan.in_pip:
            return "In de Z-route is een examen gratis als het in het PIP staat."
        return (
            "In de Z-route zijn taalexamens op A2 gratis." if niveau is Niveau.B1 and onderdeel != KNM else ""
        )
    if plan.niveau_van(onderdeel) is Niveau.B1 and niveau is Niveau.A2:
        return "Een examen onder het niveau van het PIP is niet gratis."
    return ""


def pogingen(plan: Examenplan, gedaan: Mapping[str, int], *, on: date) -> Outcome[tuple[Examenpogingen, ...]]:
    """F-02: every part with its free attempts; ``gedaan`` are the attempts that counted, at the level of the PIP or higher."""
    rows = tuple(
        Examenpogingen(
            part,
            plan.niveau_van(part),
            gratis_pogingen(plan, part, gedaan=0, on=on).value,
            gratis_pogingen(plan, part, gedaan=gedaan.get(part, 0), on=on).value,
        )
        for part in EXAMENONDERDELEN
    )
    rule = F02 if plan.groep is Doelgroep.ASIELSTATUSHOUDER else F03
    words = [f"{row.onderdeel}: nog **{row.over}** van {row.gratis}" for row in rows if row.gratis]
    return Outcome(rows, rule, uitleg=(f"{'; '.join(words) or 'Er zijn geen gratis pogingen'}.",))


def examengeld(onderdeel: str, niveau: Niveau, *, on: date) -> Answer[int]:
    """F-03: what DUO charges for an attempt, in cents. MissingFacts for a part on B1: that is the staatsexamen, with a fee
    of its own."""
    if onderdeel != KNM and niveau is Niveau.B1:
        why = (
            "Een taalexamen op B1 is een staatsexamen; dat examengeld staat niet in de Regeling inburgering."
        )
        return MissingFacts(F03, ("examengeld",), (why,))
    cents = parameter("examengeld.centen", on=on).value
    return Outcome(cents, F03, uitleg=(f"Een poging kost **{bedrag(cents)}**.",))
