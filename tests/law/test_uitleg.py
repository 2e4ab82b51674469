"""Every "waarom?" reads as the pictures show: numbered plain sentences with facts and dates, what would change it, the rule."""

import re
from dataclasses import replace
from datetime import date

from hypothesis import given

from law.test_eigenschappen import DAYS, SLOW, case
from law.test_opdracht_fuzz import CASES
from law.zaken import D, one, some
from wi2021.bronnen import BRONNEN
from wi2021.facts import Facts
from wi2021.grondslag import datum
from wi2021.lezen import read_facts
from wi2021.termijnen import Soort, Termijn, termijnen, vragen

# One case in which everything runs that can run at once.
EVERYTHING = read_facts({
    "doelgroep": "Asielstatushouder", "asielvergunning_bepaalde_tijd": True, "gemeente": "0505", "plicht_begin": "2026-01-05",
    "kennisgeving": "2026-01-05", "brp_inschrijvingen": [{"gemeente": "0505", "vanaf": "2026-01-20", "artikel_28": True}],
    "oproepen": [{"nummer": 1, "verzonden": "2026-02-02", "termijn_tot": "2026-02-15"}], "bijstand_vanaf": "2026-02-01",
    "pips": [
        {"dagtekening": "2026-03-10", "leerroute": "B", "gemeente": "0505", "verzonden": "2026-03-10", "voortgangsgesprekken": 4},
        {"dagtekening": "2026-04-10", "leerroute": "B", "gemeente": "0505", "versie": 2, "verzonden": "2026-04-14", "voortgangsgesprekken": 4},
    ],
    "termijn": {"start": "2026-03-11", "eind_exclusief": "2029-09-11", "grond": "bevalling"},
    "bezwaar": {"ontvangen": "2026-04-20", "ingebrekestelling": "2026-08-03"}, "verlenging_gevraagd": "2029-04-02",
    "boetes": [
        {"soort": "intake", "overtreding": "2026-02-15", "besluit": "2026-03-02", "bekendgemaakt": "2026-03-03", "aangemaand": "2026-05-04"},
        {"soort": "medewerking", "overtreding": "2026-06-01", "rapport": "2026-06-08"},
    ],
    "duo_boete": {"bekendgemaakt": "2029-10-01", "pvt_ontbreekt": True, "leerroute": "B", "geslaagd": 2},
    "beleid": [{"soort": "verzuim", "label": "Bel terug", "start": "2026-06-01", "dagen": 7, "bron": "beleid 2026"}],
})  # fmt: skip
ON = date(2026, 4, 20)
# An extension was asked for already; a new plan is due only after the last one ended.
WITHOUT = {Soort.VERLENGING_VRAGEN, Soort.NIEUW_PIP}


def words(sentence: str) -> int:
    return len(sentence.replace("*", "").split())


def looks_right(t: Termijn) -> None:
    """The whole of what "waarom?" shows."""
    said = " ".join(t.uitleg)
    assert datum(t.last_day) in said, (t.label, t.uitleg)
    assert datum(t.nominal) in said, (t.label, t.uitleg)
    assert datum(t.start) in said, (t.label, t.uitleg)
    for sentence in (*t.uitleg, *t.verandert):
        assert sentence[-1] == ".", sentence
        assert sentence[0].isupper() or sentence[0] in "0123456789*", sentence
        assert sentence.count("**") % 2 == 0, sentence
        assert "  " not in sentence
        assert "None" not in sentence
        assert not re.search(r"\b\d{4}-\d{2}-\d{2}\b", sentence), "dates as screens write them"
    assert t.kort
    assert t.feiten
    assert all(f.naam and f.label and f.waarde for f in t.feiten)
    assert all(rule.artikelen for rule in t.regels)


def test_each_kind_of_termijn_explains_itself() -> None:
    found = termijnen(EVERYTHING, on=ON)
    assert {t.soort for t in found} == set(Soort) - WITHOUT
    for t in found:
        looks_right(t)


def test_a_new_plan_explains_itself() -> None:
    (plan, *_) = EVERYTHING.pips
    ended = replace(plan, vernietigd=date(2026, 4, 1), nieuw_pip_voor=date(2026, 6, 1))
    (found,) = [t for t in termijnen(replace(EVERYTHING, pips=(ended,)), on=ON) if t.soort is Soort.NIEUW_PIP]
    looks_right(found)
    looks_right(one(Facts(pips=EVERYTHING.pips), Soort.VERLENGING_VRAGEN, on=ON))


