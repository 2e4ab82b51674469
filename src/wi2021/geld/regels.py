"""The rules of section 5 of the legal dossier, each with its articles and period of force."""

from datetime import date

from wi2021.grondslag import Artikel, Regeling, Zekerheid, bi, regel, ri, wi

F01 = regel(
    "F-01",
    "Het college biedt een asielstatushouder een cursus aan en betaalt die",
    wi("16", "1"),
    wi("16", "3"),
)
F02 = regel("F-02", "Gratis examenpogingen van een asielstatushouder", ri("3.5"))
F03 = regel(
    "F-03",
    "Een gezinsmigrant of overige migrant betaalt cursus en examens zelf",
    wi("19"),
    wi("20", "1"),
    ri("3.4"),
)
F04 = regel(
    "F-04",
    "Lening bij DUO",
    wi("19"),
    wi("20"),
    bi("6.2"),
    bi("6.3"),
    bi("6.5"),
    ri("6.1"),
    ri("6.2"),
    ri("6.8"),
)
F05 = regel("F-05", "De lening terugbetalen", wi("20", "2"), wi("21"), bi("6.7"), bi("6.8"), ri("6.5"))
F06 = regel(
    "F-06", "PVT en MAP biedt het college aan, zonder prijs", wi("6", "3"), zekerheid=Zekerheid.AFGELEID
)
F07 = regel(
    "F-07", "Uitkering aan het college: bekendmaken, betalen, herzien, reserveren",
    wi("40"), wi("41"), wi("42"), bi("10.5"), bi("10.6"), bi("10.8"),
)  # fmt: skip
F08 = regel(
    "F-08", "Uitkering per gezinsmigrant of overige migrant", bi("10.1", "2"), bi("10.2", "1"), ri("10.2")
)
F09 = regel(
    "F-09",
    "Bedragen per asielstatushouder voor het landelijk budget",
    bi("10.1", "5"),
    bi("10.2", "2"),
    ri("10.3"),
)
F10 = regel(
    "F-10", "Gewichten voor de verdeling over gemeenten",
    bi("10.1", "3"), bi("10.1", "4"), bi("10.2", "3"), bi("10.3", "5"), ri("10.1"), ri("10.4"),
)  # fmt: skip
F11 = regel("F-11", "De uitkering: BGO + BA", bi("10.1", "1"), tot=date(2025, 12, 31))
F11_ABO = regel(
    "F-11", "De uitkering: BGO + BA + ABO", bi("10.1", "1"), bi("10.1", "6"), van=date(2026, 1, 1), versie=2,
    zekerheid=Zekerheid.ONGECONTROLEERD, zeker_van=date(2026, 4, 2),
    begin="De term ABO staat in de tekst van 02-04-2026; voor welk budgetjaar hij het eerst telt, is nog niet gecontroleerd.",
)  # fmt: skip
F12 = regel(
    "F-12", "Budget van het Rijk per traject, volgens de raadsbrief van 2021", Artikel(Regeling.BELEID, ""),
    van=date(2021, 1, 1), tot=date(2021, 12, 31), zekerheid=Zekerheid.ONGECONTROLEERD,
)  # fmt: skip
F13 = regel(
    "F-13", "De uitkering is van elk college apart, ook bij een gemeenschappelijke regeling",
    wi("18"), wi("40", "1"), wi("42", "1"), bi("10.7", "2"),
)  # fmt: skip
