"""What functional management may change in the words of a letter, and what the law asks to stay."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from wegwijs.documents.wording.words import DUTCH, PLACE

LONGEST = 900


class Section(StrEnum):
    """A part of the words of the letters that has versions of its own."""

    OPROEP = "oproep"
    OVERDRACHT = "overdracht"
    PIP = "pip"
    INTREKKEN = "intrekken"
    BEZWAAR = "bezwaar"
    GROEP = "groep"
    VERKLARING = "verklaring"
    REKENING = "rekening"
    NUMMER = "nummer"
    ONTVANGER = "ontvanger"
    BRIEF = "brief"


TITLES: Mapping[Section, str] = {
    Section.OPROEP: "Oproep en waarschuwing",
    Section.OVERDRACHT: "Uitnodiging voor het driegesprek",
    Section.PIP: "Besluit over het PIP",
    Section.INTREKKEN: "Een PIP dat niet meer geldt",
    Section.BEZWAAR: "Bezwaar maken",
    Section.GROEP: "Uitnodiging voor een groep",
    Section.VERKLARING: "Verklaring over een laat aanbod",
    Section.REKENING: "Overzicht van iemands geld",
    Section.NUMMER: "Een nieuw rekeningnummer",
    Section.ONTVANGER: "Een nieuw rekeningnummer van wie wij betalen",
    Section.BRIEF: "Rondom elke brief",
}
EXPLAINED: Mapping[Section, str] = {
    Section.OPROEP: "De uitnodiging voor de brede intake, en de waarschuwing als iemand niet kwam",
    Section.OVERDRACHT: "De uitnodiging aan wie van COA naar de gemeente komt, en het bericht als de dag verandert of het gesprek niet doorgaat",
    Section.PIP: "Het plan als besluit",
    Section.INTREKKEN: "Het besluit om een plan in te trekken, of het bericht dat een rechter of een beslissing op bezwaar het beëindigde",
    Section.BEZWAAR: "Staat onder elk besluit: hoe en tot wanneer iemand bezwaar kan maken",
    Section.GROEP: "Wie een plaats in een groep heeft: alle bijeenkomsten, hoe iemand zegt of hij komt, en wat niet doorgaat",
    Section.VERKLARING: "Waarmee iemand DUO om meer tijd kan vragen als de gemeente laat lessen aanbood",
    Section.REKENING: "Wat er elke maand bij kwam en af ging bij wie wordt ontzorgd, en de eindafrekening",
    Section.NUMMER: "Aan wie wij op een nieuwe eigen rekening gaan betalen: de laatste vier tekens, en wat iemand doet als het niet klopt",
    Section.ONTVANGER: "Aan cliënten voor wie wij een verhuurder of een ander betalen die een nieuw rekeningnummer heeft",
    Section.BRIEF: "Aanhef, groet en woorden boven en onder de brief",
}

# Paragraphs that may be left empty. Each other one stays: the letter isn't whole without it.
OPTIONAL: Mapping[Section, frozenset[str]] = {
    Section.OPROEP: frozenset(
        {"meenemen_document", "meenemen_papieren", "meenemen_brief", "praten_werk", "praten_taal", "praten_gezin",
         "praten_gezondheid", "praten_wens"}
    ),
    Section.OVERDRACHT: frozenset(
        {"praten_huis", "praten_gezin", "praten_taal", "praten_werk", "praten_vragen", "meenemen_document", "meenemen_papieren",
         "meenemen_brief"}
    ),
    Section.PIP: frozenset({"naam_plan", "komen", "anders", "duo"}),
    Section.INTREKKEN: frozenset({"lessen", "duo", "hulp"}),
    Section.BEZWAAR: frozenset({"bel", "op_tijd", "hulp"}),
    Section.GROEP: frozenset({"eigen_taal", "meenemen_document", "meenemen_pen", "meenemen_brief"}),
    Section.VERKLARING: frozenset({"hoe_kopie", "hulp"}),
    Section.REKENING: frozenset(),
    Section.NUMMER: frozenset(),
    Section.ONTVANGER: frozenset({"zelf"}),
    Section.BRIEF: frozenset(),
}  # fmt: skip

# Which article asks a paragraph.
ASKED_BY: Mapping[Section, Mapping[str, str]] = {
    Section.OPROEP: {
        "waarschuwing_wet": "Wet inburgering 2021, artikel 14, tweede lid",
        "gevolg_gezin": "Wet inburgering 2021, artikel 22",
        "alleen": "Besluit inburgering 2021, artikel 5.2, tweede lid",
    },
    Section.OVERDRACHT: {"delen": "Besluit inburgering 2021, artikel 9.4, derde lid"},
    Section.PIP: {
        "besluit": "Algemene wet bestuursrecht, artikel 3:47, tweede lid",
        "leerroute_tekst": "Wet inburgering 2021, artikel 15, eerste lid",
        "pvt_tekst": "Wet inburgering 2021, artikel 15, eerste lid",
        "map_tekst": "Wet inburgering 2021, artikel 15, eerste lid",
        "waarom_kop": "Algemene wet bestuursrecht, artikel 3:46",
        "bijstand": "Wet inburgering 2021, artikel 15, derde lid",
        "termijn": "Wet inburgering 2021, artikel 11",
        "meewerken": "Wet inburgering 2021, artikel 23",
    },
    Section.INTREKKEN: {
        "wij": "Algemene wet bestuursrecht, artikel 3:40",
        "besluit": "Algemene wet bestuursrecht, artikel 3:47, tweede lid",
        "waarom_kop": "Algemene wet bestuursrecht, artikel 3:46",
        "termijn": "Wet inburgering 2021, artikel 11, derde lid",
        "termijn_tot": "Wet inburgering 2021, artikel 11, derde lid",
    },
    Section.BEZWAAR: {
        "termijn": "Algemene wet bestuursrecht, artikel 3:45, tweede lid",
        "stuur_post": "Algemene wet bestuursrecht, artikel 3:45, tweede lid",
        "schrijf_naam": "Algemene wet bestuursrecht, artikel 6:5",
        "schrijf_datum": "Algemene wet bestuursrecht, artikel 6:5",
        "schrijf_besluit": "Algemene wet bestuursrecht, artikel 6:5",
        "schrijf_waarom": "Algemene wet bestuursrecht, artikel 6:5",
        "schrijf_tekenen": "Algemene wet bestuursrecht, artikel 6:5",
    },
    Section.GROEP: {},
    Section.VERKLARING: {
        "plan": "Wet inburgering 2021, artikel 16",
        "laat": "Regeling inburgering 2021, artikel 4.1, eerste lid, onderdeel g",
        "geen": "Regeling inburgering 2021, artikel 4.1, eerste lid, onderdeel g",
        "verklaring": "Regeling inburgering 2021, artikel 4.1, tweede lid, onderdeel g",
    },
    Section.REKENING: {},
    Section.NUMMER: {},
    Section.ONTVANGER: {},
    Section.BRIEF: {},
}
# The translation is marked as one by the application; its words are no part of a Dutch letter.
NOT_OFFERED = frozenset({"vertaling", "vertaling_uitleg", "niet_nagekeken", "nagekeken"})


@dataclass(frozen=True, slots=True)
class Fault:
    """Why a paragraph can't be used: its key, and a sentence that says what to do."""

    key: str
    sentence: str


