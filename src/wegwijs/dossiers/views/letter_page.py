"""A page with a letter about one dossier: where it goes and how, and beside that what it says. Seen first, then sent."""

from collections.abc import Callable, Mapping

from django.http import HttpResponse

from wegwijs import clock
from wegwijs.access import pages
from wegwijs.access.doors import ActorRequest, bound
from wegwijs.access.pages import Back
from wegwijs.documents.languages import Writable
from wegwijs.documents.models import Letter
from wegwijs.documents.presenters.preview import preview
from wegwijs.dossiers import presenters
from wegwijs.dossiers.envelope import envelope
from wegwijs.dossiers.forms.letter import SendForm
from wegwijs.dossiers.models import Dossier
from wegwijs.ui.forms import show_instead


def letter_page(
    request: ActorRequest,
    dossier: Dossier,
    letter: Callable[[], Writable],
    send: Callable[[Letter.Channel, str], object],
    *,
    title: str,
    tab: str = "",
    lead: str,
    done: str,
    back: Back,
    form: type[SendForm] = SendForm,
) -> HttpResponse:
    """``letter`` is asked for only when the page is shown; ``send`` gets how it goes and the mark of the address that was seen."""
    today = clock.today()
    where = envelope(dossier, today)
    filled = bound(form, request, person=dossier.person, where=where)

    def shown() -> Mapping[str, object]:
        # The page shows the address of now: sending again is about that one.
        show_instead(filled, "address", where.mark)
        both = preview(letter(), dossier.person, request.actor.organisation, on=today)
        return {
            "head": presenters.head(dossier, request.actor),
            "dossier": dossier,
            "where": where,
            "here": request.path,
            "letter": both.content,
            "translation": both.translation,
        }

    return pages.form_page(
        request,
        filled,
        lambda data: send(Letter.Channel(data["channel"]), data["address"]),
        title=title,
        tab=f"{tab or title} · dossier {dossier.number}",
        lead=lead,
        done=done,
        submit="Verstuur de brief",
        back=back,
        template="dossiers/letter.html",
        more=shown,
    )
