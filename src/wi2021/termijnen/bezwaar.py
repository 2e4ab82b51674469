"""T-18, T-19: until when objection to a PIP can be made, and until when the college decides on it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from wi2021.dagen import Einde, add, einde, weken
from wi2021.facts import Bezwaar, Facts, PipFeit
from wi2021.grondslag import START, Feit, NeedsJudgement, Outcome, datum
from wi2021.parameters import parameter
from wi2021.termijnen.regels import DIGITAAL, T18, T19
from wi2021.termijnen.soorten import Act, Reasons, Soort, Termijn, Wie, made

# Keeps the numbers of windows against a withdrawal apart from those against a PIP.
WITHDRAWN = 100


def bezwaar(facts: Facts, *, on: date) -> Iterator[Termijn]:
    """The window of each PIP that was sent: the newest one always, an earlier one while it is open or used.

    An objection is to the newest PIP that had been sent when it came. A PIP that was withdrawn by a decision of its own
    gives way to the window of that decision.
    """
    sent = sorted((p for p in facts.pips if p.verzonden), key=lambda p: (p.verzonden or START, p.versie))
    target = _objected(sent, facts.bezwaar)
    for pip in sent:
        used = facts.bezwaar if pip is target else None
        if pip.intrekking_verzonden:
            yield _of_withdrawal(pip, pip.intrekking_verzonden)
        if pip.vernietigd and not used:
            continue
        end = window(pip.verzonden or START)
        if pip is sent[-1] or used or on <= end.last_day:
            yield _window(pip, end, used, newest=pip is sent[-1], on=on)
        if used:
            yield _decision(used, end.last_day)


def _objected(sent: list[PipFeit], objection: Bezwaar | None) -> PipFeit | None:
    if objection is None or not sent:
        return None
    before = [p for p in sent if p.verzonden and p.verzonden <= (objection.gepost or objection.ontvangen)]
    return before[-1] if before else sent[0]


def objected_window(facts: Facts) -> date | None:
    """The last day of the window of the PIP that the objection is to; None without an objection or a PIP that was sent."""
    sent = sorted((p for p in facts.pips if p.verzonden), key=lambda p: (p.verzonden or START, p.versie))
    target = _objected(sent, facts.bezwaar)
    return window(target.verzonden).last_day if target and target.verzonden else None


def window(sent: date) -> Einde:
    """The end of the six weeks after a decision was made known by sending it or handing it over."""
    return einde(sent, weken(parameter("bezwaar.weken", on=max(sent, START)).value))


def _window(pip: PipFeit, end: Einde, objection: Bezwaar | None, *, newest: bool, on: date) -> Termijn:
    sent = pip.verzonden or START
    length = weken(parameter("bezwaar.weken", on=max(sent, START)).value)
    post = weken(parameter("bezwaar.post.weken", on=max(end.last_day, START)).value)
    changes = [
        "De laatste minuut van de laatste dag telt nog.",
        f"Per post is op tijd: gepost binnen de termijn en ontvangen binnen **{post}** daarna, dus uiterlijk **{datum(add(end.last_day, post))}**.",
    ]
    if end.last_day >= DIGITAAL.geldig_van:
        changes.append(
            "Werkte het digitale kanaal van het college niet, dan kan er meer tijd zijn (sinds 2026; nog niet gecontroleerd)."
        )
    answer = objection_in_time(end.last_day, objection) if objection else None
    why = Reasons(
        f"{length} na verzending van het PIP",
        (f"Het PIP is verzonden op **{datum(sent)}**. De termijn begint een dag later.",),
        erna=answer.uitleg if answer else (),
        verandert=tuple(changes),
        feiten=(Feit("pips", "PIP verzonden", datum(sent)), *_objection_facts(objection)),
        mede=(DIGITAAL,) if isinstance(answer, NeedsJudgement) else (),
    )
    label = (
        "Bezwaar tegen het PIP kan tot en met" if newest else f"Bezwaar tegen PIP {pip.versie} kan tot en met"
    )
    wat = Act(Soort.BEZWAAR, label, Wie.INBURGERAAR, plicht=False, nummer=0 if newest else pip.versie)
    found = made(wat, T18, sent, "verzending van het PIP", end, why, met=_counts_on(end.last_day, objection))
    return replace(found, oordeel=answer) if isinstance(answer, NeedsJudgement) else found


def _of_withdrawal(pip: PipFeit, sent: date) -> Termijn:
    """The decision to withdraw a PIP has an objection of its own."""
    length = weken(parameter("bezwaar.weken", on=max(sent, START)).value)
    what = "besluit om het PIP in te trekken"
    why = Reasons(
        f"{length} na verzending van dat besluit",
        (f"Het {what} is verzonden op **{datum(sent)}**. De termijn begint een dag later.",),
        verandert=("De laatste minuut van de laatste dag telt nog.",),
        feiten=(Feit("pips", "intrekking verzonden", datum(sent)),),
    )
    label = f"Bezwaar tegen het intrekken van PIP {pip.versie} kan tot en met"
    act = Act(Soort.BEZWAAR, label, Wie.INBURGERAAR, plicht=False, nummer=WITHDRAWN + pip.versie)
    return made(act, T18, sent, f"verzending van het {what}", window(sent), why)


def _objection_facts(objection: Bezwaar | None) -> tuple[Feit, ...]:
    if objection is None:
        return ()
    posted = (Feit("bezwaar", "gepost", datum(objection.gepost)),) if objection.gepost else ()
    return (*posted, Feit("bezwaar", "ontvangen", datum(objection.ontvangen)))


def _counts_on(last_day: date, objection: Bezwaar | None) -> date | None:
    """The day on which an objection counts as made: the day of posting when the post rule saves it."""
    if objection is None:
        return None
    return objection.gepost if _saved_by_post(last_day, objection) else objection.ontvangen


def _saved_by_post(last_day: date, objection: Bezwaar) -> bool:
    extra = weken(parameter("bezwaar.post.weken", on=max(last_day, START)).value)
    return objection.gepost is not None and objection.gepost <= last_day < objection.ontvangen <= add(
        last_day, extra
    )


def objection_in_time(last_day: date, objection: Bezwaar) -> Outcome[bool] | NeedsJudgement:
    """Whether an objection is in time: received by the last day, or posted by then and received within a week (Awb 6:9).

    A late one is a judgement when the college's digital channel was down on the last day, since 2026.
    """
    if objection.kanaal_gestoord and objection.ontvangen > last_day >= DIGITAAL.geldig_van:
        return NeedsJudgement(
            DIGITAAL,
            "Geeft de storing van het digitale kanaal meer tijd?",
            (
                "Sinds 2026 kan dat; hoeveel tijd erbij komt, is nog niet gecontroleerd.",
                "Wanneer werkte het kanaal weer?",
            ),
            _objection_facts(objection),
            (
                f"Het bezwaar is ontvangen op **{datum(objection.ontvangen)}**, na de laatste dag. Het digitale kanaal was toen gestoord.",
            ),
        )
    return _in_time(last_day, objection)


def _in_time(last_day: date, objection: Bezwaar) -> Outcome[bool]:
    came = datum(objection.ontvangen)
    facts = _objection_facts(objection)
    if objection.ontvangen <= last_day:
        return Outcome(True, T18, facts, (f"Het bezwaar is ontvangen op **{came}**: op tijd.",))
    if _saved_by_post(last_day, objection) and objection.gepost:
        sentence = (
            f"Het bezwaar is gepost op **{datum(objection.gepost)}** en ontvangen op **{came}**: op tijd."
        )
        return Outcome(True, T18, facts, (sentence,))
    return Outcome(
        False, T18, facts, (f"Het bezwaar is ontvangen op **{came}**: te laat, de laatste dag was **{datum(last_day)}**.",),
        ("Was er een goede reden voor het late bezwaar, dan kan het college het toch behandelen.",),
    )  # fmt: skip


def beslistermijn(objection: Bezwaar, window_closed: date) -> Einde:
    """T-19: until when the college decides, counted from the day after the window closed, with adjournment."""
    key = "bezwaar.beslissen.commissie.weken" if objection.commissie else "bezwaar.beslissen.weken"
    day = max(window_closed, START)
    count = parameter(key, on=day).value
    if objection.verdaagd:
        count += parameter("bezwaar.verdagen.weken", on=day).value
    return einde(window_closed, weken(count))


def _decision(objection: Bezwaar, window_closed: date) -> Termijn:
    day = max(window_closed, START)
    more = weken(parameter("bezwaar.verdagen.weken", on=day).value)
    key = "bezwaar.beslissen.commissie.weken" if objection.commissie else "bezwaar.beslissen.weken"
    length = weken(parameter(key, on=day).value)
    committee = " (met een externe commissie)" if objection.commissie else ""
    adjourned = f" Het college verdaagde met {more}." if objection.verdaagd else ""
    why = Reasons(
        f"{length} na het einde van de bezwaartermijn",
        (
            f"De bezwaartermijn eindigt op **{datum(window_closed)}**. De beslistermijn begint een dag later.",
            f"Het college beslist binnen {length}{committee}.{adjourned}",
        ),
        erna=(f"Het college besliste op **{datum(objection.beslist)}**.",) if objection.beslist else (),
        verandert=()
        if objection.verdaagd
        else (f"Verdagen kan één keer, met ten hoogste **{more}**. Dat moet schriftelijk.",),
        feiten=_objection_facts(objection),
    )
    wat = Act(Soort.BESLISSEN_OP_BEZWAAR, "Beslissen op bezwaar", Wie.COLLEGE)
    end = beslistermijn(objection, window_closed)
    return made(wat, T19, window_closed, "einde bezwaartermijn", end, why, met=objection.beslist)
