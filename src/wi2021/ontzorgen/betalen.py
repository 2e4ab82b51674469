"""May the college pay this item from the bijstand, or collect this money? (O-02 to O-04, O-07, D4)"""

from dataclasses import replace
from datetime import date

from wi2021.grondslag import Answer, Feit, Kracht, NeedsJudgement, Outcome, Regel, pw
from wi2021.ontzorgen.posten import Besluitstand, Betaalgrond, Grondsoort, Kostenregel, Ontbreekt, Ontzorgpost
from wi2021.ontzorgen.recht import Ontzorgstand
from wi2021.ontzorgen.regels import (
    O02,
    O02_MACHTIGING,
    O02_TOESLAG,
    O02_WARMTE,
    O03,
    O04,
    O07,
)

_PLICHT, _NOODZAAK = pw("56a", "2"), pw("57")


def betaalgrond(item: Kostenregel, *, on: date) -> Answer[Betaalgrond]:
    """Whether the college may pay or collect this item on a day, on which ground, and what is missing.

    The five kinds of the act are a duty while it runs; everything else, and everything before and after, only by agreement
    or on Pw 57.
    """
    if item.post.inkomend:
        return _collect(item)
    if not item.bijstand:
        return _no(item, O02, (Ontbreekt.BIJSTAND,), "Er is op deze dag geen bijstand om uit te betalen.")
    if item.afwijking:
        return _deviation(item, on)
    if item.post.verplicht and item.stand is Ontzorgstand.ACTIEF:
        return _duty(item)
    return _outside(item)


def _duty(item: Kostenregel) -> Outcome[Betaalgrond]:
    """One of the five, within the six months."""
    decided = item.besluit is not Besluitstand.GEEN
    if not item.machtiging:
        missing = (*(() if decided else (Ontbreekt.BESLUIT,)), Ontbreekt.MACHTIGING)
        return _no(
            item, O02_MACHTIGING, missing,
            "De inburgeraar moet meewerken en geeft daarvoor een machtiging; dat is afgeleid uit de wet.",
            "Wil iemand niet, dan is dat een zaak van de Participatiewet en geen boete van de Wet inburgering.",
        )  # fmt: skip
    if not decided:
        return _yes(
            item, O03, Grondsoort.AFSPRAAK, (Ontbreekt.BESLUIT,),
            "Er is een machtiging, dus betalen mag.",
            "De verplichting zelf is een besluit van het college. Neem dat besluit.",
        )  # fmt: skip
    attached = item.besluit is Besluitstand.BIJ_PIP
    return _yes(
        item, O02, Grondsoort.PLICHT, () if attached else (Ontbreekt.BIJLAGE,),
        "De wet noemt deze kosten. Het college betaalt ze zes maanden uit de bijstand.",
        "Het besluit hoort bij het PIP." if attached else "Voeg het besluit toe aan het PIP, zodra dat er is.",
    )  # fmt: skip


def _deviation(item: Kostenregel, on: date) -> Answer[Betaalgrond]:
    """O-07: the college doesn't pay this item; within the duty that asks a reason, item by item."""
    if not (item.post.verplicht and item.stand is Ontzorgstand.ACTIEF):
        return _no(item, O04, (), "Het college betaalt dit niet, en hoeft dat ook niet.")
    if O07.kracht(on) is Kracht.GELDT_NIET:
        duty = _duty(item)
        words = "Voor 06-04-2023 kon het college niet afwijken: de plicht gold voor alle vijf de kosten."
        return replace(duty, uitleg=(words, *duty.uitleg))
    if not item.reden.strip():
        return NeedsJudgement(
            O07,
            f"Waarom betaalt het college deze kosten niet ({item.post.value})?",
            (
                "De minister laat sinds 06-04-2023 ruimte voor maatwerk. Hoever die gaat, is nog niet gecontroleerd.",
                "Lukt het iemand deze rekening zelf op tijd te betalen?",
                "Een afwijking geldt voor één kostenpost, nooit voor de hele persoon.",
            ),
            _facts(item),
        )
    return _no(
        item, O07, (), f"Het college betaalt dit niet. Reden: {item.reden.strip().rstrip('.')}.",
        "Hoever de ruimte voor maatwerk gaat, is nog niet gecontroleerd.",
    )  # fmt: skip


