"""What happens now and then: a letter that comes back, a plan that is taken back, a move, a death, a household, a double."""

from datetime import date

from wegwijs.demo import duo
from wegwijs.demo.names import partner_of
from wegwijs.demo.staff import Staff
from wegwijs.demo.stories import asylum, family
from wegwijs.demo.stories.common import after, settled_plan
from wegwijs.demo.trajectory import Trajectory
from wegwijs.documents.models import Retour
from wegwijs.dossiers.commands import letter_came_back, register_post
from wegwijs.dossiers.models import IngekomenStuk
from wegwijs.organisations.models import Gemeente
from wegwijs.people.commands import PersonFacts, add_child, create_person, join_household, share_household
from wegwijs.people.models import HouseholdMember, Source
from wegwijs.stages.pip.commands import Ground, decide_withdrawal, propose_withdrawal, send_withdrawal
from wegwijs.stages.pip.models import Intrekking

WRONG = "Wij hebben een fout gemaakt. De leerroute past niet bij wat u hebt geleerd."


def to_send(t: Trajectory, day: date) -> None:
    """Decided, and the letter still lies there."""
    done = asylum.intake(t, asylum.came_in(t, day))
    t.planned(after(done, 2))
    t.offered(after(done, 3))
    t.decided(after(done, 4))


def refused(t: Trajectory, day: date) -> None:
    """DUO refuses the plan: there the person is registered in the gemeente from a later day."""
    done = family.intake(t, day)
    t.planned(after(done, 3), route="B")
    t.offered(after(done, 4))
    t.decided(after(done, 5))
    duo.moved_in_later(t.who.bsn, after(done, 6))
    t.sent(after(done, 6))


def came_back(t: Trajectory, day: date) -> None:
    """The plan was sent and came back."""
    sent = settled_plan(t, family.intake(t, day), "B")
    with t.on(after(sent, 8)) as when:
        letter = t.pip.letter
        assert letter  # noqa: S101 it was sent
        letter_came_back(t.dossier, letter, by=t.regisseur, on=when, reason=Retour.Reason.VERHUISD)


def withdrawing(t: Trajectory, day: date) -> None:
    """Someone proposes to take the plan back."""
    sent = settled_plan(t, asylum.intake(t, asylum.came_in(t, day)), "B")
    with t.on(after(sent, 12)) as when:
        propose_withdrawal(t.pip, Ground(Intrekking.Soort.INTREKKING, WRONG), by=t.regisseur, on=when)


def withdrawn(t: Trajectory, day: date) -> None:
    """The plan was taken back; a day for the new one stands in the decision."""
    sent = settled_plan(t, family.intake(t, day), "B")
    ground = Ground(Intrekking.Soort.INTREKKING, WRONG, nieuw_voor=after(sent, 70))
    with t.on(after(sent, 9)) as when:
        row = propose_withdrawal(t.pip, ground, by=t.regisseur, on=when)
    with t.on(after(sent, 11)) as when:
        row = decide_withdrawal(row, by=t.staff.actor("smit"), on=when)
        send_withdrawal(row, by=t.staff.actor("smit"), on=when)


def died(t: Trajectory, day: date) -> None:
    """Died during the intake."""
    asylum.halfway(t, day)
    t.happens(after(day, 60), "SS111")


def freed(t: Trajectory, day: date) -> None:
    """Exempted altogether: a Dutch diploma."""
    family.start(t, day)
    t.happens(after(day, 30), "SS107")


def rests(t: Trajectory, day: date) -> None:
    """Exempted for a time, before there is a plan."""
    family.halfway(t, day)
    t.happens(after(day, 34), "SS109")


def changed_group(t: Trajectory, day: date) -> None:
    """Another group since: DUO says gezinsmigrant."""
    asylum.called(t, day)
    t.happens(after(day, 36), "SS124")


def moved_in(t: Trajectory, day: date) -> None:
    """Came from another gemeente with its plan; ten weeks for one of the own."""
    t.told_by_duo(day, settled=day)
    t.settled(day)
    t.happens(after(day, 2), "SS121", pip_van="0599", pip_op=after(day, -200).isoformat())


def hidden(t: Trajectory, day: date) -> None:
    """Halfway the intake, at an address that nobody may see."""
    asylum.halfway(t, day)
    with t.on(after(day, 61)):
        t.hide()


def household(t: Trajectory, day: date) -> None:
    """Six at one address: two with a dossier each, and four children without."""
    asylum.halfway(t, day)
    partner = Trajectory(t.staff, partner_of(t.who), t.code, asylum=True, chance=t.chance)
    partner.home = t.home
    asylum.called(partner, after(day, 14))
    with t.on(after(day, 62)) as when:
        assert t.person  # noqa: S101
        assert partner.person  # noqa: S101
        by = t.regisseur
        join_household(t.person, by=by, part=HouseholdMember.Part.HOOFD, on=when)
        share_household(t.person, partner.person, by=by, part=HouseholdMember.Part.PARTNER, on=when)
        for name, year in (("Yusuf", 2017), ("Amina", 2020), ("Sami", 2022), ("Leyla", 2025)):
            add_child(t.person, by=by, first_name=name, birth_year=year)


def doubled(t: Trajectory, day: date) -> None:
    """COA's profile and DUO's kennisgeving made two of one."""
    asylum.in_reception(t, day)
    with t.on(after(day, 8)) as when:
        assert t.person  # noqa: S101
        # Somebody mistook a digit of the v-nummer.
        number = str(int(t.who.v_nummer) + 2)
        same = PersonFacts(
            v_nummer=number,
            geslachtsnaam=t.who.geslachtsnaam,
            voornamen=t.who.voornamen,
            birth=t.who.birth,
            sex=t.who.sex,
        )
        other = create_person(same, by=t.regisseur, source=Source.EIGEN, as_of=when, not_the_same=True)
        t.taken_up(other, when)


def unfiled_post(staff: Staff, day: date) -> None:
    """Post that nobody put in a dossier yet."""
    rows = (
        (IngekomenStuk.Channel.POST, "UWV", "Vraag over een werkgever"),
        (IngekomenStuk.Channel.MAIL, "afzender onbekend", "Kopie van een diploma"),
    )
    for channel, sender, subject in rows:
        register_post(
            Gemeente.objects.get(pk="0505"), by=staff.actor("mulder"), received_on=day, channel=channel,
            sender=sender, subject=subject,
        )  # fmt: skip
