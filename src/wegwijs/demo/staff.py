"""Who works in the region: fictional employees of every role, the agreements, the mandates and local policy."""

from dataclasses import dataclass, field
from datetime import date, timedelta

from wegwijs import clock
from wegwijs.access.actor import Actor, actor_of, system_actor
from wegwijs.access.commands import employ, set_up_systems
from wegwijs.access.models import User
from wegwijs.access.roles import Role
from wegwijs.demo.duo import connect
from wegwijs.organisations.models import (
    Beleid,
    Bevoegdheid,
    Bezwaaradres,
    Dienstverleningsovereenkomst,
    Gemeente,
    Mandaatbesluit,
    Organisation,
    Overdrachtsbesluit,
)
from wegwijs.organisations.policy import PolicyKey
from wegwijs.organisations.region import START, set_up_region

IN_FORCE = date(2022, 1, 1)
# Without a machine link yet: what DUO must know is entered in its portal.
BY_PORTAL = ("0482", "0523")
# Volunteers began longer than a year ago, so that the yearly talk is due, and have some months to go.
VOLUNTEERS_SINCE, VOLUNTEERS_UNTIL = timedelta(days=410), timedelta(days=150)
TASKS = ["brede intake", "PIP", "maatschappelijke begeleiding", "leerroutes", "ontzorgen"]

# A regisseur works in gemeenten of one part of the region only (``region.PARTS``): talks take the time of who holds them, and two
# processes that wait for the time of one person never end.
# username, organisation, name, function, role, gemeenten (empty: all), volunteer
STAFF: tuple[tuple[str, str, str, str, Role, tuple[str, ...], bool], ...] = (
    ("devries", "SDD", "A. de Vries", "regisseur inburgering", Role.REGISSEUR, ("0505",), False),
    ("yildiz", "SDD", "N. Yildiz", "regisseur inburgering", Role.REGISSEUR, ("0531", "0642"), False),
    ("deboer", "SDD", "S. de Boer", "regisseur inburgering", Role.REGISSEUR, ("0482", "0590", "0610", "0642"), False),
    ("elamrani", "SDD", "F. el Amrani", "regisseur inburgering", Role.REGISSEUR, ("0505", "0523"), False),
    ("visser", "SDD", "M. Visser", "teamleider inburgering", Role.TEAMLEIDER, (), False),
    ("smit", "SDD", "E. Smit", "beslisser inburgering", Role.BESLISSER, (), False),
    ("mulder", "SDD", "F. Mulder", "medewerker administratie", Role.ADMINISTRATIE, (), False),
    ("hendriks", "SDD", "P. Hendriks", "controller", Role.CONTROLLER, (), False),
    ("willems", "SDD", "T. Willems", "privacyfunctionaris", Role.PRIVACY, (), False),
    ("kok", "SDD", "R. Kok", "functioneel beheerder", Role.BEHEER, (), False),
    ("prins", "SDD", "W. Prins", "functioneel beheerder", Role.BEHEER, (), False),
    ("bos", "SDD", "N. Bos", "administrateur ontzorgen", Role.ADMINISTRATEUR, (), False),
    ("vos", "SDD", "D. Vos", "administrateur ontzorgen", Role.ADMINISTRATEUR, (), False),
    ("brouwer", "SDD", "G. Brouwer", "aandachtsfunctionaris", Role.AANDACHT, (), False),
    ("bakker", "VluchtelingenWerk", "M. Bakker", "maatschappelijk begeleider", Role.BEGELEIDER, (), False),
    ("jacobs", "VluchtelingenWerk", "R. Jacobs", "coördinator begeleiding", Role.COORDINATOR, (), False),
    ("hofman", "VluchtelingenWerk", "L. Hofman", "vrijwillig begeleider", Role.BEGELEIDER, (), True),
    ("dekker", "VluchtelingenWerk", "J. Dekker", "vrijwillig begeleider", Role.BEGELEIDER, (), True),
    ("maas", "COA", "L. Maas", "casemanager", Role.COA_BEGELEIDER, (), False),
    ("vandijk", "Sagènn", "C. van Dijk", "docent NT2", Role.DOCENT, (), False),
    ("peters", "NLtraining", "H. Peters", "docent NT2", Role.DOCENT, (), False),
    ("molenaar", "Sagènn", "H. Molenaar", "coördinator inburgering", Role.SCHOOLCOORDINATOR, (), False),
    ("postma", "NLtraining", "Y. Postma", "coördinator inburgering", Role.SCHOOLCOORDINATOR, (), False),
    ("vermeer", "SCD", "B. Vermeer", "inkoper", Role.INKOPER, (), False),
    ("dejong", "SCD", "S. de Jong", "inkoper", Role.INKOPER, (), False),
    ("schouten", "SWT", "I. Schouten", "medewerker wijkteam", Role.WIJKTEAM, (), False),
    ("groen", "Buurtwerk", "K. Groen", "buurtwerker", Role.WIJKTEAM, (), False),
)  # fmt: skip


