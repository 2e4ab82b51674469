"""Termijnen of the trajectory: oproepen, the inburgeringstermijn and what hangs on it (T-06, T-08 to T-17)."""

from collections.abc import Iterator
from datetime import date, timedelta

from wi2021.dagen import Einde, add, dagen, einde, jaren, maanden, moved, weken
from wi2021.facts import Doelgroep, Facts, Leerroute, PipFeit
from wi2021.grondslag import Answer, Feit, MissingFacts, Outcome, datum
from wi2021.parameters import parameter
from wi2021.termijnen.regels import BELEID, T06, T08, T09, T10, T12, T13, T14, T15, T16, T17
from wi2021.termijnen.soorten import Aard, Soort, Termijn, TermijnState, Wie, ended, state_of


def oproepen(facts: Facts) -> Iterator[Termijn]:
    """T-06: each summons that still runs; its length is the gemeente's own, so the Atw doesn't move it."""
    for oproep in facts.oproepen:
        if oproep.uitkomst:
            continue
        end = moved(oproep.termijn_tot, applies=False, length="door het college gesteld")
        yield Termijn(
            soort=Soort.OPROEP,
            nummer=oproep.nummer,
            label=f"Uitkomst van oproep {oproep.nummer} vastleggen",
            regel=T06,
            aard=Aard.BELEID,
            actor=Wie.COLLEGE,
            start=oproep.verzonden,
            start_gebeurtenis=f"oproep {oproep.nummer}",
            **ended(end),  # type: ignore[arg-type]
            state=TermijnState.OPEN,
            kort=f"oproep van {datum(oproep.verzonden)}",
            uitleg=(
                f"Oproep {oproep.nummer} is verzonden op **{datum(oproep.verzonden)}**.",
                f"De gemeente gaf een termijn tot en met **{datum(oproep.termijn_tot)}**. De wet noemt hiervoor geen lengte.",
                *end.stappen,
            ),
            verandert=(
                "Wie niet verschijnt, krijgt een waarschuwing en een herhaalde oproep met een nieuwe termijn.",
            ),
            feiten=(Feit("oproepen", "verzonden", datum(oproep.verzonden)),),
        )


def inburgeringstermijn(facts: Facts) -> Iterator[Termijn]:
    """T-08, T-09: three years from the day after the first PIP; DUO sets it, and may extend it."""
    first = facts.eerste_pip()
    if first is None:
        return
    years = parameter("inburgeringstermijn.jaren", on=first.dagtekening).value
    own = einde(first.dagtekening, jaren(years))
    sentences = [
        f"Het eerste PIP is van **{datum(first.dagtekening)}**. De termijn begint een dag later: **{datum(first.dagtekening + timedelta(days=1))}**.",
        f"{years} jaar loopt tot en met **{datum(own.last_day)}**. Weekend of feestdag maakt hier niet uit.",
    ]
    if len(facts.pips) > 1:
        sentences.append(
            f"Een later PIP of een nieuw PIP na bezwaar verandert het begin niet ({T09.id}: {T09.artikelen[0]})."
        )
    last = own.last_day
    if facts.termijn:
        last = facts.termijn.eind_exclusief - timedelta(days=1)
        sentences.append(_duo_says(last, own.last_day, facts.termijn.grond))
    yield Termijn(
        soort=Soort.INBURGERINGSTERMIJN,
        label="Einde inburgeringstermijn",
        regel=T08,
        aard=Aard.WET,
        actor=Wie.INBURGERAAR,
        start=first.dagtekening,
        start_gebeurtenis="eerste PIP",
        nominal=own.nominal,
        last_day=last,
        atw=False,
        state=state_of(facts.plicht_eind),
        met_on=facts.plicht_eind,
        kort=f"{years} jaar vanaf de dag na het PIP",
        uitleg=tuple(sentences),
        verandert=("DUO kan de termijn verlengen, op verzoek of uit eigen beweging.",),
        feiten=(Feit("pips", "eerste PIP", datum(first.dagtekening)),),
        plicht=False,
    )