def _outside(item: Kostenregel) -> Answer[Betaalgrond]:
    """Not one of the five, or not in the six months."""
    needed = bool(item.noodzaak.strip()) and item.post.rekening
    if needed and not item.machtiging:
        return _no(
            item, O04, (Ontbreekt.MACHTIGING,), "Het besluit op grond van artikel 57 verplicht mee te werken."
        )
    if needed:
        return _yes(
            item, O04, Grondsoort.NOODZAAK, (), "Het college besloot dat iemand dit zonder hulp niet goed kan betalen.",
            f"Reden: {item.noodzaak.strip().rstrip('.')}.",
        )  # fmt: skip
    if item.machtiging:
        return _yes(
            item, O04, Grondsoort.AFSPRAAK, (), f"{_why_outside(item)} Er is een machtiging, dus het mag."
        )
    if item.post is Ontzorgpost.WARMTE and item.stand is Ontzorgstand.ACTIEF:
        return NeedsJudgement(
            O02_WARMTE,
            "Hoort warmte van een warmtenet bij de kosten die de wet noemt?",
            ("De wet noemt gas, water en stroom, en geen warmte.", "Met een machtiging mag het college het altijd betalen."),
            _facts(item),
        )  # fmt: skip
    return _no(
        item,
        O04,
        (Ontbreekt.MACHTIGING,),
        f"{_why_outside(item)} Zonder machtiging mag het college dit niet betalen.",
    )


def _why_outside(item: Kostenregel) -> str:
    if not item.post.verplicht:
        return "De wet noemt deze kosten niet."
    return {
        Ontzorgstand.GEEN_PLICHT: "Voor deze persoon geldt de plicht tot ontzorgen niet.",
        Ontzorgstand.NOG_NIET: "De plicht tot ontzorgen is nog niet begonnen.",
    }.get(item.stand, "De plicht tot ontzorgen is voorbij.")


def _collect(item: Kostenregel) -> Answer[Betaalgrond]:
    """Money that comes in: the act gives no ground, so only with a volmacht (D4)."""
    words = "De wet gaat alleen over betalen uit de bijstand, niet over innen."
    if not item.volmacht:
        return _no(
            item, O04, (Ontbreekt.VOLMACHT,), f"{words} Zonder volmacht mag het college dit niet innen."
        )
    if item.post is Ontzorgpost.INKOMEN:
        return _yes(item, O04, Grondsoort.AFSPRAAK, (), f"{words} Er is een volmacht, dus het mag.")
    if not item.eigen_naam and item.oordeel.strip():
        return _yes(
            item, O02_TOESLAG, Grondsoort.AFSPRAAK, (), f"{words} Er is een volmacht.",
            f"Het college koos voor een rekening van het college. Reden: {item.oordeel.strip().rstrip('.')}.",
            "Of dat mag, is nog niet gecontroleerd; dit is een oordeel.",
        )  # fmt: skip
    if not item.eigen_naam:
        return NeedsJudgement(
            O02_TOESLAG,
            "Kan deze toeslag op een rekening van het college komen?",
            (
                "Toeslagen gaan naar een rekening op naam van de rechthebbende. Een volmacht alleen is misschien niet genoeg.",
                "Dit is nog niet gecontroleerd. Kies een rekening op naam van de inburgeraar, of vraag het Dienst Toeslagen.",
            ),
            _facts(item),
        )
    return _yes(
        item, O02_TOESLAG, Grondsoort.AFSPRAAK, (), f"{words} Er is een volmacht.",
        "De toeslag komt op een rekening op naam van de inburgeraar. Of dat genoeg is, is nog niet gecontroleerd.",
    )  # fmt: skip


def noodzakelijke_betalingen(reden: str) -> Answer[bool]:
    """O-04: whether the college may attach a duty to the bijstand on Pw 57, also outside the six months; ``reden``: the
    recorded judgement, empty while there is none."""
    if not reden.strip():
        return NeedsJudgement(
            O04,
            "Zijn er gegronde redenen dat iemand zonder hulp het geld niet verantwoord kan besteden?",
            (
                "Artikel 57 gaat over één persoon en zolang die redenen er zijn. Het is geen gewone verlenging.",
                "Denk aan schulden, achterstand bij de huur, of rekeningen die blijven liggen.",
                "Kan het met een afspraak of met lichtere hulp?",
            ),
        )
    words = f"Gegronde redenen: {reden.strip().rstrip('.')}."
    return Outcome(
        True,
        O04,
        (Feit("noodzaak", "gegronde redenen", reden.strip()),),
        (words, "Dit vraagt een eigen besluit."),
    )


def _facts(item: Kostenregel) -> tuple[Feit, ...]:
    return (
        Feit("post", "kostenpost", item.post.value),
        Feit("stand", "ontzorgen", item.stand.value),
        Feit("besluit", "besluit", item.besluit.value),
        Feit("machtiging", "machtiging", "ja" if item.machtiging else "nee"),
        Feit("volmacht", "volmacht", "ja" if item.volmacht else "nee"),
    )


def _yes(
    item: Kostenregel, rule: Regel, ground: Grondsoort, missing: tuple[Ontbreekt, ...], *words: str
) -> Outcome[Betaalgrond]:
    article = {Grondsoort.PLICHT: _PLICHT, Grondsoort.NOODZAAK: _NOODZAAK}.get(ground)
    return Outcome(Betaalgrond(True, ground, article, missing), rule, _facts(item), words)


def _no(item: Kostenregel, rule: Regel, missing: tuple[Ontbreekt, ...], *words: str) -> Outcome[Betaalgrond]:
    return Outcome(Betaalgrond(False, None, None, missing), rule, _facts(item), words)
