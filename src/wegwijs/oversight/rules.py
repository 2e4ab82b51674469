"""What looks like snooping: rules over what the log of a month holds, which are keys.

A rule reads names only to compare them; what it finds holds none. The product keeps no home addresses of employees, so that
somebody looks at the neighbours can't be found by an address. Each number is a choice of this product, to be tuned by use.
"""

from collections import defaultdict, deque
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from wegwijs.oversight.models import Sign
from wegwijs.people.names import plain

Rule = Sign.Rule
HOUR = timedelta(hours=1)
# Looking this often at a dossier in which one has no work.
OFTEN = 3
# More different dossiers than this within an hour: twice what a full list of work asks.
MANY = 40
# As many people without work in one dossier.
CROWD = 6
# Parts of names that many share.
PREFIXES = frozenset(
    [
        "van",
        "de",
        "der",
        "den",
        "het",
        "ten",
        "ter",
        "te",
        "el",
        "al",
        "bin",
        "ben",
        "abu",
        "ibn",
        "la",
        "le",
        "du",
        "von",
        "zu",
        "da",
        "dos",
    ]
)


@dataclass(frozen=True, slots=True)
class Look:
    """One account looked at one dossier in a month: how often, whether something hidden was shown, first and last time."""

    account: int
    dossier: UUID
    gemeente: str
    number: int
    revealed: bool
    first_at: datetime
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What the rules compare with.

    ``work``: pairs of account and dossier with a task, regie, talk or change. ``places``: gemeenten in which an account did any
    work. ``everywhere``: accounts whose work is to look at everybody's (a team lead, the post). ``names``: surnames of accounts
    and of dossiers.
    """

    work: Collection[tuple[int, UUID]]
    places: Mapping[int, Collection[str]]
    everywhere: Collection[int]
    names: Mapping[int, frozenset[str]]
    persons: Mapping[UUID, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Found:
    """A sign, before it is stored."""

    rule: Sign.Rule
    gemeente: str
    account: int
    dossier: UUID | None
    number: int
    first_at: datetime
    last_at: datetime


def surname(name: str) -> frozenset[str]:
    """The parts of a surname that tell something: "A. de Vries-Bakker" gives vries and bakker."""
    words = [word for word in name.split() if not word.endswith(".")]
    parts = plain(" ".join(words)).split()
    return frozenset(part for part in parts if len(part) > 2 and part not in PREFIXES)


def by_pair(looks: Iterable[Look], known: Known) -> Iterator[Found]:
    """At most one sign for an account and a dossier: the one that says most."""
    for look in looks:
        rule = _rule_of(look, known)
        if rule:
            yield found_in(look, rule)


def _rule_of(look: Look, known: Known) -> Sign.Rule | None:
    if known.names.get(look.account, frozenset()) & known.persons.get(look.dossier, frozenset()):
        return Rule.SURNAME
    if (look.account, look.dossier) in known.work:
        return None
    if look.revealed:
        return Rule.REVEALED
    places = known.places.get(look.account)
    if places and look.gemeente not in places:
        return Rule.ELSEWHERE
    if look.number >= OFTEN and look.account not in known.everywhere:
        return Rule.NO_WORK
    return None


def found_in(look: Look, rule: Sign.Rule) -> Found:
    """The sign that one look is."""
    return Found(rule, look.gemeente, look.account, look.dossier, look.number, look.first_at, look.last_at)


def crowds(looks: Iterable[Look], known: Known) -> Iterator[Found]:
    """Dossiers at which many people looked who had no work there."""
    around: dict[UUID, list[Look]] = defaultdict(list)
    for look in looks:
        if (look.account, look.dossier) not in known.work and look.account not in known.everywhere:
            around[look.dossier].append(look)
    for dossier, people in around.items():
        if len(people) >= CROWD:
            first, last = min(p.first_at for p in people), max(p.last_at for p in people)
            yield Found(Rule.CROWD, people[0].gemeente, 0, dossier, len(people), first, last)


def many(views: Iterable[tuple[int, datetime, UUID, str]]) -> Iterator[Found]:
    """Accounts that opened many different dossiers within an hour; views by account, in the order of time. Once an account."""
    told: set[int] = set()
    windows: dict[int, deque[tuple[datetime, UUID]]] = defaultdict(deque)
    for account, at, dossier, gemeente in views:
        window = windows[account]
        window.append((at, dossier))
        while at - window[0][0] > HOUR:
            window.popleft()
        different = len({key for _, key in window})
        if different > MANY and account not in told:
            told.add(account)
            yield Found(Rule.MANY, gemeente, account, None, different, window[0][0], at)
