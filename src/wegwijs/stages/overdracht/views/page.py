"""A page with one form about a regeldag, with places for a thumb: whoever fills it in stands at a counter with a phone."""

from collections.abc import Callable
from typing import Any, TypeVar
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse

from wegwijs.access.doors import ActorRequest
from wegwijs.access.pages import back_to, form_page
from wegwijs.stages.overdracht.models import Regeldag
from wegwijs.ui.forms import Form

T = TypeVar("T")


def on_the_board(pk: UUID, step: UUID | None = None) -> str:
    """The address of a regeldag; with a ``step`` (its key): there where that stands."""
    where = f"#stap-{step}" if step else ""
    return f"{reverse('regeldag:board', args=[pk])}{where}"


def regeldag_form(
    request: ActorRequest,
    regeldag: Regeldag,
    form: Form,
    command: Callable[[dict[str, Any]], T],
    *,
    title: str,
    lead: str = "",
    done: str | Callable[[T], str] = "",
    submit: str = "Opslaan",
    step: UUID | None = None,
    leave_out: bool = False,
) -> HttpResponse:
    """``form_page`` of a regeldag, or of a ``step`` of it (its key), which ``leave_out`` says this page can leave out."""
    return form_page(
        request,
        form,
        command,
        title=title,
        tab=f"{title} · regeldag",
        lead=lead,
        done=done,
        submit=submit,
        to=on_the_board(regeldag.pk, step),
        back=back_to("regeldag:board", "Regeldag", regeldag.pk),
        template="overdracht/regeldag_form.html",
        more=lambda: {"regeldag": regeldag, "leave_out": step if leave_out else None},
    )
