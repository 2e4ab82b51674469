"""By how much a ground extends the termijn when its facts are proven. DUO decides."""

from dataclasses import dataclass
from datetime import date

from wi2021.dagen import Duur, add, dagen, maanden, through, weken
from wi2021.facts import Doelgroep, Leerroute
from wi2021.grondslag import (
    START,
    Answer,
    Feit,
    MissingFacts,
    NeedsJudgement,
    Outcome,
    Regel,
    datum,
    opsomming,
    voorbehoud_begin,
)
from wi2021.parameters import parameter
from wi2021.plicht import doorlopend
from wi2021.verlenging.gronden import HOOGSTENS, REGELS, Grond


@dataclass(frozen=True, slots=True)
class VerlengFeiten:
    """What is known for a ground. ``vanaf`` and ``tot`` (inclusive) are the period of the cause; ``einde`` the last
    day of the termijn as it stands. ``aanbod`` is the day of the offer after ``pip``, ``gestart`` the first lesson of
    the taalschakeltraject."""

    einde: date
    vanaf: date | None = None
    tot: date | None = None
    pip: date | None = None
    aanbod: date | None = None
    gestart: date | None = None
    leerroute: Leerroute | None = None
    doelgroep: Doelgroep | None = None
    lesuren: int = 0
    alle_lessen: bool = False
    taalonderdelen: int = 0
    knm: bool = False
    pvt: bool = False
    map: bool = False
    eerder_bijna_klaar: bool = False


@dataclass(frozen=True, slots=True)
class Verlenging:
    """By how much, and the last day that follows (inclusive). A zero length: the ground gives nothing."""

    duur: Duur
    einde: date


def verlenging(grond: Grond, f: VerlengFeiten, *, on: date) -> Answer[Verlenging]:
    """What a ground gives on the day ``on``; the proof it asks stands in ``BEWIJS``."""
    rule = REGELS[grond]
    if not rule.in_force(on):
        return _nothing(rule, f, *voorbehoud_begin(rule, on))
    match grond:
        case Grond.OVERLIJDEN:
            return _given(rule, f, maanden(_number("overlijden.maanden", on)))
        case Grond.GEBOORTE:
            return _given(rule, f, weken(_number("geboorte.weken", on)))
        case Grond.GEEN_AANBOD:
            return _no_offer(rule, f, on)
        case Grond.BIJNA_KLAAR:
            return _nearly_done(rule, f, on)
        case Grond.OPLEIDING | Grond.EXAMENS_NAKIJKEN:
            return _unchecked(grond, rule, f, on)
        case Grond.ONDERBREKING:
            return _gap(rule, f)
        case Grond.ALFABETISERING:
            return _literacy(rule, f, on)
        case _:
            return _lasting(grond, rule, f, on)


def _number(key: str, on: date) -> int:
    return parameter(f"verlenging.{key}", on=max(on, START)).value


def _given(
    rule: Regel, f: VerlengFeiten, length: Duur, *why: str, feiten: tuple[Feit, ...] = ()
) -> Outcome[Verlenging]:
    last = add(f.einde, length)
    return Outcome(
        Verlenging(length, last),
        rule,
        (*feiten, Feit("einde", "einde van de termijn", datum(f.einde))),
        (
            *why,
            f"Deze grond geeft **{length}** extra.",
            f"De termijn loopt dan tot en met **{datum(last)}**, in plaats van {datum(f.einde)}. DUO beslist.",
        ),
    )


def _nothing(rule: Regel, f: VerlengFeiten, *why: str) -> Outcome[Verlenging]:
    return Outcome(Verlenging(dagen(0), f.einde), rule, uitleg=why)


def _missing(rule: Regel, f: VerlengFeiten, why: str, *names: str) -> MissingFacts:
    return MissingFacts(rule, tuple(name for name in names if getattr(f, name) is None), (why,))


def _unchecked(grond: Grond, rule: Regel, f: VerlengFeiten, on: date) -> NeedsJudgement:
    end = Feit("einde", "einde van de termijn", datum(f.einde))
    if grond is Grond.OPLEIDING:
        source = "De duur is bij regeling bepaald en nog niet gecontroleerd."
        return NeedsJudgement(rule, "Hoe lang verlengt DUO?", (source,), (end,))
    length = maanden(_number("half_jaar.maanden", on))
    return NeedsJudgement(
        rule,
        f"Komt iemand door de achterstand in de knel? Dan verlengt DUO met {length}.",
        ("De bron is een nieuwsbericht van 31-07-2026 en nog niet gecontroleerd.",),
        (end,),
    )


_PERIOD = "De duur volgt uit het begin en het einde van de oorzaak."


def _period(f: VerlengFeiten) -> tuple[Feit, ...]:
    named = (("vanaf", "vanaf", f.vanaf), ("tot", "tot en met", f.tot))
    return tuple(Feit(name, label, datum(day)) for name, label, day in named if day)


def _gap(rule: Regel, f: VerlengFeiten) -> Answer[Verlenging]:
    """X-m: as long as the gap, when the duty counts as unbroken (WHO-05)."""
    if f.vanaf is None or f.tot is None:
        return _missing(rule, f, _PERIOD, "vanaf", "tot")
    whole = doorlopend(f.vanaf, f.tot)
    if not whole.value:
        return _nothing(rule, f, *whole.uitleg, "Dan liep de plicht niet door, en is er geen verlenging.")
    return _given(rule, f, dagen((f.tot - f.vanaf).days + 1), *whole.uitleg, feiten=_period(f))


