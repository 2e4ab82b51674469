"""The worked examples of the legal dossier, section 9(b), as a table: number, rule, facts in words, question, expected.

Each row is written to be read by a lawyer: the facts in Dutch, then the same facts for the code, then what must come out.
``docs/wet/voorbeelden.md`` shows the table without the code. "Last day": the last day on which the act is in time.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from wi2021.dagen import add, maanden
from wi2021.facts import (
    Aanbod,
    Bezwaar,
    Boete,
    Boetesoort,
    BrpInschrijving,
    Doelgroep,
    Duotermijn,
    Facts,
    Leerroute,
    Niveau,
    Oproep,
    PipFeit,
    WachtOpDerde,
)
from wi2021.geld import lening
from wi2021.grondslag import MissingFacts, NeedsJudgement, Outcome
from wi2021.intake import IntakeFeiten, Onderdeel, Toets, Toetsuitslag, check_intake, next_step, toets_nodig
from wi2021.leerroutes import (
    Gespreksvoerder,
    ZUren,
    afschalen,
    eindgesprek_z_geldig,
    map_klaar,
    nog_nodig,
    pvt_klaar,
    z_rest,
)
from wi2021.leerroutes.voltooien import Voortgang
from wi2021.ontzorgen import Besluitstand, Grondsoort, Kostenregel, Ontzorgpost, betaalgrond, ontzorgstand
from wi2021.pip import PipInhoud, Wisselgrond, check_pip
from wi2021.plicht import welke_wet
from wi2021.termijnen import Soort, Termijn, dwangsom, objection_in_time, termijnen
from wi2021.verlenging import Grond, VerlengFeiten, verlenging

D = date.fromisoformat
ASIEL, GEZIN = Doelgroep.ASIELSTATUSHOUDER, Doelgroep.GEZINSMIGRANT_EN_OVERIGE
B1, ONDERWIJS, Z = Leerroute.B1, Leerroute.ONDERWIJS, Leerroute.Z
JUDGEMENT = "oordeel"


@dataclass(frozen=True, slots=True)
class Voorbeeld:
    """One worked example: ``ask`` gives what the law answers, which must equal ``expected``."""

    number: str
    rule: str
    facts: str
    question: str
    ask: Callable[[], Any]
    expected: Any
    shown: str


def the(soort: Soort, facts: Facts, on: str) -> Termijn:
    return next(t for t in termijnen(facts, on=D(on)) if t.soort is soort)


def dates(soort: Soort, facts: Facts, on: str) -> tuple[str, str, str]:
    """Rule, nominal day and last day."""
    found = the(soort, facts, on)
    return found.regel.id, found.nominal.isoformat(), found.last_day.isoformat()


def value(answer: Outcome[Any] | NeedsJudgement | MissingFacts) -> Any:
    """What an answer says; a judgement as the word "oordeel"."""
    return answer.value if isinstance(answer, Outcome) else JUDGEMENT


def housed(gemeente: str, day: str) -> tuple[BrpInschrijving, ...]:
    return (BrpInschrijving(gemeente, D(day), artikel_28=True),)


def pips(*rows: tuple[str, Leerroute]) -> tuple[PipFeit, ...]:
    return tuple(PipFeit(D(day), route, "0505", n) for n, (day, route) in enumerate(rows, start=1))


FAMILY = Facts(
    doelgroep=GEZIN,
    kennisgeving=D("2026-01-12"),
    brp_inschrijvingen=(BrpInschrijving("0505", D("2025-12-01")),),
)
ASCENSION = Facts(doelgroep=GEZIN, kennisgeving=D("2026-03-05"))
FROM_AZC = Facts(
    doelgroep=ASIEL, kennisgeving=D("2026-01-20"), brp_inschrijvingen=housed("0505", "2026-02-17")
)
HOUSED_FIRST = Facts(
    doelgroep=ASIEL, kennisgeving=D("2026-06-01"), brp_inschrijvingen=housed("0590", "2026-05-20")
)
DIPLOMA = WachtOpDerde("diplomawaardering", D("2026-03-02"), D("2026-05-01"), True, "nodig voor de route")
AWAITED = replace(FROM_AZC, wacht_op_derde=(DIPLOMA,))
OLD = Facts(doelgroep=ASIEL, kennisgeving=D("2022-03-20"), brp_inschrijvingen=housed("0505", "2022-03-01"))
FIRST = Facts(doelgroep=GEZIN, pips=pips(("2026-03-10", B1)))
SENT = Facts(doelgroep=GEZIN, pips=(PipFeit(D("2026-03-10"), B1, "0505", verzonden=D("2026-03-10")),))
ANNULLED = Facts(
    doelgroep=GEZIN,
    pips=(PipFeit(D("2026-03-10"), B1, "0505", 1, vernietigd=D("2026-07-20")), PipFeit(D("2026-08-03"), B1, "0505", 2)),
)  # fmt: skip
BENEFIT = Facts(doelgroep=ASIEL, asielvergunning_bepaalde_tijd=True, bijstand_vanaf=D("2026-04-15"))
OBLIGED = replace(BENEFIT, plicht_begin=D("2026-01-20"))
FIXED = [Ontzorgpost.HUUR, Ontzorgpost.ENERGIE, Ontzorgpost.WATER, Ontzorgpost.ZORGVERZEKERING]
LATE_OFFER = Facts(doelgroep=ASIEL, pips=pips(("2026-03-10", B1)), aanbod=(Aanbod(D("2026-07-25")),))
OFFER = VerlengFeiten(
    D("2029-03-10"), pip=D("2026-03-10"), aanbod=D("2026-07-25"), doelgroep=ASIEL, leerroute=B1
)
NEARLY = VerlengFeiten(
    D("2029-03-10"), leerroute=B1, doelgroep=GEZIN, taalonderdelen=2, knm=True, pvt=True, map=True
)

TODAY = D("2026-05-04")
SETTLED = Facts(
    doelgroep=ASIEL, plicht_begin=D("2026-01-20"), kennisgeving=D("2026-01-20"), gemeente="0505",
    brp_inschrijvingen=housed("0505", "2026-02-17"),
)  # fmt: skip
PLAN = PipInhoud(
    dagtekening=TODAY, leerroute=B1, niveau=Niveau.B1, intensiteit_uren=900, ondersteuning=("taalmaatje",), pvt_uren=12,
    map_uren=40, vve="er is geen jong kind", voortgangsgesprekken=6,
)  # fmt: skip
SWITCHED = PipInhoud(
    dagtekening=D("2028-11-01"), leerroute=B1, niveau=Niveau.B1, intensiteit_uren=900, ondersteuning=("taalmaatje",),
    pvt_uren=12, map_uren=40, vve="er is geen jong kind", voortgangsgesprekken=6, eerste_ooit=False,
    vorige_leerroute=ONDERWIJS, vorige_dagtekening=D("2026-03-10"), wisselgrond=Wisselgrond.TE_WEINIG,
    wisselmotief="het taalschakeltraject lukt niet",
)  # fmt: skip


def refused(plan: PipInhoud, facts: Facts, *, on: date = TODAY) -> set[tuple[str, str]]:
    """Field and rule of everything that stops a PIP."""
    return {(f.veld, f.regel.id) for f in check_pip(plan, facts, on=on) if f.ernst.value == "blokkeert"}


INTAKE = IntakeFeiten(
    ingevuld=frozenset(Onderdeel) - {Onderdeel.LEERBAARHEIDSTOETS}, toets=Toets(TODAY, TODAY, Toetsuitslag.HAALBAAR),
    alleen_gewezen=TODAY, alleen_keuze="samen", verslag=True,
)  # fmt: skip
BLIND = replace(INTAKE, toets=Toets(), visuele_beperking=True)
DEAF = replace(INTAKE, toets=Toets(), auditieve_beperking=True, kan_toets_maken=True)


def open_fields(facts: IntakeFeiten) -> list[str]:
    """What the intake still lacks."""
    return [f.veld for f in check_intake(facts, on=TODAY)]


def missed(times: int, *, asiel: bool) -> tuple[str, bool]:
    """The next step after so many missed oproepen, and whether a fine is proposed."""
    rows = tuple(Oproep(n, TODAY, D("2026-05-18"), "niet_verschenen") for n in range(1, times + 1))
    step = next_step(rows, asiel=asiel, on=TODAY)
    words = " ".join(step.uitleg)
    return step.value.value, "boete" in words and "geen boete" not in words and "eigen besluit" not in words


def may_pay(post: Ontzorgpost, facts: Facts, *, machtiging: bool = False) -> Grondsoort | None:
    """On what the college may pay a cost from the bijstand, with a decision that belongs to the PIP; None: it may not."""
    stand = value(ontzorgstand(facts, on=TODAY))
    found = value(
        betaalgrond(Kostenregel(post, stand, besluit=Besluitstand.BIJ_PIP, machtiging=machtiging), on=TODAY)
    )
    return found.grond if found.mag else None


FINE = Facts(
    doelgroep=GEZIN, boetes=(Boete(Boetesoort.INTAKE, D("2026-05-01"), besluit=D("2026-05-18"), bekendgemaakt=D("2026-05-18")),)
)  # fmt: skip
REPORT = Facts(
    doelgroep=GEZIN, boetes=(Boete(Boetesoort.MEDEWERKING, D("2026-04-20"), rapport=D("2026-05-04")),)
)


def in_time(received: str) -> object:
    return value(objection_in_time(D("2026-04-21"), Bezwaar(D(received), gepost=D("2026-04-21"))))


VOORBEELDEN = (
    # --- de termijn voor het PIP (hoofdstuk 2)
    Voorbeeld("E01", "T-01", "Gezinsmigrant, ingeschreven 01-12-2025, kennisgeving 12-01-2026.", "PIP uiterlijk",
              lambda: dates(Soort.PIP, FAMILY, "2026-02-01"), ("T-01", "2026-03-23", "2026-03-23"), "23-03-2026"),
    Voorbeeld("E02", "T-01", "Gezinsmigrant, kennisgeving 05-03-2026. Geteld: 14-05-2026, Hemelvaartsdag.", "PIP uiterlijk",
              lambda: dates(Soort.PIP, ASCENSION, "2026-04-01"), ("T-01", "2026-05-14", "2026-05-18"), "18-05-2026"),
    Voorbeeld("E03", "T-02", "Asielstatushouder, kennisgeving 20-01-2026 in het azc, ingeschreven in Dordrecht 17-02-2026.", "PIP uiterlijk",
              lambda: dates(Soort.PIP, FROM_AZC, "2026-03-01"), ("T-02", "2026-04-28", "2026-04-28"), "28-04-2026"),
    Voorbeeld("E05", "T-01", "Asielstatushouder, ingeschreven in Papendrecht 20-05-2026, kennisgeving 01-06-2026.", "PIP uiterlijk",
              lambda: dates(Soort.PIP, HOUSED_FIRST, "2026-07-01"), ("T-01", "2026-08-10", "2026-08-10"), "10-08-2026"),
    Voorbeeld("E07", "T-03", "Als E03. Het college kan niet zonder een diplomawaardering; die komt op 01-05-2026. Geteld: 15-05-2026, gelijkgesteld met een feestdag.", "PIP uiterlijk",
              lambda: dates(Soort.PIP, AWAITED, "2026-05-01"), ("T-03", "2026-05-15", "2026-05-18"), "18-05-2026"),
    Voorbeeld("E07 zonder derde", "T-02", "Als E03, zonder informatie van een ander.", "te laat op 29-04-2026, nog niet op 28-04-2026",
              lambda: (the(Soort.PIP, FROM_AZC, "2026-04-29").laat(D("2026-04-28")), the(Soort.PIP, FROM_AZC, "2026-04-29").laat(D("2026-04-29"))), (False, True), "ja"),
    Voorbeeld("E08", "T-02-old", "Zaak van 2022: ingeschreven 01-03-2022, kennisgeving 20-03-2022.", "PIP uiterlijk, oude tekst",
              lambda: dates(Soort.PIP, OLD, "2022-04-01"), ("T-02-old", "2022-05-10", "2022-05-10"), "10-05-2022"),
    # --- de inburgeringstermijn
    Voorbeeld("E10", "T-08", "PIP van 10-03-2026. De laatste dag is een zaterdag: geen verlenging.", "inburgeringstermijn tot en met",
              lambda: dates(Soort.INBURGERINGSTERMIJN, FIRST, "2026-04-01"), ("T-08", "2029-03-10", "2029-03-10"), "10-03-2029"),
    Voorbeeld("E10 DUO", "T-08", "Als E10. DUO noemt als einddatum 11-03-2029, de eerste dag erna.", "dezelfde termijn",
              lambda: any("dezelfde termijn" in zin and "11-03-2029" in zin for zin in the(Soort.INBURGERINGSTERMIJN, replace(FIRST, termijn=Duotermijn(D("2026-03-11"), D("2029-03-11"))), "2026-04-01").uitleg), True, "ja"),
    Voorbeeld("E12", "T-09", "PIP van 10-03-2026, in bezwaar deels vernietigd; nieuw PIP 03-08-2026.", "begin en einde blijven",
              lambda: (the(Soort.INBURGERINGSTERMIJN, ANNULLED, "2026-09-01").start.isoformat(), *dates(Soort.INBURGERINGSTERMIJN, ANNULLED, "2026-09-01")[1:], "T-09" in {r.id for r in the(Soort.INBURGERINGSTERMIJN, ANNULLED, "2026-09-01").regels}),
              ("2026-03-10", "2029-03-10", "2029-03-10", True), "begin 11-03-2026, tot en met 10-03-2029"),
    Voorbeeld("E14", "T-10", "PIP van 10-03-2026. Van de Onderwijsroute naar de B1-route op 01-11-2028, na anderhalf jaar.", "mag het",
              lambda: refused(SWITCHED, replace(SETTLED, plicht_begin=D("2026-01-20"), pips=pips(("2026-03-10", ONDERWIJS))), on=D("2028-11-01")), set(), "ja"),
    Voorbeeld("E14 andersom", "T-10", "Als E14, maar van de B1-route naar de Z-route.", "mag het",
              lambda: refused(replace(SWITCHED, leerroute=Z, niveau=None, vorige_leerroute=B1), replace(SETTLED, pips=pips(("2026-03-10", B1))), on=D("2028-11-01")), {("leerroute", "T-10")}, "nee"),
    # --- leerroutes (hoofdstuk 4)
    Voorbeeld("E15", "R-600", "B1-route, 580 uur NT2 met keurmerk en 25 uur in de intake, goede inspanning, B1 lukt niet.", "afschalen naar A2",
              lambda: value(afschalen(580, 25, inspanning=True, on=TODAY)), JUDGEMENT, "kan: het college beslist"),
    Voorbeeld("E17", "PIP-10", "Eerste PIP ooit: B1-route met niveau A2.", "geweigerd op",
              lambda: refused(replace(PLAN, niveau=Niveau.A2), SETTLED), {("niveau", "PIP-10")}, "niveau"),
    Voorbeeld("E18 Onderwijsroute", "PIP-10", "Onderwijsroute met niveau A2.", "geweigerd op",
              lambda: refused(replace(PLAN, leerroute=ONDERWIJS, niveau=Niveau.A2, map_uren=None, wens_onderwijs=True), SETTLED), {("niveau", "PIP-10")}, "niveau"),
    Voorbeeld("E18 Z-route", "PIP-10", "Z-route met niveau B1.", "geweigerd op",
              lambda: refused(replace(PLAN, leerroute=Z), SETTLED), {("niveau", "PIP-10")}, "niveau"),
    Voorbeeld("E19", "R-Z-A", "Z-route, asielstatushouder; PVT 12 uur, MAP 60 uur.", "nog te doen: cursus en participatie",
              lambda: (z_rest(ASIEL, ZUren(pvt=12, map=60), on=TODAY).value.cursus, z_rest(ASIEL, ZUren(pvt=12, map=60), on=TODAY).value.participatie), (800, 728), "800 en 728 uur"),
    Voorbeeld("E21", "R-Z-m", "Eindgesprek van de Z-route gevoerd door een docent van de aanbieder, met mandaat.", "geldig",
              lambda: value(eindgesprek_z_geldig(Gespreksvoerder.AANBIEDER)), False, "nee"),
    Voorbeeld("E22", "MAP-02", "Onderwijsroute; PVT gedaan, geen MAP.", "MAP nodig",
              lambda: [f.veld for f in nog_nodig(ONDERWIJS, Voortgang(pvt=True, taalschakeltraject=True))], [], "nee"),
    Voorbeeld("E23", "MAP-01", "MAP met 38 uur praktijk en een eindgesprek.", "af",
              lambda: map_klaar(B1, praktijk_uren=38, eindgesprek=True, on=TODAY).value, False, "nee"),
    Voorbeeld("E25", "PVT-01", "PVT 12 uur, thuis ondertekend.", "af",
              lambda: pvt_klaar(uren=12, activiteit=True, aanwezigheid=True, ondertekend_bij_bijeenkomst=False, on=TODAY).value, False, "nee"),
    # --- de brede intake (hoofdstuk 3)
    Voorbeeld("E26", "INT-06", "Blinde persoon.", "toets nodig; na ontheffing volledig zonder score",
              lambda: (value(toets_nodig(BLIND, on=TODAY)), open_fields(replace(BLIND, toets=Toets(ontheven=TODAY, grond="visueel")))), (False, []), "nee; ja"),
    Voorbeeld("E27", "INT-07", "Dove persoon die de toets met een tolk kan maken.", "toets nodig",
              lambda: value(toets_nodig(DEAF, on=TODAY)), True, "ja"),
    Voorbeeld("E28", "INT-03", "Intake zonder aantekening over het recht op een gesprek alleen.", "ontbreekt",
              lambda: open_fields(replace(INTAKE, alleen_gewezen=None)), ["alleen_gewezen"], "die aantekening"),
    Voorbeeld("E29", "PIP-02", "PIP van een gezinsmigrant met uren intensiteit.", "geweigerd op",
              lambda: refused(PLAN, replace(SETTLED, doelgroep=GEZIN)), {("intensiteit_uren", "PIP-02")}, "intensiteit"),
    Voorbeeld("E30", "PIP-04", "PIP zonder aantal voortgangsgesprekken.", "geweigerd op",
              lambda: refused(replace(PLAN, voortgangsgesprekken=None), SETTLED), {("voortgangsgesprekken", "PIP-04")}, "aantal gesprekken"),
    Voorbeeld("E31", "PRC-02", "Gezinsmigrant verschijnt niet op oproep 1.", "volgende stap; boete",
              lambda: missed(1, asiel=False), ("waarschuwen_en_oproepen", False), "waarschuwing en oproep 2; geen boete"),
    Voorbeeld("E32 termijn", "T-07", "Boete voor de intake bekendgemaakt op 18-05-2026.", "nieuwe termijn uiterlijk",
              lambda: dates(Soort.INTAKE_NA_BOETE, FINE, "2026-06-01"), ("T-07", "2026-07-18", "2026-07-18"), "18-07-2026"),
    Voorbeeld("E34 oproepen", "PRC-02", "Asielstatushouder verschijnt twee keer niet, en dan een derde keer.", "boete; na drie oproepen",
              lambda: (missed(2, asiel=True)[1], missed(3, asiel=True)[0]), (False, "afronden_in_afwezigheid"), "geen boete; intake in afwezigheid afgerond"),
    # --- besluiten, bezwaar en geld
    Voorbeeld("E42 termijn", "T-22", "Boeterapport van 04-05-2026.", "besluit uiterlijk",
              lambda: dates(Soort.BOETEBESLUIT, REPORT, "2026-06-01"), ("T-22", "2026-08-03", "2026-08-03"), "03-08-2026"),
    Voorbeeld("E44", "T-18", "PIP verzonden op 10-03-2026.", "bezwaar tot en met",
              lambda: dates(Soort.BEZWAAR, SENT, "2026-04-01"), ("T-18", "2026-04-21", "2026-04-21"), "21-04-2026"),
    Voorbeeld("E44 op tijd", "T-18", "Gepost op 21-04-2026, ontvangen op 27-04-2026.", "op tijd", lambda: in_time("2026-04-27"), True, "ja"),
    Voorbeeld("E44 te laat", "T-18", "Gepost op 21-04-2026, ontvangen op 29-04-2026.", "op tijd", lambda: in_time("2026-04-29"), False, "nee"),
    Voorbeeld("E49", "T-15", "Asielvergunning, recht op bijstand vanaf 15-04-2026.", "ontzorgen tot en met",
              lambda: dates(Soort.ONTZORGEN, BENEFIT, "2026-05-01"), ("T-15", "2026-10-14", "2026-10-14"), "14-10-2026"),
    Voorbeeld("E50", "T-15", "Nareiziger met een gewone (reguliere) vergunning en bijstand.", "plicht tot ontzorgen",
              lambda: [t.soort for t in termijnen(replace(BENEFIT, asielvergunning_bepaalde_tijd=False), on=TODAY)], [], "nee"),
    Voorbeeld("E50 vrijwillig", "O-01", "Als E50. De huur, eerst zonder en dan met een machtiging.", "mag het college betalen",
              lambda: (may_pay(Ontzorgpost.HUUR, replace(OBLIGED, asielvergunning_bepaalde_tijd=False)), may_pay(Ontzorgpost.HUUR, replace(OBLIGED, asielvergunning_bepaalde_tijd=False), machtiging=True)), (None, Grondsoort.AFSPRAAK), "alleen vrijwillig, met een machtiging"),
    Voorbeeld("E51", "O-02", "Ontzorgen met machtiging en besluit voor huur, energie, water en zorgpremie. Ook een telefoonrekening.", "mag het college inhouden, op welke grond",
              lambda: ([may_pay(post, OBLIGED, machtiging=True) for post in FIXED], may_pay(Ontzorgpost.TELEFOON, OBLIGED)), ([Grondsoort.PLICHT] * 4, None), "de vaste lasten wel, de telefoonrekening niet"),
    Voorbeeld("E51 met toestemming", "O-04", "Als E51, met een machtiging voor de telefoonrekening.", "mag het college inhouden, op welke grond",
              lambda: may_pay(Ontzorgpost.TELEFOON, OBLIGED, machtiging=True), Grondsoort.AFSPRAAK, "ja, op een eigen afspraak"),
    # --- verlengen (2.1)
    Voorbeeld("E52", "X-g", "PIP van 10-03-2026, aanbod pas op 25-07-2026.", "grens, en dagen verlenging",
              lambda: (dates(Soort.AANBOD, LATE_OFFER, "2026-08-01")[2], add(D("2026-03-10"), maanden(3)).isoformat(), str(value(verlenging(Grond.GEEN_AANBOD, OFFER, on=D("2026-08-01"))).duur)), ("2026-06-10", "2026-06-10", "45 dagen"), "vanaf 10-06-2026: 45 dagen"),
    Voorbeeld("E54", "X-c", "Bevalling; de termijn loopt tot en met 10-03-2029.", "nieuwe laatste dag",
              lambda: value(verlenging(Grond.GEBOORTE, VerlengFeiten(D("2029-03-10")), on=D("2028-11-01"))).einde.isoformat(), "2029-06-30", "30-06-2029"),
    Voorbeeld("E56 440 uur", "X-l", "Gezinsmigrant, B1-route, KNM en twee taalonderdelen gehaald, PVT en MAP gedaan, 440 uur les.", "verlenging",
              lambda: str(value(verlenging(Grond.BIJNA_KLAAR, replace(NEARLY, lesuren=440), on=D("2028-11-01"))).duur), "0 dagen", "nee"),
    Voorbeeld("E56 460 uur", "X-l", "Als hierboven, met 460 uur les.", "verlenging",
              lambda: str(value(verlenging(Grond.BIJNA_KLAAR, replace(NEARLY, lesuren=460), on=D("2028-11-01"))).duur), "6 maanden", "zes maanden"),
    # --- geld (hoofdstuk 5)
    Voorbeeld("E66", "F-04", "Gezinsmigrant met een draagkracht van € 1.200 per jaar.", "hoogste lening bij DUO, in centen",
              lambda: lening(GEZIN, 120_000, on=TODAY).value, 760_000, "€ 7.600, ter informatie"),
    # --- overgang en dwangsom
    Voorbeeld("E61", "TRA-01", "Op 31-12-2021 plichtig onder de Wet inburgering 2013.", "wet; termijnen; PIP",
              lambda: (value(welke_wet(True)), termijnen(replace(FROM_AZC, wi2013_op_31_12_2021=True), on=TODAY), ("wi2013_op_31_12_2021", "TRA-01") in refused(PLAN, replace(SETTLED, wi2013_op_31_12_2021=True))),
              ("Wi2013", (), True), "oude wet; geen; geweigerd"),
    Voorbeeld("E65", "T-25", "Het PIP is te laat; de inburgeraar stuurt een ingebrekestelling.", "dwangsom in centen",
              lambda: value(dwangsom(replace(FROM_AZC, ingebrekestelling=D("2026-05-11"))) or MissingFacts(the(Soort.PIP, FROM_AZC, "2026-05-01").regel, ())), 0, "geen"),
)  # fmt: skip

# Examples of the dossier that wait for the sections they belong to.
LATER = {
    "E32": "het bedrag van de boete: hoofdstuk 6", "E34": "de poort voor boetes: hoofdstuk 6",
    "E35": "hoofdstuk 6", "E36": "hoofdstuk 6", "E39": "hoofdstuk 6", "E41": "hoofdstuk 6",
    "E42": "wie tekent: hoofdstuk 6", "E43": "hoofdstuk 6", "E62": "hoofdstuk 8",
    "E63": "hoofdstuk 8", "E64": "hoofdstuk 8",
}  # fmt: skip
