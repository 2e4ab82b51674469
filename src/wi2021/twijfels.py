"""What the sources leave open, and how the code reads it until a lawyer says otherwise."""

from dataclasses import dataclass

from wi2021.dagen import ATW_REGELING
from wi2021.geld import F02, F07, F09, F10, F11_ABO
from wi2021.grondslag import Regel
from wi2021.intake import INT06
from wi2021.leerroutes import R_Z_Y
from wi2021.ontzorgen import (
    O01,
    O02_MACHTIGING,
    O02_OPNIEUW,
    O02_PARTNER,
    O02_TOESLAG,
    O02_WARMTE,
    O04,
    O07,
    O10,
    O_GEHEIM,
    P13,
)
from wi2021.pip import PIP02, PIP10, R_SW
from wi2021.plicht import TG03, TRA01, WHO04
from wi2021.termijnen.regels import DIGITAAL, T01, T02, T03, T04, T08, T10, T13, T16, T18, T24, T25
from wi2021.verhuizen import MOV05
from wi2021.verlenging import REGELS, Grond


@dataclass(frozen=True, slots=True)
class Twijfel:
    """An open point: what isn't sure, and what the code does meanwhile."""

    regel: Regel
    vraag: str
    lezing: str


TWIJFELS: tuple[Twijfel, ...] = (
    Twijfel(
        ATW_REGELING,
        "Schuift de acht weken van DUO voor een vrijstelling (Regeling 2.3 en 3.14) voor een weekend of feestdag? De Algemene termijnenwet noemt wetten (artikel 1) en algemene maatregelen van bestuur (artikel 5), geen ministeriële regelingen.",
        "De uitkomst noemt de getelde dag en daarnaast de dag die geldt als de wet wel van toepassing is. De acht weken voor een ontheffing staan in het Besluit (2.7 en 2.8) en schuiven wel.",
    ),
    Twijfel(
        T01,
        "De oude tekst van Besluit 5.3 gold tot en met 2022. Een overgangsregel is niet gevonden.",
        "Kennisgeving en inschrijving beide in 2022: oude tekst. Kennisgeving in 2022 en inschrijving van een gezinsmigrant in 2023: de eerste datum, met een vraag om een oordeel.",
    ),
    Twijfel(
        T02,
        "Iemand met een asielvergunning staat in de BRP, maar niet op grond van artikel 28 Huisvestingswet.",
        "Een inschrijving in een andere gemeente (azc) telt niet: de tien weken beginnen bij de huisvesting. Een eigen woning in de gemeente van het dossier: de kennisgeving telt.",
    ),
    Twijfel(
        T01,
        "Wat een tijdelijke vrijstelling doet met lopende tien weken, staat niet in de bronnen.",
        "Er wordt niets bijgerekend. Zonder nieuwe kennisgeving vraagt de uitkomst een oordeel.",
    ),
    Twijfel(
        T03,
        "Telt informatie die pas na de tien weken is gevraagd, en wie beoordeelt of het PIP niet zonder kan?",
        "Alleen informatie waarop het college wachtte toen de tien weken eindigden, telt, en alleen met een vastgelegd oordeel mét reden.",
    ),
    Twijfel(
        T04,
        "Gelden de twee weken extra ook voor het nieuwe PIP na een verhuizing? Besluit 5.3, tweede lid, noemt de termijn van het eerste lid.",
        "Nee.",
    ),
    Twijfel(
        T08,
        "Van een PIP op de laatste dag van een korte maand wijst ‘dagtekening plus drie jaar’ een andere laatste dag aan dan drie jaar vanaf de dag erna (PIP van 28-02-2025: 28 of 29-02-2028).",
        "De termijn begint de dag na de dagtekening (artikel 11, tweede lid) en duurt drie jaar: tot en met 29-02-2028, zoals ook de exclusieve einddatum van DUO zegt. Zodra DUO de termijn meldt, geldt die. Voor de anderhalf jaar om te wisselen (T-10) geldt hetzelfde.",
    ),
    Twijfel(
        T10,
        "Artikel 17 van de wet noemt minder of meer voortgang als grond. Is een bijzonder geval na anderhalf jaar een eigen grond?",
        "Nee: het maakt alleen ruimte in de tijd. De uitkomst vraagt dan een oordeel over beide.",
    ),
    Twijfel(
        R_SW,
        "Geldt de tijd voor wisselen ook als een beslissing op bezwaar een andere leerroute vraagt?",
        "Nee: dan wordt het PIP opnieuw vastgesteld; dat is geen wisseling.",
    ),
    Twijfel(
        T13,
        "De wet zegt ‘tijdig’. De drie maanden (Onderwijsroute: zes) zijn een grond voor verlenging.",
        "Wegwijs toont die dag als uiterste datum voor het aanbod, zonder te schuiven voor een weekend.",
    ),
    Twijfel(
        T16,
        "Het Besluit noemt alleen vanaf wanneer verlenging kan worden gevraagd, niet tot wanneer.",
        "Tot en met de laatste dag van de termijn (afgeleid).",
    ),
    Twijfel(
        T18,
        "Bezwaar tegen een eerder PIP terwijl er al een nieuwer PIP is verzonden.",
        "Het bezwaar hoort bij het nieuwste PIP dat was verzonden toen het werd gepost of ontvangen.",
    ),
    Twijfel(
        DIGITAAL,
        "Sinds 1-1-2026 geeft de Awb meer tijd als het digitale kanaal niet werkte. Hoeveel, is niet gecontroleerd.",
        "Een te laat bezwaar bij een storing vraagt een oordeel.",
    ),
    Twijfel(
        T24,
        "Of een asielstatushouder na het verstrijken van de termijn een nieuwe termijn krijgt, nu DUO geen boete oplegt.",
        "De termijn uit de Regeling wordt getoond, met een vraag om een oordeel.",
    ),
    Twijfel(
        T25,
        "De bedragen van de dwangsom vanaf 2026; en of de dag van het besluit meetelt.",
        "Vanaf 2026 een vraag om een oordeel. De dag van het besluit telt niet mee.",
    ),
    Twijfel(
        INT06,
        "Of de ontheffing van de leerbaarheidstoets (artikel 14, zesde lid) al voor 2023 gold.",
        "Gevraagd voor een dag in 2022 is de uitkomst een oordeel. Zo ook INT-07.",
    ),
    Twijfel(
        R_Z_Y,
        "Vanaf wanneer uren van VSO, praktijkonderwijs en entree mogen afgaan van de cursusuren.",
        "Voor een PIP van voor 02-04-2026 is de uitkomst een oordeel.",
    ),
    Twijfel(
        PIP02,
        "DUO heeft alleen een veld voor de intensiteit van de B1-route; de wet vraagt haar bij elke leerroute.",
        "Bij een asielstatushouder is de intensiteit in elke route verplicht; naar DUO gaat zij alleen bij de B1-route.",
    ),
    Twijfel(
        PIP10,
        "De eisen van DUO zijn gelezen in juni 2026. Of zij eerder golden, is niet bekend.",
        "Zij gelden altijd; bij een oudere dagtekening zegt de bevinding dat het begin niet is gecontroleerd.",
    ),
    Twijfel(
        TG03,
        "Sinds wanneer DUO een wisseling van doelgroep meldt.",
        "De uitkomst zegt het erbij voor een dag voor 2026.",
    ),
    Twijfel(
        WHO04,
        "De lijst van tijdelijke verblijfsdoelen is gelezen in de tekst van 02-04-2026.",
        "Voor een eerdere dag is de uitkomst een oordeel.",
    ),
    Twijfel(
        TRA01,
        "Een kennisgeving van voor 2022.",
        "De uitkomst vraagt onder welke wet iemand valt.",
    ),
    Twijfel(
        MOV05,
        "Welk college bevoegd is bij een asielvergunning zonder huisvesting door een gemeente.",
        "Een oordeel: zelf een woning gevonden, dan de woonplaats.",
    ),
    Twijfel(
        REGELS[Grond.EXAMENS_NAKIJKEN],
        "De verlenging om de achterstand bij het nakijken staat in een nieuwsbericht van DUO van 31-07-2026.",
        "Een oordeel; voor die dag geeft de grond niets.",
    ),
    Twijfel(
        REGELS[Grond.OPLEIDING],
        "Hoe lang een niet-vrijstellende opleiding de termijn verlengt.",
        "Een oordeel, sinds 2023.",
    ),
    Twijfel(
        F02,
        "Wie betaalt een examen van een asielstatushouder als de gratis pogingen op zijn? De Regeling noemt dat niet.",
        "De inburgeraar. Gemeenten mogen anders beslissen.",
    ),
    Twijfel(
        F07,
        "Waar gaat een reserve van het vorige jaar heen die niet op is, en wat wordt het eerst besteed?",
        "Uitgaven gaan eerst van de reserve af. Wat daarvan overblijft, gaat terug naar het Rijk.",
    ),
    Twijfel(
        F09,
        "De bedragen en gewichten (Regeling 10.2 tot en met 10.4) van 2024 en vanaf 2027 zijn niet gelezen.",
        "Gevraagd voor zo’n jaar noemt de uitkomst wat ontbreekt. Er wordt niets geschat.",
    ),
    Twijfel(
        F10,
        "Welk deel van de taakstelling na 2023 als asielstatushouder telt; en hoe de uitkering wordt afgerond.",
        "Na 2023 een oordeel. Afronden gebeurt op hele centen.",
    ),
    Twijfel(
        F11_ABO,
        "Hoeveel het extra budget voor de Onderwijsroute (ABO) is, en voor welk budgetjaar het eerst.",
        "Vanaf 2026 een oordeel; de uitkomst noemt het bedrag zonder ABO.",
    ),
    Twijfel(
        O01,
        "De inburgeringsplicht begint later dan het recht op bijstand, of rust door een tijdelijke vrijstelling.",
        "De zes maanden tellen vanaf het recht op bijstand, ook als de plicht later begon. Rust de plicht, dan een oordeel.",
    ),
    Twijfel(
        O02_MACHTIGING,
        "De wettekst spreekt van meewerken en noemt geen machtiging. Volgens een vakblad hoort die erbij.",
        "Zonder machtiging betaalt het college niet, ook geen verplichte kosten. Weigeren is een zaak van de Participatiewet.",
    ),
    Twijfel(
        O02_TOESLAG,
        "Kan een toeslag met een volmacht naar een rekening van het college (Awir 25)?",
        "Alleen naar een rekening op naam van de inburgeraar; anders een oordeel.",
    ),
    Twijfel(
        O02_PARTNER,
        "Bijstand samen met een partner zonder deze plicht, of die later komt. Een regel is niet gevonden.",
        "Een oordeel, vastgelegd met een reden.",
    ),
    Twijfel(
        O02_OPNIEUW,
        "Begint de plicht opnieuw als iemand na een onderbreking, of in een andere gemeente, weer bijstand krijgt?",
        "Een oordeel: opnieuw zes maanden, wat over was, of geen plicht. Een opschorting telt niet als onderbreking.",
    ),
    Twijfel(
        O02_WARMTE,
        "Hoort warmte van een warmtenet bij gas, water en stroom?",
        "Met een machtiging mag het college haar betalen; zonder machtiging een oordeel.",
    ),
    Twijfel(
        O04,
        "Langer of breder ontzorgen op grond van artikel 57 van de Participatiewet.",
        "Alleen met gegronde redenen bij deze persoon en een eigen besluit, en alleen voor rekeningen.",
    ),
    Twijfel(
        O07,
        "Hoever de ruimte voor maatwerk sinds 06-04-2023 gaat, en of artikel 56a daarna is gewijzigd.",
        "De plicht blijft. Het college kan per kostenpost afwijken, met een reden; nooit voor een hele persoon.",
    ),
    Twijfel(
        O10,
        "Of een beheerrekening past. Een regel van een gemeente is niet gelezen.",
        "Een oordeel.",
    ),
    Twijfel(
        O_GEHEIM,
        "Wat VluchtelingenWerk en het wijkteam over geld mogen weten. Geen artikel noemt hen.",
        "Met een schriftelijke verklaring van de inburgeraar. Zonder die alleen dat iemand ontzorgd wordt en welke vaste lasten het college betaalt, als dat hun taak is.",
    ),
    Twijfel(
        P13,
        "Hoe lang geldgegevens bewaard blijven.",
        "Niet de vijf jaar van het inburgeringsdossier. De termijn is nog niet gelezen; de uitkomst noemt wat ontbreekt.",
    ),
)
