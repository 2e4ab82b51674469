"""The living example region: made once in an empty database, by the same commands that people use."""

from wegwijs.access.models import User
from wegwijs.demo.staff import STAFF, hire
from wegwijs.demo.stories import tell_all
from wegwijs.dossiers.commands import rebuild_termijnen
from wegwijs.organisations.models import Gemeente


def is_empty() -> bool:
    """Whether nothing was ever made in this database."""
    return not Gemeente.objects.exists()


def load() -> None:
    """Make the gemeenten, everybody who works there, and the trajectories until today."""
    tell_all(hire())
    # Each story left its termijnen as they stood on its last day.
    for _ in rebuild_termijnen():
        pass


def logins() -> list[str]:
    """What the one who starts the trial must know."""
    names = ", ".join(f"{row[2]} ({row[3]}, {row[1]})" for row in STAFF[:1] + STAFF[4:5] + STAFF[9:10])
    count = User.objects.filter(employee__isnull=False).count()
    return [
        "U meldt zich aan zonder wachtwoord: kies op de eerste pagina wie u bent.",
        f"Er zijn {count} medewerkers, bijvoorbeeld {names}.",
    ]
