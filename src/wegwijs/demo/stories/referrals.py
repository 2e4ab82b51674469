"""Referrals to the wijkteam and Buurtwerk, one in each state, and one of which nothing was heard."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import timedelta

from wegwijs import clock
from wegwijs.demo.staff import Staff
from wegwijs.dossiers.models import Dossier
from wegwijs.stages.begeleiding.commands import (
    Answer,
    Wish,
    accept_referral,
    answer_referral,
    mark,
    prepared,
    refer,
    refuse_referral,
    remind,
    stop_referral,
)
from wegwijs.stages.begeleiding.models import (
    Gegeven,
    Grondslag,
    Reden,
    Stopreden,
    Toestemmingswijze,
    Uitkomst,
    Verwijzing,
    Weigering,
)

SWT, BUURTWERK = ("SWT", "schouten"), ("Buurtwerk", "groen")
BARE = (Gegeven.NAAM, Gegeven.CONTACTPERSOON)
MORE = (*BARE, Gegeven.TAAL, Gegeven.HUISHOUDEN)


@dataclass(frozen=True, slots=True)
class _Asked:
    """So many days ago, to whom (with who receives there), why and what."""

    ago: int
    to: tuple[str, str]
    reason: Reden
    question: str
    basis: Grondslag = Grondslag.TOESTEMMING
    groups: tuple[Gegeven, ...] = BARE


def referrals(staff: Staff, dossiers: Sequence[Dossier]) -> None:
    """In as many dossiers as there are stories, each of another; today's are new in the desk of the receivers."""
    told = iter(dossiers)
    for asked in _WAITING:
        _sent(staff, next(told), asked)
    for asked in _TAKEN:
        _taken(staff, _sent(staff, next(told), asked), asked)
    _refused(staff, next(told))
    _answered(staff, next(told))
    _stopped(staff, told)
    remind(clock.today())


_WAITING = (
    _Asked(0, SWT, Reden.VRAAG, "Hij mist lessen en zegt niet waarom. Wilt u met hem uitzoeken wat nodig is?", groups=MORE),
    _Asked(2, BUURTWERK, Reden.MEEDOEN, "Zij wil graag naaien met anderen in de wijk.", groups=MORE),
    _Asked(17, SWT, Reden.WONEN, "De buren en hij verstaan elkaar niet. Kan iemand bemiddelen?"),
)  # fmt: skip
_TAKEN = (
    _Asked(9, SWT, Reden.ADMINISTRATIE, "Er komen veel brieven die zij niet begrijpt.", Grondslag.WMO, MORE),
    _Asked(6, BUURTWERK, Reden.NETWERK, "Hij kent niemand in de buurt en wil graag voetballen."),
)


def _sent(staff: Staff, dossier: Dossier, asked: _Asked) -> Verwijzing:
    with clock.frozen(clock.today() - timedelta(days=asked.ago)):
        today, by = clock.today(), staff.actor("devries")
        consents = asked.basis == Grondslag.TOESTEMMING
        wish = Wish(
            staff.organisations[asked.to[0]], asked.reason, asked.question, asked.basis, asked.groups,
            today if consents else None, Toestemmingswijze.MONDELING if consents else "",
        )  # fmt: skip
        return refer(dossier, wish, seen=mark(prepared(dossier, wish, by=by, on=today)), by=by, on=today)


def _taken(staff: Staff, referral: Verwijzing, asked: _Asked) -> None:
    with clock.frozen(clock.today() - timedelta(days=max(asked.ago - 1, 0))):
        accept_referral(referral, by=staff.actor(asked.to[1]), on=clock.today())


def _refused(staff: Staff, dossier: Dossier) -> None:
    made = _sent(
        staff,
        dossier,
        _Asked(8, SWT, Reden.OPVOEDEN, "Hoe kiest zij een school voor haar dochter?", Grondslag.JEUGDWET),
    )
    with clock.frozen(clock.today() - timedelta(days=4)):
        words = "De school zelf heeft een ouderconsulent. Die kan hier beter mee helpen."
        refuse_referral(
            made,
            Weigering.NIET_VOOR_ONS,
            words,
            by=staff.actor("schouten"),
            on=clock.today(),
            expected_version=1,
        )


def _answered(staff: Staff, dossier: Dossier) -> None:
    asked = _Asked(12, SWT, Reden.VRAAG, "Zij kwam vier keer niet naar de les. Wat speelt er?", groups=MORE)
    made = _sent(staff, dossier, asked)
    _taken(staff, made, asked)
    with clock.frozen(clock.today() - timedelta(days=1)):
        answer = Answer(
            Uitkomst.HELPT,
            "Zij had geen opvang voor de jongste en durfde dat niet te zeggen.",
            "Wij regelen opvang bij de peuterspeelzaal. Vraag de school of zij twee weken later kan beginnen.",
        )
        answer_referral(made, answer, by=staff.actor("schouten"), on=clock.today(), expected_version=2)


def _stopped(staff: Staff, dossiers: Iterator[Dossier]) -> None:
    """One withdrawn before it was taken, one ended afterwards."""
    withdrawn = _sent(staff, next(dossiers), _Asked(5, BUURTWERK, Reden.DAGELIJKS, "Hij wil leren fietsen."))
    asked = _Asked(20, BUURTWERK, Reden.GEZIN, "Steun bij de eerste weken met een baby.", groups=MORE)
    ended = _sent(staff, next(dossiers), asked)
    _taken(staff, ended, asked)
    with clock.frozen(clock.today() - timedelta(days=3)):
        by, today = staff.actor("devries"), clock.today()
        stop_referral(withdrawn, Stopreden.TOESTEMMING, by=by, on=today, expected_version=1)
        stop_referral(ended, Stopreden.NIET_NODIG, by=by, on=today, expected_version=2)
