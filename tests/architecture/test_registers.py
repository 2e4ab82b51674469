"""Every table says whose it is, what for, by which article, how long, and what in it is special."""

from typing import Any

import pytest
from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.exceptions import FieldDoesNotExist
from django.db import models

from wegwijs import records
from wegwijs.organisations.models import Gemeente

OURS = [model for model in apps.get_models() if model.__module__.startswith("wegwijs.")]
CLASSES = {records.BI_9_9, records.ORGANISATION, records.AUDIT, "alleen in de voorbeeldregio"}
# Tables about people that belong to no gemeente: who works here, and what the example region makes up.
WITHOUT_GEMEENTE = {
    "Organisation",
    "Employee",
    "User",
    "AlertMute",
    "CalendarFeed",
    "Digest",
    "SavedView",
    "Brieftekst",
    "FakeDuoRecord",
    "FakeDuoAnswer",
}
# Free text and JSON that can hold nothing about health, belief or origin.
# What a guarded command takes: keys, days and a number.
HARMLESS: set[str] = {"Proposal.content"}


def register_of(model: type[models.Model]) -> records.Register:
    register: Any = model.__dict__.get("register")
    assert isinstance(register, records.Register), f"{model.__name__} has no register of its own"
    return register


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_purpose_basis_and_retention_are_said(model: type[models.Model]) -> None:
    register = register_of(model)
    assert len(register.purpose) > 5
    assert len(register.basis) > 3
    assert any(register.retention.startswith(known) for known in CLASSES), register.retention


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_the_scope_leads_to_a_gemeente(model: type[models.Model]) -> None:
    scope = register_of(model).scope
    if not scope:
        assert model.__name__ in WITHOUT_GEMEENTE
        return
    here: Any = model
    for step in scope.split("__"):
        field = here._meta.get_field(step)
        here = field.related_model or here
    if here is model:
        # The code itself, without a foreign key: rows that outlive what they are about.
        assert isinstance(field, models.CharField)
        assert field.max_length == Gemeente._meta.get_field("code").max_length
    else:
        assert here is Gemeente


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_special_fields_exist(model: type[models.Model]) -> None:
    for name in register_of(model).special:
        try:
            model._meta.get_field(name)
        except FieldDoesNotExist:
            pytest.fail(f"{model.__name__} calls a field special that it doesn't have: {name}")


def _can_hold_anything(field: Any) -> bool:
    return isinstance(field, models.TextField | models.JSONField | models.BinaryField) and not isinstance(
        field, ArrayField
    )


@pytest.mark.parametrize("model", OURS, ids=lambda m: m.__name__)
def test_free_text_about_people_counts_as_special(model: type[models.Model]) -> None:
    register = register_of(model)
    if not register.personal:
        return
    open_fields = {field.name for field in model._meta.get_fields() if _can_hold_anything(field)}
    forgotten = {
        name for name in open_fields - set(register.special) if f"{model.__name__}.{name}" not in HARMLESS
    }
    assert not forgotten, f"{model.__name__}: say that these are special, or why not: {sorted(forgotten)}"
