"""What is sent and answered, field by field. Names are those of the law and of the school's own pages, in camelCase."""

import math
import re
from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from ninja import Schema
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    WithJsonSchema,
)
from pydantic.alias_generators import to_camel

from wegwijs.stages.leerroutes.models import LESSOORTEN, Afwijzing, Verzuimreden

MOST_ROWS = 2000
MOST_HOURS = 7 * 12
_HOURS = re.compile(r"[0-9]{1,2}(:[0-5][0-9]|[.,][0-9]{1,2})?")
_WEEK = r"^([0-9]{4}-W[0-9]{2}|[0-9]{4}-[0-9]{2}-[0-9]{2})$"
_NUMBER = r"^[0-9]{4}-[0-9]{4}-[0-9]{4,6}$"
WHO = "Stuur het dossiernummer zoals het bij de deelnemer staat, zoals 2026-0505-0002. Stuur hier nooit een BSN."


def _hours(value: object) -> str:
    """As the file import reads it; a boolean is no number."""
    if isinstance(value, str) and _HOURS.fullmatch(value):
        return value
    if (
        isinstance(value, int | float)
        and not isinstance(value, bool)
        and math.isfinite(value)
        and 0 <= value <= MOST_HOURS
    ):
        return f"{value:.2f}"
    raise ValueError(f"Schrijf uren als 2.5 of ‘2:30’, van 0 tot en met {MOST_HOURS}.")


def _plain(text: str) -> str:
    if "\0" in text:
        raise ValueError("Hierin staat een teken dat niet kan. Haal het weg.")
    return text


def _matches(pattern: str, words: str) -> AfterValidator:
    known = re.compile(pattern)

    def check(text: str) -> str:
        if not known.fullmatch(text):
            raise ValueError(words)
        return text

    return AfterValidator(check)


def _one_of(values: list[str]) -> AfterValidator:
    return _matches("|".join(map(re.escape, values)), f"Kies uit: {', '.join(values)}.")


def _text(description: str, example: object, **more: object) -> WithJsonSchema:
    return WithJsonSchema({"type": "string", "description": description, "example": example, **more})


_SOORTEN, _REDENEN = [one.value for one in LESSOORTEN], list(Verzuimreden.values)
Number = Annotated[str, StringConstraints(max_length=20), _matches(_NUMBER, WHO), _text("nummer van het dossier; nooit een BSN", "2026-0505-0002", pattern=_NUMBER)]  # fmt: skip
Week = Annotated[str, StringConstraints(max_length=10), _matches(_WEEK, "Schrijf de week als 2026-W48, of een dag daarin als 2026-11-23."), _text("de week, of een dag daarin", "2026-W48", pattern=_WEEK)]  # fmt: skip
Hours = Annotated[
    str, BeforeValidator(_hours),
    WithJsonSchema({
        "description": "uren, als 2.5 of 2:30", "example": 2.5,
        "anyOf": [{"type": "number", "minimum": 0, "maximum": MOST_HOURS}, {"type": "string", "pattern": f"^{_HOURS.pattern}$"}],
    }),
]  # fmt: skip
Text = Annotated[str, StringConstraints(max_length=240), AfterValidator(_plain)]


class Sent(BaseModel):
    """What comes in: nothing that isn't known, so that no BSN slips along under a name of its own."""

    model_config = ConfigDict(alias_generator=to_camel, extra="forbid", hide_input_in_errors=True)


class WeekRow(Sent):
    """One participant, one week, one kind of lesson."""

    dossiernummer: Number
    week: Week
    soort: Annotated[str, _one_of(_SOORTEN), _text("soort les", "nt2", enum=_SOORTEN)] = "nt2"
    aangeboden: Hours | None = Field(None, description="leeg: de som van de volgende drie")
    gevolgd: Hours
    afgemeld: Hours | None = Field(None, description="gemist met afmelding op tijd")
    verzuimd: Hours | None = Field(None, description="gemist zonder afmelding op tijd")
    reden: Annotated[str, _one_of(_REDENEN), _text("van wat verzuimd is", "werk", enum=_REDENEN)] | None = (
        None
    )