def _literacy(rule: Regel, f: VerlengFeiten, on: date) -> Answer[Verlenging]:
    """X-e: only in the B1-route and the Onderwijsroute."""
    if f.leerroute is None:
        return _missing(rule, f, "Deze grond geldt in de B1-route en de Onderwijsroute.", "leerroute")
    if f.leerroute is Leerroute.Z:
        return _nothing(
            rule, f, "In de Z-route hoort alfabetisering bij de cursusuren: dan geeft deze grond niets."
        )
    return _lasting(Grond.ALFABETISERING, rule, f, on)


def _lasting(grond: Grond, rule: Regel, f: VerlengFeiten, on: date) -> Answer[Verlenging]:
    """A cause of at least three months: as long as it lasted, or the most that the Regeling allows."""
    if f.vanaf is None or f.tot is None:
        return _missing(rule, f, _PERIOD, "vanaf", "tot")
    least = maanden(_number("minst.maanden", on))
    lasted = f"De oorzaak duurde van **{datum(f.vanaf)}** tot en met **{datum(f.tot)}**"
    if f.tot < through(f.vanaf, least):
        return _nothing(rule, f, f"{lasted}: korter dan **{least}**. Dan geeft deze grond niets.")
    key = HOOGSTENS[grond]
    most = maanden(parameter(key, on=max(on, START)).value) if key else None
    if most and f.tot > through(f.vanaf, most):
        return _given(rule, f, most, f"{lasted}. Deze grond geeft ten hoogste **{most}**.", feiten=_period(f))
    return _given(rule, f, dagen((f.tot - f.vanaf).days + 1), f"{lasted}.", feiten=_period(f))


def _no_offer(rule: Regel, f: VerlengFeiten, on: date) -> Answer[Verlenging]:
    """X-g: from the third month after the PIP until the offer; a fixed half year in the Onderwijsroute."""
    if f.doelgroep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return _nothing(
            rule, f, "Deze grond geldt alleen voor een asielstatushouder: anderen krijgen geen aanbod."
        )
    if f.doelgroep is None or f.pip is None or f.leerroute is None:
        why = "De duur volgt uit de doelgroep, de leerroute en de dag van het PIP."
        return _missing(rule, f, why, "doelgroep", "pip", "leerroute")
    if f.leerroute is Leerroute.ONDERWIJS:
        return _no_start(rule, f, f.pip, on)
    if f.aanbod is None:
        return _missing(rule, f, "De duur volgt uit de dag van het aanbod.", "aanbod")
    limit = add(f.pip, maanden(parameter("aanbod.maanden", on=max(f.pip, START)).value))
    if f.aanbod <= limit:
        return _nothing(rule, f, f"Het aanbod kwam op tijd: uiterlijk **{datum(limit)}**.")
    return _given(
        rule, f, dagen((f.aanbod - limit).days),
        f"Het PIP is van **{datum(f.pip)}**. Zonder aanbod telt de vertraging vanaf **{datum(limit)}**.",
        f"Het aanbod kwam op **{datum(f.aanbod)}**. Het college geeft hierover een verklaring.",
        feiten=(Feit("pip", "PIP", datum(f.pip)), Feit("aanbod", "aanbod", datum(f.aanbod))),
    )  # fmt: skip


def _no_start(rule: Regel, f: VerlengFeiten, pip: date, on: date) -> Outcome[Verlenging]:
    """In the Onderwijsroute: not begun within six months of the PIP gives a fixed half year, whenever it begins."""
    limit = add(pip, maanden(parameter("aanbod.onderwijsroute.maanden", on=max(pip, START)).value))
    if (f.gestart or on) <= limit:
        begun = f"De Onderwijsroute begon op tijd: uiterlijk **{datum(limit)}**."
        waits = f"De Onderwijsroute kan nog op tijd beginnen: tot en met **{datum(limit)}**."
        return _nothing(rule, f, begun if f.gestart else waits)
    started = (
        f"en begon op **{datum(f.gestart)}**" if f.gestart else f"en was op **{datum(on)}** nog niet begonnen"
    )
    return _given(
        rule, f, maanden(_number("half_jaar.maanden", on)),
        f"De Onderwijsroute moest uiterlijk **{datum(limit)}** kunnen beginnen {started}.",
        "Het college geeft hierover een verklaring.",
        feiten=(Feit("pip", "PIP", datum(pip)),),
    )  # fmt: skip


def _nearly_done(rule: Regel, f: VerlengFeiten, on: date) -> Answer[Verlenging]:
    """X-l: once, for who nearly finished the B1-route. A gezinsmigrant needs hours instead of all lessons (Bi 4.4(3))."""
    if f.leerroute is not Leerroute.B1:
        return _nothing(rule, f, "Deze grond geldt alleen in de B1-route.")
    if f.eerder_bijna_klaar:
        return _nothing(rule, f, "Deze verlenging kan één keer.")
    if f.doelgroep is None:
        return _missing(rule, f, "Wat aan lessen nodig is, verschilt per doelgroep.", "doelgroep")
    least, parts = _number("bijna_klaar.uren", on), _number("bijna_klaar.onderdelen", on)
    lessons = (
        (f.alle_lessen, "alle lessen gevolgd")
        if f.doelgroep is Doelgroep.ASIELSTATUSHOUDER
        else (f.lesuren >= least, f"ten minste {least} uur les")
    )
    asks = [
        lessons,
        (f.taalonderdelen >= parts, f"ten minste {parts} taalonderdelen gehaald op het niveau van het PIP"),
        (f.knm, "KNM gehaald"),
        (f.pvt, "PVT gedaan"),
        (f.map, "MAP gedaan"),
    ]
    missing = [words for holds, words in asks if not holds]
    if missing:
        return _nothing(rule, f, f"Nog nodig: {opsomming(missing)}.")
    return _given(
        rule, f, maanden(_number("bijna_klaar.maanden", on)), "Bijna klaar, na aanzienlijke inspanning."
    )
