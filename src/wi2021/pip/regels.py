"""The rules about the PIP (section 3 of the legal dossier), and how a finding that stops it is written."""

from datetime import date

from wi2021.grondslag import Bevinding, Ernst, Kracht, Regel, Zekerheid, awb, bi, regel, wi

_2023 = date(2023, 1, 1)
PIP01 = regel("PIP-01", "Verplichte inhoud van het PIP", wi("15", "1"))
PIP02 = regel("PIP-02", "Intensiteit van de leerroute: alleen bij asielstatushouders", wi("15", "2"))
PIP03 = regel("PIP-03", "Besluiten van de Participatiewet horen bij het PIP", wi("15", "3"))
PIP04 = regel("PIP-04", "Aantal voortgangsgesprekken in het PIP", bi("5.3", "4"))
PIP05_OUD = regel(
    "PIP-05",
    "Z-route: taalonderdelen op A2 die iemand wil en kan doen",
    bi("3.14", "7"),
    tot=date(2022, 12, 31),
)
PIP05 = regel(
    "PIP-05", "Z-route: examens die iemand wil en kan doen, ook KNM", bi("3.14", "7"), van=_2023, versie=2
)
PIP06 = regel("PIP-06", "Het PIP volgt een wisseling of afschalen", bi("5.3", "6"), wi("11", "3"))
PIP07 = regel("PIP-07", "Alfabetisering met een lening: verplichting in het PIP", bi("6.2", "1", "c"))
PIP08 = regel(
    "PIP-08",
    "Een niet-vrijstellende opleiding afmaken",
    bi("4.3", "2"),
    bi("5.4", "2"),
    van=_2023,
    zekerheid=Zekerheid.AFGELEID,
)
PIP09 = regel("PIP-09", "Het PIP is een besluit met bezwaar", wi("15", "3"), awb("3:45"), awb("6:16"))
PIP10 = regel(
    "PIP-10",
    "Wat DUO aanvaardt",
    wi("34", "1"),
    bi("9.3", "2"),
    zeker_van=date(2026, 6, 1),
    begin="DUO's specificaties van juni 2026 zijn gelezen; of DUO dit eerder ook zo vroeg, is niet gecontroleerd.",
)


def stop(rule: Regel, field: str, sentence: str, remedy: str, *, on: date | None = None) -> Bevinding:
    """A finding that stops the act, with its article. ``on``: the day asked about, when the rule perhaps didn't hold yet."""
    unsure = (
        " Of deze regel op die dag al gold, is nog niet gecontroleerd."
        if on and rule.kracht(on) is Kracht.ONZEKER
        else ""
    )
    return Bevinding(rule, Ernst.BLOKKEERT, field, f"{sentence} ({rule.artikelen[0]}).{unsure}", remedy)


def oordeel(rule: Regel, field: str, sentence: str, remedy: str) -> Bevinding:
    """A finding that asks a judgement, with its article."""
    return Bevinding(rule, Ernst.OORDEEL, field, f"{sentence} ({rule.artikelen[0]}).", remedy)