class Weeks(Sent):
    """Weeks of lessons to take in."""

    weken: Annotated[list[WeekRow], Field(min_length=1, max_length=MOST_ROWS)]


class Answer(Sent):
    """The answer to who was put forward: taken, with a first day, or refused, with a reason."""

    antwoord: Annotated[
        str,
        _one_of(["aangenomen", "geweigerd"]),
        _text("het antwoord", "aangenomen", enum=["aangenomen", "geweigerd"]),
    ]
    begin_op: date | None = Field(None, description="bij ‘aangenomen’: vanaf deze dag is er plaats")
    reden: Annotated[str, _one_of(list(Afwijzing.values)), _text("bij ‘geweigerd’: waarom", "vol", enum=list(Afwijzing.values))] | None = None  # fmt: skip
    toelichting: Text = Field(
        "", description="bij ‘geweigerd’; de regisseur leest dit, niets over gezondheid"
    )


class FirstLesson(Sent):
    """The day of the first lesson."""

    op: date = Field(description="de dag van de eerste les")


class Told(Schema):
    """What goes out."""

    model_config = ConfigDict(alias_generator=to_camel, populate_by_name=True)


class CourseRef(Told):
    """A course by name."""

    id: UUID
    naam: str


class Course(Told):
    """A course of the provider that runs or will."""

    id: UUID
    naam: str
    leerroute: str
    startniveau: str
    plaats: str
    postcode: str
    dagdelen: list[str]
    kinderopvang: bool
    begin_op: date
    tot_en_met: date
    uren_per_week: float
    plaatsen: int
    bezet: int
    gesloten_op: date | None


class Participant(Told):
    """All that a school may know of somebody: no BSN, no address, no dossier."""

    id: UUID
    dossiernummer: str
    naam: str
    stand: str
    leerroute: str
    uren_volgens_pip: int | None
    termijn_tot_en_met: date | None
    cursus: CourseRef
    kinderopvang: str
    reizen: str
    gevraagd_op: date
    antwoord_uiterlijk_op: date
    begin_op: date
    tot_en_met: date
    geplande_uren: float
    eerste_les_op: date | None
    laatste_dag: date | None


class LessonWeek(Told):
    """A week as it stands."""

    soort: str
    van: date
    tot_en_met: date
    aangeboden: float
    gevolgd: float
    afgemeld: float
    verzuimd: float
    reden: str | None
    vastgelegd_op: datetime


class Delivery(Told):
    """How far a delivery is; ``regels`` is the address of what became of each row."""

    id: UUID
    ontvangen_op: datetime
    stand: str
    aantal: int
    verwerkt: int
    overgenomen: int
    geweigerd: int
    klaar_op: datetime | None
    regels: str


class Received(Told):
    """A delivery was received; what became of it is asked at ``verslag``. The same for every repeat."""

    id: UUID
    ontvangen_op: datetime
    aantal: int
    verslag: str


class DeliveryRow(Told):
    """What became of one row; ``regel`` counts from 0, as the rows were sent."""

    regel: int
    dossiernummer: str
    week: str
    stand: str
    veld: str | None
    reden: str | None
    oplossing: str | None


class Participants(Told):
    """A page; ``volgende`` is the address of the next one."""

    deelnemers: list[Participant]
    volgende: str | None


class Courses(Told):
    """Every course that runs or will."""

    cursussen: list[Course]


class LessonWeeks(Told):
    """The weeks of one participant, the newest first."""

    lesweken: list[LessonWeek]


class Deliveries(Told):
    """A page, the newest first."""

    leveringen: list[Delivery]
    volgende: str | None


class DeliveryRows(Told):
    """A page of rows."""

    regels: list[DeliveryRow]
    volgende: str | None


class Location(Schema):
    """Where something is wrong: a JSON pointer in the body, or the name of a header or of a part of the address."""

    pointer: str | None = None
    name: str | None = None


class FieldError(Schema):
    """One field."""

    model_config = ConfigDict(populate_by_name=True)

    place: str = Field(alias="in")
    location: Location
    code: str
    detail: str


class Problem(Schema):
    """RFC 9457."""

    type: str
    title: str
    status: int
    detail: str
    errors: list[FieldError] = []
