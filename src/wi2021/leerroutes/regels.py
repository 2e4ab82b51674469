"""The rules of section 4 of the legal dossier, each with its articles and period of force."""

from datetime import date

from wi2021.grondslag import Zekerheid, bi, regel, ri, wi

_2026 = date(2026, 4, 2)
JUNI_2026 = date(2026, 6, 1)
_DUO = (
    "DUO's specificaties van juni 2026 zijn gelezen; of DUO dit eerder ook zo vroeg, is niet gecontroleerd."
)

R_B1 = regel("R-B1", "B1-route", wi("7"), wi("17", "3"), bi("3.3"), bi("3.4"), bi("3.5"))
R_O = regel("R-O", "Onderwijsroute", wi("8"), bi("5.4"))
R_Z_A = regel("R-Z-A", "Z-route van een asielstatushouder", wi("9"), bi("3.14", "2"), bi("3.14", "5"))
R_Z_G = regel(
    "R-Z-G", "Z-route van een gezinsmigrant of overige migrant", wi("9"), bi("3.14", "1"), bi("3.14", "3")
)
R_Z_X = regel("R-Z-x", "Z-route bij een beperking met revalidatie", bi("3.14", "8"), ri("3.16", "2"))
R_Z_Y = regel(
    "R-Z-y",
    "Uren van VSO, praktijkonderwijs of entree tellen mee",
    bi("3.14", "9"),
    bi("3.14", "10"),
    zeker_van=_2026,
    begin="Deze regel staat in de tekst van 02-04-2026; wanneer hij begon, is nog niet gecontroleerd.",
)
R_Z_M = regel("R-Z-m", "Wie het eindgesprek van de Z-route voert", bi("3.14", "4"))
R_SW = regel("R-SW", "Wisselen vraagt een reden", wi("17", "2"), bi("5.4", "1"), bi("5.4", "4"))
R_600 = regel("R-600", "Afschalen naar A2 na 600 uur", wi("17", "3"), wi("17", "4"), bi("5.5"))
KNM01 = regel("KNM-01", "KNM als examen", bi("3.4"))
KNM02 = regel("KNM-02", "KNM in de Z-route: uren, examen naar keuze", bi("3.14"))
MAP01 = regel(
    "MAP-01",
    "MAP: ten minste veertig uur en een eindgesprek",
    wi("6", "1", "b"),
    wi("6", "6"),
    bi("3.2"),
    ri("3.1"),
)
MAP02 = regel("MAP-02", "Geen MAP in de Onderwijsroute", wi("8", "3"))
MAP03 = regel("MAP-03", "Geen vrijstelling van de MAP", wi("6", "1"), zekerheid=Zekerheid.AFGELEID)
PVT01 = regel(
    "PVT-01",
    "PVT: ten minste twaalf uur en ondertekenen bij de bijeenkomst",
    wi("6", "4"),
    wi("6", "5"),
    bi("3.1"),
)
PVT02 = regel(
    "PVT-02",
    "De tekst van de participatieverklaring ligt vast",
    wi("6", "8"),
    bi("3.1", "6"),
    zekerheid=Zekerheid.ONGECONTROLEERD,
)
MP01 = regel(
    "MP-01",
    "Uren van voor het PIP die mogen meetellen",
    bi("3.1", "5"),
    bi("3.2", "3"),
    bi("3.14", "6"),
    bi("5.3", "5"),
    bi("5.5", "2"),
)
DIP01 = regel("DIP-01", "Diploma of certificaat", wi("6", "2"), bi("3.15"), bi("3.16"), ri("3.18"))
DUO_MPZ = regel(
    "DUO-MPZ", "Wat DUO aanvaardt over PVT, MAP en Z-route", wi("34", "1"), bi("9.2", "2"),
    zekerheid=Zekerheid.AFGELEID, zeker_van=JUNI_2026, begin=_DUO,
)  # fmt: skip
DUO_AAN = regel(
    "DUO-AAN", "Wat DUO aanvaardt over het inburgeringsaanbod", wi("34", "1"), bi("9.2", "2"),
    zekerheid=Zekerheid.AFGELEID, zeker_van=JUNI_2026, begin=_DUO,
)  # fmt: skip
