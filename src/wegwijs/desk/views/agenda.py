"""The agenda: a week or a day on the screen, and a secret address for someone's own calendar program."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.safestring import SafeString
from django.views.decorators.http import require_POST, require_safe

from wegwijs import clock
from wegwijs.access.doors import ActorRequest, bound, door
from wegwijs.access.roles import Permission
from wegwijs.agenda.calendar import calendar
from wegwijs.agenda.commands import make_feed, revoke_feed, use_feed
from wegwijs.agenda.queries import feed_by_secret, feed_of
from wegwijs.audit.commands import record_list
from wegwijs.desk.forms import FeedForm
from wegwijs.desk.markup import planned_html
from wegwijs.desk.planning import Item, entries, of_region, planned
from wegwijs.organisations.queries import gemeenten_by_code
from wegwijs.rowsecurity.scope import enter
from wegwijs.ui import notices
from wegwijs.ui.format import weekday
from wegwijs.ui.parts import Menu

P = Permission.DOSSIER_VIEW
ONE_DAY, ONE_WEEK = timedelta(days=1), timedelta(days=7)
# What a calendar program gets: enough to look back, and as far ahead as anything is planned.
BACK, AHEAD = timedelta(days=30), timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Day:
    """One day with what is planned."""

    on: date
    title: str
    today: bool
    items: tuple[Item, ...]
    registers: bool = False

    @property
    def rows(self) -> SafeString:
        """As rows of a table, for everybody's week: hundreds of them."""
        return planned_html(self.items, registers=self.registers)


@door(P)
def week(request: ActorRequest) -> HttpResponse:
    """The employee's own week, or one day of it; last days of termijnen stand there when asked for."""
    today = clock.today()
    single = request.GET.get("toon") == "dag"
    on = _day(request.GET.get("op", "")) or today
    first = on if single else on - timedelta(days=on.weekday())
    length = 1 if single else 7
    termijnen = request.GET.get("termijnen") == "ja"
    items = planned(request.actor, first, first + (length - 1) * ONE_DAY, with_termijnen=termijnen)
    record_list(by=request.actor, page="agenda", shown=len(items))
    days = [_of_day(first + n * ONE_DAY, items, today) for n in range(length)]
    # A weekend in which nothing is planned takes no room.
    shown = [d for d in days if single or d.items or d.on.weekday() < 5]
    step = ONE_DAY if single else ONE_WEEK
    context = {
        "days": shown,
        "single": single,
        "termijnen": termijnen,
        "empty": not items,
        "title": weekday(on) if single else f"Week {first.isocalendar().week}, {first.isocalendar().year}",
        "previous": _address(first - step, single, termijnen),
        "next": _address(first + step, single, termijnen),
        "now": _address(today, single, termijnen),
        "as_day": _address(today if first <= today < first + ONE_WEEK else first, True, termijnen),
        "as_week": _address(on, False, termijnen),
        "toggle": _address(on, single, not termijnen),
        "no_employee": request.actor.employee is None,
        "sees_all": request.actor.sees_all,
    }
    return render(request, "desk/agenda.html", context)


@require_safe
@door(P)
def region(request: ActorRequest) -> HttpResponse:
    """Everybody's week in the region, for the executor: who holds what, where and when; or that of one gemeente."""
    actor = request.actor
    if not actor.sees_all:
        raise Http404
    today = clock.today()
    on = _day(request.GET.get("op", "")) or today
    first = on - timedelta(days=on.weekday())
    places = {code: one.naam for code, one in gemeenten_by_code(actor.gemeenten(P)).items()}
    gemeente = request.GET.get("gemeente", "")
    chosen = gemeente if gemeente in places else ""
    items = of_region(actor, first, first + 6 * ONE_DAY, gemeente=chosen)
    record_list(by=actor, page="agenda van de regio", shown=len(items))
    registers = actor.may(Permission.ATTENDANCE_RECORD)
    days = [replace(_of_day(first + n * ONE_DAY, items, today), registers=registers) for n in range(7)]
    also = f"&gemeente={chosen}" if chosen else ""
    context = {
        "days": [one for one in days if one.items],
        "number": len(items),
        "title": f"Week {first.isocalendar().week}, {first.isocalendar().year}",
        "previous": f"?op={(first - ONE_WEEK).isoformat()}{also}",
        "next": f"?op={(first + ONE_WEEK).isoformat()}{also}",
        "now": f"?op={today.isoformat()}{also}",
        "place": places.get(chosen, "alle gemeenten"),
        "places": Menu.of(
            "Gemeente",
            "gemeente",
            chosen,
            places,
            lambda gemeente: f"?op={first.isoformat()}" + (f"&gemeente={gemeente}" if gemeente else ""),
            everything="alle gemeenten",
            off="alle gemeenten",
        ),
    }
    return render(request, "desk/region_week.html", context)


def _of_day(on: date, items: list[Item], today: date) -> Day:
    return Day(on, weekday(on), on == today, tuple(item for item in items if item.on == on))


def _day(text: str) -> date | None:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        return None
    return found if 2000 <= found.year <= 2100 else None


def _address(on: date, single: bool, termijnen: bool) -> str:
    return f"?op={on.isoformat()}" + ("&toon=dag" if single else "") + ("&termijnen=ja" if termijnen else "")


@door(P)
def feed(request: ActorRequest) -> HttpResponse:
    """Make a secret address; it is shown once, right after it was made."""
    form = bound(FeedForm, request)
    secret = ""
    if request.method == "POST" and form.is_valid():
        secret = make_feed(by=request.actor, with_termijnen=form.cleaned_data["with_termijnen"])
    address = request.build_absolute_uri(reverse("desk:ics", args=[secret])) if secret else ""
    answer = render(
        request, "desk/feed.html", {"form": form, "feed": feed_of(request.user), "address": address}
    )
    answer["Cache-Control"] = "no-store"
    return answer


@require_POST
@door(P)
def revoke(request: ActorRequest) -> HttpResponse:
    """From now on the address gives nothing."""
    revoke_feed(by=request.actor)
    notices.saved(
        request, "Het geheime adres werkt niet meer. Haal de agenda ook weg uit uw agendaprogramma."
    )
    return redirect("desk:feed")


@require_safe
def ics(request: HttpRequest, secret: str) -> HttpResponse:
    """For a calendar program: no sign-in, only the secret. 404 once it was revoked or its owner may nothing any more."""
    if len(secret) > 100:
        raise Http404
    found, actor = feed_by_secret(secret)
    if not actor.may(P):
        raise Http404
    enter(actor.scope)
    use_feed(found, by=actor)
    today = clock.today()
    items = planned(
        actor, today - BACK, today + AHEAD, with_termijnen=found.with_termijnen, with_cancelled=True
    )
    host = request.build_absolute_uri("/").rstrip("/")
    content = calendar(entries(items, host=host), name="Wegwijs", now=clock.now())
    answer = HttpResponse(content, content_type="text/calendar; charset=utf-8")
    answer["Cache-Control"] = "private, no-store"
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    answer["Content-Disposition"] = 'attachment; filename="wegwijs.ics"'
    return answer
