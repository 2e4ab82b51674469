"""For who was invited: no account, no name, only the code of the letter. Who has the code sees half-days and nothing of anybody."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_safe

from wegwijs import clock
from wegwijs.access.actor import system_actor
from wegwijs.access.doors import attempt
from wegwijs.agenda.calendar import Entry, calendar
from wegwijs.documents.wording import DUTCH, LANGUAGES
from wegwijs.groups.codes import as_kept
from wegwijs.groups.commands.letters import where
from wegwijs.groups.commands.reply import reply
from wegwijs.groups.forms.reply import SECTION, CodeForm, ReplyForm, Spoken
from wegwijs.groups.guesses import count_wrong, too_many
from wegwijs.groups.models import Attendance
from wegwijs.groups.queries.reply import asked, place_by_code

WRONG = DUTCH.say(SECTION, "werkt_niet")
SENT = "verstuurd"


@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest) -> HttpResponse:
    """Fill in the code of the letter."""
    if too_many(request):
        return _wait(request)
    form = CodeForm(request.POST) if request.method == "POST" else CodeForm()
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data["code"]
        if place_by_code(typed):
            return redirect("reply:page", as_kept(typed))
        count_wrong(request)
        form.add_error("code", WRONG)
    said = _every("werkt_niet" if form.errors else "code")
    return _unseen(render(request, "groups/antwoord_code.html", {"form": form, "languages": said}))


@require_http_methods(["GET", "HEAD", "POST"])
def page(request: HttpRequest, secret: str) -> HttpResponse:
    """The sessions to come, each with ‘I will come’ and ‘I will not come’; what was answered can be changed until it begins."""
    if too_many(request):
        return _wait(request)
    place = place_by_code(secret)
    if place is None:
        count_wrong(request)
        return _none(request, "werkt_niet")
    rows = asked(place)
    if not rows:
        return _none(request, "afgezegd")
    spoken = Spoken(rows[0].language)
    form = ReplyForm(request.POST if request.method == "POST" else None, rows=rows, spoken=spoken)
    if request.method == "POST" and form.is_valid():
        by = system_actor("wegwijs", on=clock.today())
        if attempt(form, lambda: (reply(place, form.answers(), by=by), True)):
            return redirect(f"{reverse('reply:page', args=[secret])}?{SENT}=1")
    context = {
        "form": form,
        "words": spoken.all(),
        "sent": SENT in request.GET and request.method != "POST",
        "secret": secret,
    }
    return _unseen(render(request, "groups/antwoord.html", context))


@require_safe
def ics(request: HttpRequest, secret: str) -> HttpResponse:
    """The same sessions for somebody's own calendar: what, when and where."""
    place = None if too_many(request) else place_by_code(secret)
    rows = asked(place) if place else []
    if not rows:
        if place is None:
            count_wrong(request)
        return _none(request, "werkt_niet")
    content = calendar([_entry(row) for row in rows], name=rows[0].session.group.name, now=clock.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="agenda.ics"'
    answer["Referrer-Policy"] = "no-referrer"
    return _unseen(answer)


def _entry(row: Attendance) -> Entry:
    session = row.session
    return Entry(
        uid=f"bijeenkomst-{session.pk}@wegwijs", title=session.title, on=session.on, at=session.at, minutes=session.minutes,
        changed=session.changed_at, sequence=session.version - 1, place=where(session),
    )  # fmt: skip


def _every(key: str) -> list[tuple[str, object]]:
    """A sentence in each language that letters are written in, for who we don't know."""
    return [(code, Spoken(code).own(key)) for code in LANGUAGES]


def _none(request: HttpRequest, key: str) -> HttpResponse:
    """No such code, or nothing to answer any more; an answer and no exception, so that it counts."""
    context = {"dutch": DUTCH.say(SECTION, key), "languages": _every(key)}
    return _unseen(render(request, "groups/antwoord_niet.html", context, status=404))


def _wait(request: HttpRequest) -> HttpResponse:
    return _unseen(render(request, "429.html", status=429))


def _unseen(answer: HttpResponse) -> HttpResponse:
    """Kept by nobody and found by no search engine. Where this page leads to elsewhere sees no address of it (same-origin)."""
    answer["Cache-Control"] = "private, no-store"
    answer["X-Robots-Tag"] = "noindex, nofollow"
    # A refusal would stand in the log with its address, and the code is in that.
    answer._has_been_logged = True  # type: ignore[attr-defined]
    return answer
