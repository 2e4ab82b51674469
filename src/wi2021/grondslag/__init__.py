"""What every outcome of the law carries: the article, the rule with its period of force, the facts, and plain words."""

from wi2021.grondslag.artikelen import Artikel, Regeling, atw, awb, bi, pw, ri, samengevat, wi
from wi2021.grondslag.regelboek import START, Kracht, Regel, Zekerheid, regel, regels
from wi2021.grondslag.uitkomsten import (
    Answer,
    Bevinding,
    Ernst,
    Feit,
    MissingFacts,
    NeedsJudgement,
    Outcome,
    begin_onzeker,
    blocking,
    voorbehoud_begin,
)
from wi2021.grondslag.woorden import bedrag, datum, opsomming, weekday

__all__ = [
    "START", "Answer", "Artikel", "Bevinding", "Ernst", "Feit", "Kracht", "MissingFacts", "NeedsJudgement", "Outcome",
    "Regel", "Regeling", "Zekerheid", "atw", "awb", "bedrag", "begin_onzeker", "bi", "blocking", "datum", "opsomming",
    "pw", "regel", "regels", "ri", "samengevat", "voorbehoud_begin", "weekday", "wi",
]  # fmt: skip
