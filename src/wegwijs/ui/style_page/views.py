"""The style page. Reads and writes nothing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from wegwijs.ui import notices
from wegwijs.ui.style_page import content
from wegwijs.ui.style_page.forms import ExampleForm
from wegwijs.ui.views import csrf_failure


def components(request: HttpRequest) -> HttpResponse:
    """Every component in every state."""
    return render(
        request,
        "ui/style_page/components.html",
        {
            "shell": content.SHELL,
            "rows": content.ROWS,
            "menu": content.MENU,
            "why": content.WHY,
            "steps": content.STEPS,
            "events": content.EVENTS,
            "facts": content.FACTS,
        },
    )


def form(request: HttpRequest) -> HttpResponse:
    """Every field, empty or with its errors."""
    filled = ExampleForm(request.POST or None, request.FILES or None)
    if filled.is_valid():
        notices.saved(request, "Het gesprek van 23-11-2026 is opgeslagen.", undo_url=request.path)
        messages.warning(request, "Dit is een waarschuwing.")
        return redirect(request.path)
    return render(request, "ui/style_page/form.html", {"shell": content.SHELL, "form": filled})


def nothing(request: HttpRequest) -> HttpResponse:
    """A list in which nothing stands."""
    return render(request, "ui/style_page/nothing.html", {"shell": content.SHELL})


def error(request: HttpRequest, code: int) -> HttpResponse:
    """An error page as a user would see it; 419 stands for a refused form."""
    if code not in (400, 403, 404, 500):
        return csrf_failure(request)
    return render(request, f"{code}.html", status=code)
