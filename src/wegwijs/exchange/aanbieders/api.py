"""The operations: /aanbieders/v1, for the own system of a language school, by the NLGov REST API design rules 2.2."""

from collections.abc import Callable
from typing import Annotated, Any, TypeVar
from uuid import UUID

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import reverse
from ninja import Header, Query
from ninja.decorators import decorate_view
from pydantic import StringConstraints

from wegwijs import clock
from wegwijs.audit.commands import record_list
from wegwijs.errors import DomainError
from wegwijs.exchange.aanbieders import VERSION, queries, schemas, shapes
from wegwijs.exchange.aanbieders.commands import REPEAT, deliver_weeks
from wegwijs.exchange.aanbieders.document import document
from wegwijs.exchange.aanbieders.gate import Caller
from wegwijs.exchange.aanbieders.interface import api as api
from wegwijs.exchange.aanbieders.interface import readable
from wegwijs.imports.models import ImportRow
from wegwijs.stages.leerroutes.commands import accept_place, begin_lessons, refuse_place
from wegwijs.stages.leerroutes.models import Afwijzing
from wegwijs.stages.leerroutes.queries.aanbod import received_or_404
from wegwijs.stages.leerroutes.queries.courses import listed
from wegwijs.stages.leerroutes.queries.week import kept_of

PAGE, MOST = 50, 200
PAGE_NAME = "koppeling van de aanbieder"
F = TypeVar("F", bound=Callable[..., Any])
Each = ImportRow.State
IN_STATE = {"geweigerd": Each.REFUSED, "overgenomen": Each.TAKEN, "wacht": Each.WAITING}


class AskRequest(HttpRequest):
    """A request that came in with a key."""

    auth: Caller


def _faults(*statuses: int) -> dict[int, Any]:
    return dict.fromkeys((400, 401, 403, 404, *statuses, 429, 503), schemas.Problem)


def _reads(path: str, gives: type[schemas.Told], name: str, *, title: str, words: str) -> Callable[[F], F]:
    """GET, and HEAD as every address that is read has it."""

    def add(view: F) -> F:
        api.get(
            path, response={200: gives, **_faults()}, by_alias=True, url_name=name, operation_id=name, summary=title, description=words,
            tags=["lezen"],
        )(view)  # fmt: skip
        api.api_operation(
            ["HEAD"],
            path,
            response={200: gives, **_faults()},
            by_alias=True,
            url_name=f"{name}-head",
            include_in_schema=False,
        )(view)
        return view

    return add


Size = Annotated[
    int, Query(PAGE, alias="aantal", ge=1, le=MOST, description=f"hoeveel op een pagina, ten hoogste {MOST}")
]
After = Annotated[
    UUID | None, Query(None, alias="na", description="de sleutel van de laatste van de pagina hiervoor")
]


def _there(request: HttpRequest, name: str, *keys: object) -> str:
    return request.build_absolute_uri(reverse(f"aanbieders:aanbieders-api:{name}", args=keys))


def _next(
    request: HttpRequest, name: str, keys: tuple[object, ...], last: object, most: int, **more: str
) -> str:
    kept = "".join(f"&{key}={value}" for key, value in more.items() if value)
    return f"{_there(request, name, *keys)}?na={last}&aantal={most}{kept}"


@_reads(
    "/deelnemers", schemas.Participants, "deelnemers", title="Deelnemers",
    words="Wie bij de aanbieder is aangemeld of les volgt, op naam. Zodra een aanmelding is geweigerd of ingetrokken, staat zij hier niet meer; na het einde nog zes weken.",
)  # fmt: skip
def participants(request: AskRequest, na: After = None, aantal: Size = PAGE) -> schemas.Participants:
    """Everybody that the school may read, by name."""
    actor = request.auth.actor
    rows = queries.participants(actor, after=na, most=aantal)
    page = rows[:aantal]
    record_list(by=actor, page=f"deelnemers, {PAGE_NAME}", shown=len(page))
    more = _next(request, "deelnemers", (), page[-1].pk, aantal) if len(rows) > aantal else None
    return schemas.Participants(deelnemers=[shapes.participant(row) for row in page], volgende=more)


