"""Headers that tell a browser what no page of ours needs, beside those of Django and of the Content-Security-Policy."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# A passkey is all that we ask of the machine.
_NEEDED = ("fullscreen", "publickey-credentials-create", "publickey-credentials-get")
_NEVER = (
    "accelerometer", "autoplay", "camera", "display-capture", "encrypted-media", "geolocation", "gyroscope", "hid",
    "idle-detection", "magnetometer", "microphone", "midi", "payment", "picture-in-picture", "screen-wake-lock", "serial",
    "usb", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join([*(f"{name}=(self)" for name in _NEEDED), *(f"{name}=()" for name in _NEVER)])


def permissions_policy(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no camera, place or payment for whatever might get into a page, and no use of ours by another site."""

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        answer.setdefault("Permissions-Policy", PERMISSIONS)
        answer.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        return answer

    return middleware


def no_store(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Middleware: no page stays behind on a shared computer, to be seen with "back" after somebody signed out.

    Modules inside what serves static files, which a browser may keep.
    """

    def middleware(request: HttpRequest) -> HttpResponse:
        answer = get_response(request)
        answer.setdefault("Cache-Control", "private, no-store")
        return answer

    return middleware
