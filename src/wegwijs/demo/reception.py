"""What COA knows of a made-up person: the same for the same person, however often the region is made."""

from datetime import date
from random import Random

from wegwijs.demo.names import Newcomer
from wegwijs.people.languages import language_name

WORK = ("kapper", "lasser", "verkoper in een winkel", "lerares op een basisschool", "chauffeur", "kok", "")
CASE_MANAGERS = ("J. Postma", "H. Veenstra", "S. Ramdin")


def profile_of(who: Newcomer, place: str, linked: date) -> dict[str, str]:
    """The klantprofiel at the koppeling; now and then something is not known yet."""
    chance = Random(who.v_nummer)  # noqa: S311 - no secret, only variety
    known = {
        "koppeldatum": linked.isoformat(),
        "locatie": f"azc {place}",
        "casemanager": chance.choice(CASE_MANAGERS),
        "wensplaats": chance.choice(("familie", "werk", "opleiding", "geen", "geen")),
        # 0600 is given to nobody.
        "telefoon": f"0600{chance.randrange(1_000_000):06d}" if chance.random() < 0.8 else "",
        "gezinsgrootte": str(chance.choice((1, 1, 1, 2, 3, 4, 5))),
        "nareizigers": chance.choice(("ja", "nee", "nee", "onbekend")),
        "taal": language_name(who.language),
        "tolk": "ja",
        "gealfabetiseerd": chance.choice(("ja", "ja", "ja", "nee")),
        "opleiding": chance.choice(("basisschool", "middelbaar", "beroepsopleiding", "hoger onderwijs")),
        "werkervaring": chance.choice(WORK),
        "digid": chance.choice(("ja", "nee", "onbekend")),
        "bankrekening": chance.choice(("ja", "ja", "nee")),
    }
    return {key: value for key, value in known.items() if value}


def followed(who: Newcomer) -> dict[str, str]:
    """The voorinburgering as COA gives it just before someone leaves."""
    chance = Random(f"{who.v_nummer} voorinburgering")  # noqa: S311 - no secret, only variety
    taken = chance.choice(("gevolgd", "gevolgd", "deels gevolgd"))
    parts = "NT2, KNM, begeleiding" if taken == "gevolgd" else "NT2"
    level = chance.choice(("op weg naar A1", "A1", "A1"))
    return {"voorinburgering": taken, "onderdelen": parts, "taalniveau": level, "instemming": "ja"}