@dataclass
class Staff:
    """The people who act in the stories, as they are on the day the clock stands at."""

    organisations: dict[str, Organisation]
    known: dict[tuple[str, date], Actor] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)

    def actor(self, username: str) -> Actor:
        """Someone, with the powers of that day."""
        key = username, clock.today()
        if key not in self.known:
            if username not in self.users:
                self.users[username] = User.objects.get(username=username)
            found = actor_of(self.users[username], on=key[1])
            assert found, username  # noqa: S101 everybody here works from the first day
            self.known[key] = found
        return self.known[key]

    def regisseur(self, gemeente: str) -> Actor:
        """The regisseur of a gemeente."""
        return self.regisseurs(gemeente)[0]

    def regisseurs(self, gemeente: str) -> list[Actor]:
        """Everybody who directs there; the first directs the told stories."""
        return [self.actor(row[0]) for row in STAFF if row[4] is Role.REGISSEUR and gemeente in row[5]]

    @property
    def duo(self) -> Actor:
        """DUO as the sender of facts."""
        return system_actor("duo", on=clock.today())


def hire() -> Staff:
    """Set the region up with everybody in it."""
    organisations = set_up_region()
    set_up_systems()
    for place, (username, short, name, function, role, gemeenten, volunteer) in enumerate(STAFF):
        employ(
            organisations[short],
            username=username,
            name=name,
            function=function,
            roles={role: gemeenten},
            valid_from=clock.today() - VOLUNTEERS_SINCE if volunteer else START,
            valid_to=clock.today() + VOLUNTEERS_UNTIL if volunteer else None,
            volunteer=volunteer,
            phone=f"078 000 00 {place + 10}",
        )
    sdd = organisations["SDD"]
    for gemeente in Gemeente.objects.all():
        _agreements(gemeente, sdd)
        gemeente.college_address = f"Postbus {int(gemeente.code)}, 3300 AA {gemeente.naam}"
        gemeente.save(update_fields=["college_address"])
        _objections(gemeente.college_address, gemeente=gemeente)
    # One gemeente transferred the whole task: there SDD's own board decides (Wi 18).
    Overdrachtsbesluit.objects.create(
        gemeente_id="0610",
        organisation=sdd,
        board="het bestuur van de Sociale Dienst Drechtsteden",
        valid_from=date(2024, 7, 1),
    )
    _objections("Postbus 619, 3300 AP Dordrecht", organisation=sdd)
    Beleid.objects.create(
        key=PolicyKey.INTAKE_TALKS_GEZIN,
        value=4,
        source="Beleidskader inburgering Drechtsteden, lichte begeleiding",
        valid_from=START,
    )
    connect(Gemeente.objects.exclude(pk__in=BY_PORTAL))
    return Staff(organisations)


def _objections(postal: str, **body: Gemeente | Organisation) -> None:
    """Where objections go: made up, as everything here."""
    Bezwaaradres.objects.create(
        postal=postal,
        digital="www.voorbeeld.nl/bezwaar",
        court="Rechtbank Rotterdam",
        valid_from=START,
        **body,
    )


def _agreements(gemeente: Gemeente, sdd: Organisation) -> None:
    Dienstverleningsovereenkomst.objects.create(
        gemeente=gemeente, organisation=sdd, signed_on=START, tasks=TASKS, valid_from=START
    )
    Mandaatbesluit.objects.create(
        gemeente=gemeente,
        organisation=sdd,
        number=f"M-{gemeente.code}-2021-1",
        powers=[power.value for power in Bevoegdheid],
        decided_on=START,
        consent_on=START,
        valid_from=IN_FORCE,
        # In Hardinxveld-Giessendam the mandate ran out: there a decision is refused, with the reason.
        valid_to=date(2026, 9, 30) if gemeente.code == "0523" else None,
    )
