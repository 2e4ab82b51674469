"""What pages show of a person: finished Dutch text."""

from dataclasses import dataclass

from wegwijs.people.languages import language_name
from wegwijs.people.models import Address, Person
from wegwijs.people.verblijfstitels import words as titel_words
from wegwijs.ui.format import day, masked_bsn
from wegwijs.ui.parts import Fact


def identity(person: Person) -> tuple[Fact, ...]:
    """Who someone is, with source and date; the BSN masked."""
    return (
        Fact("Naam", str(person)),
        Fact("Geboren", str(person.birth) if person.birth_year else "onbekend"),
        Fact("Geslacht", person.get_sex_display()),
        Fact("BSN", masked_bsn(person.bsn or "") or "nog geen BSN"),
        Fact("V-nummer", person.v_nummer or ""),
        Fact("Bron", f"{person.get_source_display()}, {day(person.as_of)}"),
    )


def contact(person: Person, *, shielded: bool) -> tuple[Fact, ...]:
    """How to reach someone. ``shielded``: the address is secret, the person's own or because of a housemate."""
    why = "ja" if person.protected else "ja, door een huisgenoot" if shielded else "nee"
    return (
        Fact("Telefoon", person.phone),
        Fact("E-mail", person.email),
        Fact("Veilig contact", person.safe_contact),
        Fact(
            "Alleen via veilig contact",
            "ja" if person.contact_safely else "nee",
            "late" if person.contact_safely else "",
        ),
        Fact("Geheimhouding", why, "late" if shielded else ""),
    )


def languages(person: Person) -> tuple[Fact, ...]:
    """Languages in order, the contact language first, and the interpreter."""
    rows = list(person.languages.all())
    chosen = [language_name(row.code) for row in rows if row.contact]
    others = [str(row) for row in rows if not row.contact]
    return (
        Fact("Contacttaal", ", ".join(chosen)),
        Fact("Andere talen", ", ".join(others)),
        Fact("Tolk nodig", "ja" if person.interpreter_needed else "nee"),
    )


@dataclass(frozen=True, slots=True)
class Line:
    """One row of a card: what, and the small line under it."""

    title: str
    note: str


def addresses(rows: list[tuple[Address, bool]]) -> list[Line]:
    """Addresses, newest first; without street and place where they may not be seen."""
    return [
        Line(
            str(row) if seen else "Afgeschermd adres",
            f"{row.get_kind_display()} vanaf {day(row.valid_from)} · {row.get_source_display()}, {day(row.as_of)}",
        )
        for row, seen in rows
    ]


def titels(person: Person) -> list[Line]:
    """Residence titles as the BRP gives them, newest first."""
    return [
        Line(
            titel_words(row.code),
            f"vanaf {day(row.begins_on)}{f' tot en met {day(row.ends_on)}' if row.ends_on else ''}"
            f" · {row.get_source_display()}, {day(row.as_of)}",
        )
        for row in person.verblijfstitels.all()
    ]