def name_of(key: str) -> str:
    """A paragraph as a page names it."""
    return key.replace("_", " ").capitalize()


def keys_of(section: Section) -> tuple[str, ...]:
    """The paragraphs of a section that can be changed, in the order of the letter."""
    return tuple(key for key in DUTCH.texts[section] if key not in NOT_OFFERED)


def whole(section: Section, differing: Mapping[str, str]) -> dict[str, str]:
    """Every paragraph of a section: what differs, and what the application brings where nothing does.

    The one way to read what a version keeps: a paragraph that a release adds or changes is there by itself.
    """
    return {key: differing.get(key, words) for key, words in DUTCH.texts[section].items()}


def differing(section: Section, texts: Mapping[str, str]) -> dict[str, str]:
    """What a version keeps: the paragraphs that are not as the application brings them."""
    return {key: texts[key] for key in keys_of(section) if texts[key] != DUTCH.texts[section][key]}


def places_of(section: Section, key: str) -> tuple[str, ...]:
    """What is filled in in a paragraph."""
    return tuple(dict.fromkeys(PLACE.findall(DUTCH.texts[section][key])))


def faults(section: Section, texts: Mapping[str, str]) -> tuple[Fault, ...]:
    """Everything that keeps these paragraphs from being used: one that is gone, or a wrong place to fill in."""
    return tuple(
        Fault(key, sentence)
        for key in keys_of(section)
        for sentence in _wrong(section, key, texts.get(key, ""))
    )


def outdated(section: Section, differing: Mapping[str, str]) -> tuple[Fault, ...]:
    """What a version keeps that can't be used any more: a release fills in something else in that paragraph, or needs it."""
    kept = (key for key in keys_of(section) if key in differing)
    return tuple(Fault(key, said) for key in kept for said in _wrong(section, key, differing[key]))


def _wrong(section: Section, key: str, words: str) -> list[str]:
    if not words.strip():
        return [] if key in OPTIONAL[section] else [must_stay(section, key)]
    found, asked = PLACE.findall(words), places_of(section, key)
    unknown = [f"{{{name}}}" for name in dict.fromkeys(found) if name not in asked]
    missing = [f"{{{name}}}" for name in asked if name not in found]
    wrong = [f"Wegwijs kent {', '.join(unknown)} hier niet. Haal dit weg."] if unknown else []
    if missing:
        wrong.append(f"Hier ontbreekt {', '.join(missing)}. Zet dit terug: Wegwijs vult het in.")
    rest = PLACE.sub("", words)
    if "{" in rest or "}" in rest:
        wrong.append(
            "Een accolade hoort bij een woord dat Wegwijs invult, zoals {naam}. Haal de losse accolade weg."
        )
    if words.count("**") % 2:
        wrong.append("Twee sterretjes maken woorden vet: zet ze ervoor en erachter.")
    return wrong


def must_stay(section: Section, key: str) -> str:
    """Why a paragraph can't be left out: the article that asks it, where there is one."""
    article = ASKED_BY[section].get(key)
    if article:
        return f"Deze alinea kan niet weg: {article} vraagt haar."
    return "Deze alinea kan niet weg: zonder haar klopt de brief niet."
