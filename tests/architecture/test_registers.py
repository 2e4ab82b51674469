"""Every table says whose it is, what for, by which article, how long, and what in it is special."""

from typing import Any

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.db import models

from wegwijs import records
from wegwijs.organisations.models import Gemeente

OURS = [model for model in apps.get_models() if model.__module__.startswith("wegwijs.")]
CODE = Gemeente._meta.get_field("code")
CLASSES = {records.BI_9_9, records.ORGANISATION, records.AUDIT, records.BOOKS, "alleen in de voorbeeldregio"}
# Tables about people that belong to no gemeente: who works here, and what the example region makes up.
WITHOUT_GEMEENTE = {
    "Organisation",
    "Employee",
    "User",
    "AlertMute",
    "AccessKey",
    "CalendarFeed",
    "Claim",
    "Cursus",
    "Interpreter",
    "Digest",
    "SavedView",
    "Brieftekst",
    "Jaargesprek",
    "Basisaanbod",
    "Aanbodregel",
    "Programmaversie",
    "Dagdeel",
    "Verklaringstekst",
    "Werkgever",
    "Werkplek",
    "StaffAccount",
    "StatementFile",
    "Tender",
    "TenderFile",
    "Lot",
    "LotStep",
    "Bid",
    "Contract",
    "Terms",
    "Price",
    "ExtraYear",
    "Keurmerk",
    "ClosedMonth",
    "Proof",
    "Invoice",
    "InvoiceFile",
    "InvoiceLine",
    "BookingRun",
    "BookingColumn",
    "FakeDuoRecord",
    "FakeDuoAnswer",
    "RegionPart",
}
# Free text and JSON that can hold nothing about health, belief or origin.
# What a guarded command takes: keys, days and a number.
HARMLESS: set[str] = {"Proposal.content"}


def register_of(model: type[models.Model]) -> records.Register:
    register: Any = model.__dict__.get("register")
    assert isinstance(register, records.Register), f"{model.__name__} has no register of its own"
    return register


def test_purpose_basis_and_retention_are_said() -> None:
    unsaid = [model.__name__ for model in OURS if not _says_why(register_of(model))]
    assert not unsaid, unsaid


def _says_why(register: records.Register) -> bool:
    kept = any(register.retention.startswith(known) for known in CLASSES)
    return kept and len(register.purpose) > 5 and len(register.basis) > 3


def test_the_scope_leads_to_a_gemeente() -> None:
    without = {model.__name__ for model in OURS if not register_of(model).scope}
    assert without == WITHOUT_GEMEENTE
    astray = [
        model.__name__ for model in OURS if register_of(model).scope and not _leads_to_a_gemeente(model)
    ]
    assert not astray, astray


def _leads_to_a_gemeente(model: type[models.Model]) -> bool:
    here: Any = model
    for step in register_of(model).scope.split("__"):
        field = here._meta.get_field(step)
        here = field.related_model or here
    # The code itself, without a foreign key: rows that outlive what they are about.
    code = isinstance(field, models.CharField) and field.max_length == CODE.max_length
    return bool(code if here is model else here is Gemeente)


def test_special_fields_exist() -> None:
    unknown = [
        f"{model.__name__}.{name}"
        for model in OURS
        for name in register_of(model).special
        if name not in {field.name for field in model._meta.get_fields()}
    ]
    assert not unknown, f"called special, and no such field: {unknown}"


def _can_hold_anything(field: Any) -> bool:
    return isinstance(field, models.TextField | models.JSONField | models.BinaryField) and not isinstance(
        field, ArrayField
    )


def test_free_text_about_people_counts_as_special() -> None:
    forgotten = {
        f"{model.__name__}.{field.name}"
        for model in OURS
        if register_of(model).personal
        for field in model._meta.get_fields()
        if _can_hold_anything(field) and field.name not in register_of(model).special
    }
    assert forgotten <= HARMLESS, f"say that these are special, or why not: {sorted(forgotten - HARMLESS)}"