def _duo_says(theirs: date, ours: date, ground: str) -> str:
    if theirs == ours:
        return f"DUO stelde dezelfde termijn vast: tot en met **{datum(theirs)}**."
    if theirs > ours:
        return f"DUO verlengde de termijn tot en met **{datum(theirs)}**{f' ({ground})' if ground else ''}."
    return f"Let op: DUO noemt **{datum(theirs)}**, eerder dan de berekening. Neem contact op met DUO."


def wisselen(facts: Facts) -> Iterator[Termijn]:
    """T-10: until when the leerroute can be changed without special circumstances; Onderwijsroute to B1 always can."""
    first = facts.eerste_pip()
    if first is None:
        return
    months = parameter("wisselen.maanden", on=first.dagtekening).value
    end = einde(first.dagtekening, maanden(months))
    yield Termijn(
        soort=Soort.WISSELEN,
        label="Leerroute wisselen kan tot en met",
        regel=T10,
        aard=Aard.WET,
        actor=Wie.COLLEGE,
        start=first.dagtekening,
        start_gebeurtenis="begin inburgeringstermijn",
        **ended(end),  # type: ignore[arg-type]
        state=TermijnState.OPEN,
        kort="anderhalf jaar na het begin van de termijn",
        uitleg=(
            f"De inburgeringstermijn begon op **{datum(first.dagtekening + timedelta(days=1))}**.",
            f"Wisselen kan in de eerste anderhalf jaar: tot en met **{datum(end.last_day)}**.",
            "Van de Onderwijsroute naar de B1-route kan altijd.",
        ),
        verandert=(
            "Bijzondere individuele omstandigheden, of een niet-vrijstellende opleiding die later eindigde.",
        ),
        feiten=(Feit("pips", "eerste PIP", datum(first.dagtekening)),),
        plicht=False,
    )