@_reads(
    "/deelnemers/{uuid:deelnemer}",
    schemas.Participant,
    "deelnemer",
    title="Eén deelnemer",
    words="Wat de aanbieder van iemand mag weten.",
)
def participant(request: AskRequest, deelnemer: UUID) -> schemas.Participant:
    """One of them."""
    return shapes.participant(received_or_404(request.auth.actor, deelnemer, page=f"deelnemer, {PAGE_NAME}"))


@_reads(
    "/deelnemers/{uuid:deelnemer}/lesweken", schemas.LessonWeeks, "lesweken", title="Lesweken van een deelnemer",
    words="De laatste zestig weken die gelden, de nieuwste eerst. Uren als getal.",
)  # fmt: skip
def weeks(request: AskRequest, deelnemer: UUID) -> schemas.LessonWeeks:
    """What stands of one participant."""
    row = received_or_404(request.auth.actor, deelnemer, page=f"lesweken, {PAGE_NAME}")
    return schemas.LessonWeeks(lesweken=[shapes.week(one) for one in kept_of(row)])


def _writes(path: str, name: str, *, title: str, words: str) -> Callable[[F], F]:
    """PUT: what is so from now on; a repeat changes nothing."""

    def add(view: F) -> F:
        api.put(
            path, response={204: None, **_faults(409, 413, 415)}, url_name=name, operation_id=name, summary=title, description=words,
            tags=["antwoorden"],
        )(decorate_view(readable)(view))  # fmt: skip
        return view

    return add


@_writes(
    "/deelnemers/{uuid:deelnemer}/antwoord", "antwoord", title="Antwoord op een aanmelding",
    words="‘aangenomen’ met een dag, of ‘geweigerd’ met een reden. Na weigeren ziet de aanbieder de deelnemer niet meer: hetzelfde nog eens geeft dan 404.",
)  # fmt: skip
def answer(request: AskRequest, deelnemer: UUID, body: schemas.Answer) -> HttpResponse:
    """There is a place, or there is none."""
    actor, today = request.auth.actor, clock.today()
    row = received_or_404(actor, deelnemer, page=f"antwoord, {PAGE_NAME}")
    if body.antwoord == "aangenomen":
        if body.begin_op is None:
            raise DomainError("Stuur ook vanaf welke dag er plaats is.", field="starts_on")
        accept_place(row, by=actor, on=today, starts_on=body.begin_op)
    else:
        if body.reden is None:
            raise DomainError("Stuur ook waarom er geen plaats is.", field="reason")
        refuse_place(row, Afwijzing(body.reden), body.toelichting, by=actor, on=today)
    return _done()


@_writes(
    "/deelnemers/{uuid:deelnemer}/eerste-les", "eerste-les", title="Eerste les vastleggen",
    words="De dag van de eerste les van wie is aangenomen. Daarna kunt u weken aanleveren.",
)  # fmt: skip
def first_lesson(request: AskRequest, deelnemer: UUID, body: schemas.FirstLesson) -> HttpResponse:
    """The lessons began."""
    row = received_or_404(request.auth.actor, deelnemer, page=f"eerste les, {PAGE_NAME}")
    begin_lessons(row, by=request.auth.actor, on=body.op)
    return _done()


def _done() -> HttpResponse:
    response = HttpResponse(status=204)
    response["API-Version"] = VERSION
    return response


@_reads(
    "/cursussen",
    schemas.Courses,
    "cursussen",
    title="Cursussen",
    words="De eigen cursussen die lopen of nog beginnen, met hoeveel plaatsen bezet zijn.",
)
def courses(request: AskRequest) -> schemas.Courses:
    """Those of the school."""
    return schemas.Courses(
        cursussen=[shapes.course(row, taken) for row, taken in listed(request.auth.actor, clock.today())]
    )


Repeat = Annotated[
    str,
    StringConstraints(pattern=r"^[!-~]{8,100}$"),
    Header(
        alias=REPEAT,
        description="zelf gekozen, voor elke nieuwe levering een andere (een UUID); bij herhalen dezelfde",
    ),
]