# key, label, must someone act, where the date comes from, who acts, does the Atw cover it
KINDS = [
    ("oproep:1", "Uitkomst van oproep 1 vastleggen", True, "beleid", "college", False),
    ("pip", "PIP vaststellen", True, "wet", "college", True),
    ("betalen:1", "Boete betalen", True, "wet", "inburgeraar", True),
    ("bezwaar:1", "Bezwaar tegen PIP 1 kan tot en met", False, "wet", "inburgeraar", True),
    ("intake_na_boete:1", "Alsnog meewerken aan de brede intake", True, "wet", "inburgeraar", False),
    ("aanmaning:1", "Betalen na aanmaning", True, "wet", "inburgeraar", True),
    ("bezwaar", "Bezwaar tegen het PIP kan tot en met", False, "wet", "inburgeraar", True),
    ("beleid:1", "Bel terug", True, "beleid", "college", False),
    ("aanbod", "Inburgeringsaanbod doen", True, "wet", "college", False),
    ("beslissen_op_bezwaar", "Beslissen op bezwaar", True, "wet", "college", True),
    ("ontzorgen", "Ontzorgen eindigt", False, "wet", "college", False),
    ("ingebrekestelling", "Alsnog beslissen op bezwaar, zonder dwangsom", True, "wet", "college", True),
    ("boetebesluit:2", "Beslissen over de boete", True, "wet", "college", False),
    ("voortgangsgesprek:1", "Voortgangsgesprek 1", True, "pip", "college", False),
    ("wisselen", "Leerroute wisselen kan tot en met", False, "wet", "college", False),
    ("verlenging_besluit", "DUO beslist over verlenging", False, "wet", "DUO", True),
    ("inburgeringstermijn", "Einde inburgeringstermijn", False, "wet", "inburgeraar", False),
    ("nieuwe_termijn", "Nieuwe inburgeringstermijn na boete van DUO", False, "wet", "inburgeraar", False),
    ("boete_vervalt:2", "Bevoegdheid tot boete vervalt", False, "wet", "college", False),
]


def test_each_kind_says_what_must_be_done_by_whom_and_where_its_date_comes_from() -> None:
    found = [
        (t.key, t.label, t.plicht, t.aard.value, t.actor.value, t.atw) for t in termijnen(EVERYTHING, on=ON)
    ]
    assert found == KINDS
    asking = one(Facts(pips=EVERYTHING.pips), Soort.VERLENGING_VRAGEN, on=ON)
    assert (asking.key, asking.plicht, asking.atw) == ("verlenging_vragen", False, False)


@SLOW
@given(CASES, DAYS)
def test_in_any_case_every_termijn_explains_itself(data: object, on: date) -> None:
    facts = case(data)
    assume_plain = all(b.soort.strip().isalpha() for b in facts.beleid)
    for t in termijnen(facts, on=on):
        if t.soort is Soort.BELEID and not assume_plain:
            continue  # the gemeente's own words
        if t.soort is Soort.PIP and facts.wacht_op_derde:
            continue  # what is awaited stands in the employee's own words
        if t.soort is Soort.INBURGERINGSTERMIJN and facts.termijn:
            continue  # DUO's own words
        if facts.plicht_eindreden:
            continue  # DUO's own words
        looks_right(t)


def test_sentences_are_short_enough_for_b1() -> None:
    sentences = [
        part
        for t in termijnen(EVERYTHING, on=ON)
        for whole in (*t.uitleg, *t.verandert)
        for part in re.split(r"(?<=[.?]) ", whole)
    ]
    lengths = sorted(words(s) for s in sentences)
    assert sum(lengths) / len(lengths) <= 13
    assert lengths[-1] <= 30, max(sentences, key=words)


def test_the_reasoning_of_the_picture() -> None:
    """design: look-dossier.png. DUO told on 20-08-2026, registered 10-09-2026, a diploma valuation asked on 02-11-2026."""
    facts = read_facts({
        "doelgroep": "Asielstatushouder", "gemeente": "0505", "kennisgeving": "2026-08-20",
        "brp_inschrijvingen": [{"gemeente": "0505", "vanaf": "2026-09-10", "artikel_28": True}],
        "wacht_op_derde": [{"wat": "de diplomawaardering", "gevraagd": "2026-11-02"}],
    })  # fmt: skip
    found = one(facts, Soort.PIP, on=D("2026-11-23"))
    assert found.uitleg == (
        "DUO stuurde de kennisgeving op **20-08-2026**; de inburgeraar stond toen nog niet ingeschreven in de gemeente van huisvesting.",
        "De inschrijving is van **10-09-2026**. Dan tellen 10 weken vanaf die dag.",
        "10 weken na 10-09-2026 is donderdag **19-11-2026**. Geen weekend of feestdag: de datum blijft staan.",
    )
    assert found.verandert == (
        "U wacht op de diplomawaardering (gevraagd 02-11-2026). Alleen als het PIP daar redelijkerwijs niet zonder kan, mag het tot **2 weken** na ontvangst. Dat oordeel is nog niet vastgelegd.",
    )
    assert [rule.id for rule in found.regels] == ["T-02", "T-03"]
    assert found.laat(D("2026-11-23"))


def test_questions_read_as_questions() -> None:
    for facts in (Facts(), Facts(kennisgeving=D("2021-05-01")), EVERYTHING):
        for q in vragen(facts, on=D("2029-12-01")):
            text = (*q.uitleg, *getattr(q, "weeg", ()))
            assert all(sentence[-1] in ".?" for sentence in text), text
            assert getattr(q, "vraag", "?")[-1] in "?."


def test_a_case_of_everything_has_two_windows_for_objection() -> None:
    assert len(some(EVERYTHING, Soort.BEZWAAR, on=ON)) == 2
    assert BRONNEN
