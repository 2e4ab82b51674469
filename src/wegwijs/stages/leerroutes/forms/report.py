"""What a school fills in of a participant: the report over a quarter, and a signal. For the regisseur: what was done with it."""

from typing import Any, ClassVar

from django import forms

from wegwijs.stages.leerroutes.commands import ReportFacts, ToetsFacts
from wegwijs.stages.leerroutes.models import (
    ALFA,
    LETTERS,
    Advies,
    Opvolging,
    Signaalsoort,
    Taalniveau,
    Toetsuitslag,
    Vaardigheid,
    Verwachting,
    Voortgangsrapport,
)
from wegwijs.ui import forms as ui
from wegwijs.ui.format import capital

ROOM_FOR = 3
READERS = "De regisseur leest dit. Schrijf niets op over gezondheid, geloof of afkomst: zeg alleen wat er in de les gebeurt."


class ReportForm(ui.Form):
    """A level for each skill, what is expected, advice, and room for tests. ``before``: the report of an earlier quarter, to see beside it."""

    groups: ClassVar[tuple[ui.Group, ...]] = (
        ui.Group("Niveau per vaardigheid", tuple(skill.column for skill in Vaardigheid), "Leeg is: niet bekend."),
        ui.Group("Verwachting en advies", ("expected", "expected_on", "advice", "remarks")),
        *(
            ui.Group(f"Toets {n}", (f"on_{n}", f"skill_{n}", f"name_{n}", f"result_{n}"), "Leeg laten als er geen toets was.")
            for n in range(1, ROOM_FOR + 1)
        ),
    )  # fmt: skip
    expected = ui.RadioField(label="Haalt deze deelnemer het niveau van het PIP", choices=Verwachting.choices)
    expected_on = ui.DateField(label="Verwacht op", required=False, help_text="De dag waarop het niveau er is, ongeveer.")  # fmt: skip
    advice = ui.ChoiceField(label="Advies", choices=Advies.choices)
    remarks = forms.CharField(label="Opmerking", max_length=300, required=False, help_text=READERS)
    version = forms.IntegerField(widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, before: Voortgangsrapport | None = None, now: Voortgangsrapport | None = None, **kwargs: Any
    ) -> None:  # fmt: skip
        super().__init__(*args, **kwargs)
        for skill in Vaardigheid:
            known = [one for one in Taalniveau if skill in LETTERS or one not in ALFA]
            was = before.level(skill) if before else None
            self.fields[skill.column] = ui.ChoiceField(
                label=capital(skill.label), choices=[(one.value, one.label) for one in known], required=False, empty="niet bekend",
                help_text=f"Vorig rapport: {was.label}" if was else "",
            )  # fmt: skip
        for n in range(1, ROOM_FOR + 1):
            self.fields[f"on_{n}"] = ui.PastDateField(label=f"Dag van toets {n}", required=False)
            self.fields[f"skill_{n}"] = ui.ChoiceField(label=f"Vaardigheid van toets {n}", choices=Vaardigheid.choices, required=False)  # fmt: skip
            self.fields[f"name_{n}"] = forms.CharField(label=f"Naam van toets {n}", max_length=60, required=False)  # fmt: skip
            self.fields[f"result_{n}"] = ui.ChoiceField(label=f"Uitslag van toets {n}", choices=Toetsuitslag.choices, required=False)  # fmt: skip
        self.initial.update(_shown(now) if now else {"version": 0})

    def clean(self) -> dict[str, Any]:
        """A test has all four; one level is known."""
        data = super().clean() or self.cleaned_data
        for n in range(1, ROOM_FOR + 1):
            given = {name: data.get(f"{name}_{n}") for name in ("on", "skill", "name", "result")}
            if any(given.values()):
                for name, value in given.items():
                    if not value and f"{name}_{n}" not in self.errors:
                        self.add_error(f"{name}_{n}", f"Vul dit in, of maak toets {n} helemaal leeg.")
        if not any(data.get(skill.column) for skill in Vaardigheid) and not any(s.column in self.errors for s in Vaardigheid):  # fmt: skip
            self.add_error("le", "Vul van ten minste één vaardigheid het niveau in.")
        return data

    def facts(self) -> ReportFacts:
        """What was filled in, of a form that is right."""
        data = self.cleaned_data
        tests = [
            ToetsFacts(data[f"on_{n}"], Vaardigheid(data[f"skill_{n}"]), data[f"name_{n}"], Toetsuitslag(data[f"result_{n}"]))
            for n in range(1, ROOM_FOR + 1)
            if data.get(f"on_{n}")
        ]  # fmt: skip
        levels = {s: Taalniveau(data[s.column]) for s in Vaardigheid if data.get(s.column)}
        return ReportFacts(
            levels, Verwachting(data["expected"]), Advies(data["advice"]), data.get("expected_on"), data["remarks"], tests,
            data["version"],
        )  # fmt: skip


def _shown(now: Voortgangsrapport) -> dict[str, Any]:
    """A report as it stands, to put right."""
    found: dict[str, Any] = {
        "version": now.number,
        **{skill.column: now.level(skill) for skill in Vaardigheid},
    }
    found |= {name: getattr(now, name) for name in ("expected", "expected_on", "advice", "remarks")}
    for n, test in enumerate(now.toetsen.all()[:ROOM_FOR], start=1):
        found |= {f"{name}_{n}": getattr(test, name) for name in ("on", "skill", "name", "result")}
    return found


class SignalForm(ui.Form):
    """What the regisseur should know today."""

    soort = ui.RadioField(label="Wat is er aan de hand", choices=Signaalsoort.choices)
    explained = forms.CharField(label="Wat ziet u in de les", max_length=300, help_text=READERS)


class TakeUpForm(ui.Form):
    """What was done with a signal."""

    what = ui.RadioField(label="Wat doet u ermee", choices=Opvolging.choices)
    why = ui.TextField(
        label="Wat is afgesproken, of waarom is er niets nodig", readers="Alleen medewerkers lezen dit; de school ziet alleen dat u het hebt opgepakt.",
        rows=3, max_length=300, required=False, help_text="Niet nodig als er een gesprek komt.",
    )  # fmt: skip