def voortgangsgesprekken(facts: Facts) -> Iterator[Termijn]:
    """T-12: the next talk, when the number agreed in the PIP is spread evenly over the term. An agreement of the PIP."""
    pip, first = facts.actueel_pip(), facts.eerste_pip()
    if pip is None or first is None or pip.voortgangsgesprekken < 1:
        return
    held = len(facts.voortgangsgesprekken)
    if held >= pip.voortgangsgesprekken:
        return
    months = 12 * parameter("inburgeringstermijn.jaren", on=first.dagtekening).value
    day = add(first.dagtekening, maanden(months * (held + 1) // (pip.voortgangsgesprekken + 1)))
    yield Termijn(
        soort=Soort.VOORTGANGSGESPREK,
        nummer=held + 1,
        label=f"Voortgangsgesprek {held + 1}",
        regel=T12,
        aard=Aard.PIP,
        actor=Wie.COLLEGE,
        start=first.dagtekening,
        start_gebeurtenis="PIP",
        nominal=day,
        last_day=day,
        atw=False,
        state=TermijnState.OPEN,
        kort=f"{pip.voortgangsgesprekken} afgesproken in het PIP",
        uitleg=(
            f"In het PIP staan **{pip.voortgangsgesprekken}** voortgangsgesprekken; **{held}** zijn gevoerd.",
            f"Gelijk verdeeld over de termijn valt gesprek {held + 1} op **{datum(day)}**.",
            "De wet eist dat het aantal in het PIP staat, niet wanneer de gesprekken zijn.",
        ),
        feiten=(Feit("pips", "aantal gesprekken", str(pip.voortgangsgesprekken)),),
    )


def aanbod(facts: Facts) -> Iterator[Termijn]:
    """T-13: an offer within three months (Onderwijsroute: started within six), else there is a ground to extend (X-g)."""
    pip = facts.actueel_pip()
    if pip is None or facts.doelgroep is not Doelgroep.ASIELSTATUSHOUDER:
        return
    first = facts.eigen_pip() or pip
    onderwijs = pip.leerroute is Leerroute.ONDERWIJS
    key = "aanbod.onderwijsroute.maanden" if onderwijs else "aanbod.maanden"
    months = parameter(key, on=first.dagtekening).value
    end = einde(first.dagtekening, maanden(months), atw=False)
    met = _offered(facts, onderwijs)
    what = "is begonnen" if onderwijs else "een aanbod heeft"
    yield Termijn(
        soort=Soort.AANBOD,
        label="Onderwijsroute laten beginnen" if onderwijs else "Inburgeringsaanbod doen",
        regel=T13,
        aard=Aard.WET,
        actor=Wie.COLLEGE,
        start=first.dagtekening,
        start_gebeurtenis="PIP",
        **ended(end),  # type: ignore[arg-type]
        state=state_of(met),
        met_on=met,
        kort=f"grond voor verlenging na {months} maanden",
        uitleg=(
            f"Het PIP is van **{datum(first.dagtekening)}**. Het college doet een asielstatushouder tijdig een aanbod.",
            f"Wie na {months} maanden (**{datum(end.last_day)}**) nog geen {'les heeft' if onderwijs else 'aanbod heeft'}, kan bij DUO verlenging krijgen. Het college geeft daarvoor een verklaring.",
            *((f"De inburgeraar {what} sinds **{datum(met)}**.",) if met else ()),
        ),
        feiten=(Feit("pips", "PIP", datum(first.dagtekening)),),
    )


def _offered(facts: Facts, onderwijs: bool) -> date | None:
    days = [a.gestart if onderwijs else a.datum for a in facts.aanbod]
    return min((d for d in days if d), default=None)


def ontzorgen(facts: Facts) -> Iterator[Termijn]:
    """T-15: six months from the right to bijstand, for who holds an asylum permit for a definite time (O-01, D5)."""
    if facts.bijstand_vanaf is None or not facts.asielvergunning_bepaalde_tijd:
        return
    months = parameter("ontzorgen.maanden", on=facts.bijstand_vanaf).value
    last = add(facts.bijstand_vanaf, maanden(months)) - timedelta(days=1)
    stopped = facts.bijstand_tot if facts.bijstand_tot and facts.bijstand_tot < last else None
    sentences = [
        f"Het recht op bijstand begon op **{datum(facts.bijstand_vanaf)}**.",
        f"Het college ontzorgt {months} maanden: tot en met **{datum(last)}**.",
    ]
    if stopped:
        sentences.append(
            f"De bijstand eindigde eerder, op **{datum(stopped)}**. Daarmee eindigt ook het ontzorgen."
        )
    yield Termijn(
        soort=Soort.ONTZORGEN,
        label="Ontzorgen eindigt",
        regel=T15,
        aard=Aard.WET,
        actor=Wie.COLLEGE,
        start=facts.bijstand_vanaf,
        start_gebeurtenis="recht op bijstand",
        nominal=last,
        last_day=stopped or last,
        atw=False,
        state=TermijnState.VERVALLEN if stopped else TermijnState.OPEN,
        kort=f"{months} maanden na recht op bijstand",
        uitleg=tuple(sentences),
        verandert=("De wet kent geen verlenging. Langer kan alleen met een eigen afspraak.",),
        feiten=(Feit("bijstand_vanaf", "recht op bijstand", datum(facts.bijstand_vanaf)),),
        plicht=False,
    )


def verlenging_vragen(facts: Facts) -> Iterator[Termijn]:
    """T-16, T-17: an extension can be asked for (or given by DUO itself) from six months before the end."""
    first = facts.eerste_pip()
    if first is None:
        return
    if facts.verlenging_gevraagd:
        end = einde(
            facts.verlenging_gevraagd,
            weken(parameter("duo.beslist.weken", on=facts.verlenging_gevraagd).value),
        )
        yield _extension(
            Soort.VERLENGING_BESLUIT, "DUO beslist over verlenging", Wie.DUO, facts.verlenging_gevraagd, "verzoek", end,
            (f"Verlenging is gevraagd op **{datum(facts.verlenging_gevraagd)}**. DUO beslist binnen acht weken.", *end.stappen),
        )  # fmt: skip
        return
    last = _last_day(facts, first)
    months = parameter("verlenging.aanvragen.maanden", on=first.dagtekening).value
    earliest = add(last, maanden(-months))
    yield _extension(
        Soort.VERLENGING_VRAGEN, "Verlenging vragen kan tot en met", Wie.INBURGERAAR, first.dagtekening, "PIP",
        Einde(last, last, atw=False, stappen=()),
        (
            f"De inburgeringstermijn loopt tot en met **{datum(last)}**.",
            f"Verlenging vragen kan vanaf **{datum(earliest)}**, {months} maanden ervoor. DUO kan ook uit eigen beweging verlengen.",
        ),
    )  # fmt: skip


def _last_day(facts: Facts, first: PipFeit) -> date:
    if facts.termijn:
        return facts.termijn.eind_exclusief - timedelta(days=1)
    return add(first.dagtekening, jaren(parameter("inburgeringstermijn.jaren", on=first.dagtekening).value))


def _extension(
    soort: Soort, label: str, who: Wie, start: date, event: str, end: Einde, sentences: tuple[str, ...]
) -> Termijn:
    return Termijn(
        soort=soort,
        label=label,
        regel=T16,
        aard=Aard.WET,
        actor=who,
        start=start,
        start_gebeurtenis=event,
        **ended(end),  # type: ignore[arg-type]
        state=TermijnState.OPEN,
        kort=T16.titel.lower(),
        uitleg=sentences,
        plicht=False,
    )


def beleid(facts: Facts) -> Iterator[Termijn]:
    """Dates that the gemeente set itself; shown as policy, never as wettelijk."""
    for number, rule in enumerate(facts.beleid, start=1):
        day = add(rule.start, dagen(rule.dagen))
        yield Termijn(
            soort=Soort.BELEID,
            nummer=number,
            label=rule.label,
            regel=BELEID,
            aard=Aard.BELEID,
            actor=Wie.COLLEGE,
            start=rule.start,
            start_gebeurtenis=rule.soort,
            nominal=day,
            last_day=day,
            atw=False,
            state=state_of(rule.voldaan),
            met_on=rule.voldaan,
            kort=f"{rule.soort} {datum(rule.start)}",
            uitleg=(
                f"{rule.soort[:1].upper()}{rule.soort[1:]} was op **{datum(rule.start)}**.",
                f"De gemeente houdt hiervoor {rule.dagen} dagen aan: **{datum(day)}** ({rule.bron}). Dit is geen wettelijke termijn.",
            ),
        )


def begeleiding_vanaf(facts: Facts) -> Answer[date | None]:
    """T-14: the day maatschappelijke begeleiding begins; None for who has no right to it. Its end isn't in the law."""
    if facts.doelgroep is Doelgroep.GEZINSMIGRANT_EN_OVERIGE:
        return Outcome(None, T14, uitleg=("Maatschappelijke begeleiding is er voor asielstatushouders.",))
    home = next((r for r in facts.brp_inschrijvingen if r.artikel_28), None) or facts.inschrijving()
    if home is None:
        return MissingFacts(
            T14, ("brp_inschrijvingen",), ("De begeleiding begint met de inschrijving in de gemeente.",)
        )
    feit = Feit("brp_inschrijvingen", "inschrijving BRP", datum(home.vanaf))
    return Outcome(
        home.vanaf,
        T14,
        (feit,),
        (f"De begeleiding begint op **{datum(home.vanaf)}**. De wet noemt geen einde.",),
    )


def ambtshalve_vanaf(facts: Facts) -> Answer[date]:
    """T-17: the first day on which DUO may extend by itself in an individual case."""
    first = facts.eerste_pip()
    if first is None:
        return MissingFacts(T17, ("pips",), ("Zonder PIP loopt er nog geen inburgeringstermijn.",))
    last = _last_day(facts, first)
    months = parameter("verlenging.aanvragen.maanden", on=first.dagtekening).value
    day = add(last, maanden(-months))
    return Outcome(
        day,
        T17,
        (Feit("pips", "eerste PIP", datum(first.dagtekening)),),
        (f"DUO kan vanaf **{datum(day)}** uit eigen beweging verlengen.",),
    )