@api.post(
    "/leveringen", response={202: schemas.Received, **_faults(409, 413, 415)}, by_alias=True, url_name="leveringen-post",
    operation_id="leveren", summary="Weken aanleveren", tags=["aanleveren"],
    description=f"Weken met lessen, ten hoogste {schemas.MOST_ROWS} regels. Klopt de vorm niet, dan wordt niets aangenomen (400). Klopt de vorm, dan wordt elke regel apart "
    "verwerkt, precies als in een bestand: het verslag zegt per regel of hij is overgenomen, en zo niet waarom. Dezelfde Idempotency-Key nog eens geeft hetzelfde antwoord.",
)  # fmt: skip
@decorate_view(readable)
def deliver(request: AskRequest, body: schemas.Weeks, idempotency_key: Repeat) -> HttpResponse:
    """Keep them and hand them to the worker."""
    made = deliver_weeks(body.weken, by=request.auth.actor, repeat=idempotency_key)
    said = shapes.received(made, _there(request, "levering", made.pk))
    response = api.create_response(request, said.model_dump(by_alias=True), status=202)
    response["Location"] = said.verslag
    return response


@_reads(
    "/leveringen", schemas.Deliveries, "leveringen", title="Leveringen",
    words="Wat de aanbieder aanleverde, ook met een bestand, de nieuwste eerst.",
)  # fmt: skip
def deliveries(request: AskRequest, na: After = None, aantal: Size = PAGE) -> schemas.Deliveries:
    """Reports, without what stood in the rows."""
    rows = queries.deliveries(request.auth.actor, after=na, most=aantal)
    page = rows[:aantal]
    more = _next(request, "leveringen", (), page[-1].pk, aantal) if len(rows) > aantal else None
    shown = [shapes.delivery(row, _there(request, "regels", row.pk)) for row in page]
    return schemas.Deliveries(leveringen=shown, volgende=more)


@_reads(
    "/leveringen/{uuid:levering}", schemas.Delivery, "levering", title="Eén levering",
    words="Hoe ver zij is: ‘wacht’, ‘bezig’, ‘klaar’ of ‘gestopt’. Vraag het na enkele seconden opnieuw tot zij klaar is.",
)  # fmt: skip
def delivery(request: AskRequest, levering: UUID) -> schemas.Delivery:
    """The report of one."""
    row = queries.delivery_or_404(request.auth.actor, levering)
    return shapes.delivery(row, _there(request, "regels", row.pk), refused=shapes.refused_in(row))


Line = Annotated[
    int | None,
    Query(
        None,
        alias="na",
        ge=0,
        le=100_000,
        description="het nummer van de laatste regel van de pagina hiervoor",
    ),
]
Stand = Annotated[
    str,
    StringConstraints(pattern="^(geweigerd|overgenomen|wacht)?$"),
    Query("", description="alleen: geweigerd, overgenomen of wacht"),
]


@_reads(
    "/leveringen/{uuid:levering}/regels", schemas.DeliveryRows, "regels", title="Regels van een levering",
    words="Wat er van elke regel werd. Van een geweigerde regel staat er het veld, de reden en wat u kunt doen.",
)  # fmt: skip
def rows(
    request: AskRequest, levering: UUID, na: Line = None, aantal: Size = PAGE, stand: Stand = ""
) -> schemas.DeliveryRows:
    """What became of each row."""
    row = queries.delivery_or_404(request.auth.actor, levering)
    after = shapes.FIRST_LINE + na if na is not None else 0
    found = queries.rows_of(row, state=IN_STATE.get(stand, ""), after=after, most=aantal)
    page = [shapes.line(one) for one in found[:aantal]]
    more = (
        _next(request, "regels", (row.pk,), page[-1].regel, aantal, stand=stand)
        if len(found) > aantal
        else None
    )
    return schemas.DeliveryRows(regels=page, volgende=more)


@api.get("/openapi.json", auth=None, include_in_schema=False, url_name="openapi")
def openapi(request: HttpRequest) -> HttpResponse:
    """What this interface is, for programs (OpenAPI 3.1); about nobody, so for everybody."""
    response = JsonResponse(document(api), json_dumps_params={"ensure_ascii": False})
    response["API-Version"] = VERSION
    return response
