"""The rules of section 7 of the legal dossier, and those of sections 0.3 and 8 that belong to money of people."""

from datetime import date

from wi2021.grondslag import Artikel, Regeling, Zekerheid, pw, regel, wi

_BELEID = Artikel(Regeling.BELEID, "")

O01 = regel("O-01", "Voor wie ontzorgen verplicht is", pw("56a", "1"))
O02 = regel("O-02", "Betalen uit de bijstand: huur, gas, water, stroom en zorgverzekering", pw("56a", "2"))
O02_MACHTIGING = regel(
    "O-02-machtiging", "Ook voor de vijf verplichte kosten is een machtiging nodig", pw("56a", "2"), pw("18"),
    zekerheid=Zekerheid.AFGELEID,
)  # fmt: skip
O02_TOESLAG = regel(
    "O-02-toeslag", "Toeslagen innen: een volmacht alleen is misschien niet genoeg", pw("56a", "2"),
    zekerheid=Zekerheid.ONGECONTROLEERD,
)  # fmt: skip
O02_PARTNER = regel(
    "O-02-partner", "Bijstand samen met een partner zonder deze plicht, of die later komt", pw("56a", "1"),
    zekerheid=Zekerheid.ONGECONTROLEERD,
)  # fmt: skip
O02_OPNIEUW = regel(
    "O-02-opnieuw", "Opnieuw recht op bijstand na een onderbreking", pw("56a", "2"), zekerheid=Zekerheid.AFGELEID
)  # fmt: skip
O02_WARMTE = regel(
    "O-02-warmte", "Of warmte van een warmtenet bij de vijf kosten hoort", pw("56a", "2"),
    zekerheid=Zekerheid.ONGECONTROLEERD,
)  # fmt: skip
O03 = regel("O-03", "De verplichting is een besluit en hoort bij het PIP", wi("15", "3"), pw("56a", "2"))
O04 = regel(
    "O-04", "Langer of breder kan alleen met een afspraak, of als artikel 57 het toelaat", pw("56a", "2"), pw("57"),
    zekerheid=Zekerheid.AFGELEID,
)  # fmt: skip
O05 = regel(
    "O-05", "Niet meewerken aan ontzorgen is een zaak van de Participatiewet", pw("18"), wi("27"),
    zekerheid=Zekerheid.AFGELEID,
)  # fmt: skip
O06 = regel(
    "O-06", "Het doel van ontzorgen, en de begeleiding die erbij hoort", pw("56a", "2"), zekerheid=Zekerheid.AFGELEID
)  # fmt: skip
O07 = regel(
    "O-07", "Ruimte voor maatwerk: een verplichte kostenpost die het college niet betaalt", pw("56a", "2"),
    van=date(2023, 4, 6), zekerheid=Zekerheid.ONGECONTROLEERD,
)  # fmt: skip
O08 = regel(
    "O-08", "Wie in de regio wat doet, volgens de raadsbrief", _BELEID, zekerheid=Zekerheid.ONGECONTROLEERD
)
O09 = regel("O-09", "Geldgegevens over en weer gebruiken", wi("35", "5"), pw("67a"))
O10 = regel("O-10", "Vormen van uitvoering", _BELEID, zekerheid=Zekerheid.ONGECONTROLEERD)
# No row of the dossier has an id for these two: its design of the ledger, and the secrecy of the Participatiewet.
O_GELDBOEK = regel(
    "O-geldboek", "Geen cent erbij of eraf, en niets onder nul zonder besluit", pw("56a", "2"),
    zekerheid=Zekerheid.AFGELEID,
)  # fmt: skip
O_GEHEIM = regel(
    "O-geheim", "Geldgegevens gaan niet verder dan de Participatiewet nodig heeft", pw("65", "1"), pw("65", "2"),
    zekerheid=Zekerheid.AFGELEID,
)  # fmt: skip
P09 = regel(
    "P-09", "Gegevens van de Participatiewet en van deze wet over en weer gebruiken", wi("35", "5"), pw("67a")
)
P13 = regel(
    "P-13", "Geldgegevens bewaren volgt de Participatiewet en de boekhouding", pw("56a"),
    zekerheid=Zekerheid.ONGECONTROLEERD,
)  # fmt: skip
