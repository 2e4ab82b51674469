"""The rules of section 2 of the legal dossier, each with its articles and period of force."""

from datetime import date

from wi2021.grondslag import Artikel, Regeling, Zekerheid, awb, bi, pw, regel, ri, wi

NIEUW = date(2023, 1, 1)
_489 = "Dat de tekst op 01-01-2023 begon, is afgeleid uit Stb. 2022, 489."

T01 = regel("T-01", "PIP binnen tien weken na de kennisgeving", bi("5.3", "1"), van=NIEUW, begin=_489)
T02 = regel(
    "T-02", "PIP binnen tien weken na inschrijving in de gemeente van huisvesting", bi("5.3", "1"), van=NIEUW, begin=_489
)  # fmt: skip
T02_OUD = regel(
    "T-02-old", "PIP binnen tien weken na inschrijving (oude tekst)", bi("5.3", "1"), tot=date(2022, 12, 31)
)
T03 = regel(
    "T-03", "PIP binnen twee weken na informatie van een derde", bi("5.3", "2"), van=NIEUW, begin=_489
)
T04 = regel("T-04", "Nieuw PIP na verhuizing binnen tien weken na inschrijving", bi("5.3", "3"))
T05 = regel(
    "T-05",
    "Verhuisd zonder PIP: de termijn loopt door",
    bi("5.3", "1"),
    bi("5.3", "3"),
    zekerheid=Zekerheid.AFGELEID,
)
T06 = regel("T-06", "Termijn van een oproep voor de brede intake", wi("14", "1"), wi("14", "2"))
T07 = regel("T-07", "Nieuwe intaketermijn na een boete", wi("22", "2"))
T08 = regel("T-08", "Inburgeringstermijn van drie jaar", wi("11", "1"), wi("11", "2"))
T09 = regel("T-09", "Een nieuw of gewijzigd PIP verschuift de inburgeringstermijn niet", wi("11", "3"))
T10_OUD = regel(
    "T-10",
    "Wisselen van leerroute binnen anderhalf jaar",
    wi("17", "2"),
    bi("5.4", "1"),
    tot=date(2022, 12, 31),
)
T10 = regel(
    "T-10",
    "Wisselen van leerroute binnen anderhalf jaar, of na een niet-vrijstellende opleiding",
    wi("17", "2"),
    bi("5.4", "1"),
    bi("5.4", "2"),
    bi("5.4", "3"),
    van=NIEUW,
    versie=2,
)
T11 = regel("T-11", "Afschalen naar A2 kan altijd", wi("17", "3"), bi("5.5"))
T12 = regel("T-12", "Voortgangsgesprekken: het aantal staat in het PIP", bi("5.3", "4"))
T13 = regel("T-13", "Tijdig een inburgeringsaanbod", wi("16", "1"), ri("4.1", "1", "g"))
T14 = regel("T-14", "Maatschappelijke begeleiding vanaf inschrijving", wi("13", "3"), bi("5.1"))
T15 = regel("T-15", "Ontzorgen: zes maanden vanaf het recht op bijstand", pw("56a", "2"))
T16 = regel("T-16", "Verlenging aanvragen bij DUO", bi("4.5", "1"))
T17 = regel("T-17", "Ambtshalve verlenging door DUO", bi("4.5", "2"), bi("4.5", "3"))
T18 = regel("T-18", "Bezwaar binnen zes weken", awb("3:41"), awb("6:7"), awb("6:8"), awb("6:9"))
T19 = regel("T-19", "Beslissen op bezwaar", awb("7:10"), awb("7:13"))
T20 = regel("T-20", "Een boete betalen binnen zes weken", awb("4:87", "1"))
T21 = regel("T-21", "Betalen na aanmaning binnen twee weken", awb("4:112"), awb("4:117"), awb("5:10", "2"))
T22 = regel("T-22", "Boetebesluit binnen dertien weken na het rapport", awb("5:51"))
T23 = regel("T-23", "De bevoegdheid om te beboeten vervalt", awb("5:45"), awb("5:53"))
T24 = regel("T-24", "Nieuwe termijn na een boete van DUO", wi("24"), wi("25"), ri("7.4"))
T25 = regel(
    "T-25",
    "Dwangsom: alleen na een aanvraag of bezwaar, nooit bij een te laat PIP",
    awb("4:17"),
    awb("7:14"),
    zekerheid=Zekerheid.AFGELEID,
)
DIGITAAL = regel(
    "T-18-digitaal",
    "Digitaal bezwaar maken, en meer tijd bij een storing",
    awb("2:13"),
    van=date(2026, 1, 1),
    zekerheid=Zekerheid.ONGECONTROLEERD,
)
BELEID = regel("beleid", "Datum uit het beleid van de gemeente", Artikel(Regeling.BELEID, ""))
