"""Signing in, the second step, one's own account; and what stands there when something is wrong."""

from collections.abc import Callable, Iterator
from typing import Any

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from django.contrib.sessions.models import Session
from django.test import Client

from pages.states.passkey import registration
from pages.states.state import State
from pages.states.world import World
from wegwijs.access.models import User

SECRET = "vier losse woorden samen"
SIGNED_OUT = {
    "inactive/": "closed account",
    "password/reset/": "forgotten",
    "password/reset/done/": "mail sent",
    "password/reset/key/done/": "changed",
    "password/reset/key/1-dood/": "an old link",
    "3rdparty/login/cancelled/": "cancelled elsewhere",
}
OWN = {
    "logout/": "to sign out",
    "sessions/": "where one is signed in",
    "password/change/": "to change",
    "2fa/": "no second step yet",
    "2fa/totp/activate/": "to link an app",
    "2fa/webauthn/": "no passkeys",
    "2fa/webauthn/add/": "to add a passkey",
}
WITH_APP = {
    "2fa/": "with an app",
    "2fa/totp/deactivate/": "to unlink",
    "2fa/recovery-codes/": "the codes",
    "2fa/recovery-codes/generate/": "new codes",
}
WITH_PASSKEY = {
    "2fa/": "with a passkey",
    "2fa/webauthn/": "a passkey",
    "2fa/webauthn/keys/{key}/edit/": "its name",
    "2fa/webauthn/keys/{key}/remove/": "to remove",
}


def states(world: World) -> Iterator[State]:
    """Every page around signing in."""
    user = world.region.regisseur.user
    yield State("to sign in", "/aanmelden/login/?next=/zoeken/", None)
    wrong = {"login": "devries", "password": "mis"}
    yield State("a wrong password", "/aanmelden/login/", None, post=wrong)
    for page, name in SIGNED_OUT.items():
        yield State(name, f"/aanmelden/{page}", None)
    token = default_token_generator.make_token(user)
    link = f"/aanmelden/password/reset/key/{user_pk_to_url_str(user)}-{token}/"
    yield State("a new password", link, None, follow=True)
    yield State(
        "a new password that is too short", link.replace(token, "set-password"), None,
        post={"password1": "kort", "password2": "ander"}, first=lambda client: client.get(link),
    )  # fmt: skip
    yield State("refused elsewhere", "/aanmelden/3rdparty/login/error/", None, status=401)
    yield from _second_step(user)
    yield from _own_account(world, user)
    yield from _wrong(world)


def _give_password(user: User) -> None:
    user.set_password(SECRET)
    user.save()


def _give_app(user: User) -> None:
    _give_password(user)
    TOTP.activate(user, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(user)


def _give_passkey(user: User) -> None:
    _give_password(user)
    data = {"name": "Sleutel", "credential": registration(), "passwordless": True}
    Authenticator.objects.create(pk=_key(user), user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def _key(user: User) -> int:
    return 900_000 + user.pk


def _password_typed(client: Client) -> None:
    client.post("/aanmelden/login/", {"login": "devries", "password": SECRET})


def _shown_to_be_oneself(client: Client) -> None:
    client.post("/aanmelden/reauthenticate/", {"password": SECRET})


def _second_step(user: User) -> Iterator[State]:
    def with_app() -> None:
        _give_app(user)

    page = "/aanmelden/2fa/authenticate/"
    yield State("the second step", page, None, before=with_app, first=_password_typed)
    yield State("a wrong code", page, None, post={"code": "000000"}, before=with_app, first=_password_typed)


def _own_account(w: World, user: User) -> Iterator[State]:
    by = w.region.regisseur

    def with_password() -> None:
        _give_password(user)

    def with_app() -> None:
        _give_app(user)

    def with_passkey() -> None:
        _give_passkey(user)

    def no_password() -> None:
        user.set_unusable_password()
        user.save()

    for page, name in OWN.items():
        yield State(name, f"/aanmelden/{page}", by, before=with_password, first=_shown_to_be_oneself)
    for page, name in WITH_APP.items():
        yield State(name, f"/aanmelden/{page}", by, before=with_app, first=_shown_to_be_oneself)
    for page, name in WITH_PASSKEY.items():
        address = f"/aanmelden/{page.format(key=_key(user))}"
        yield State(name, address, by, before=with_passkey, first=_shown_to_be_oneself)
    yield State("to choose", "/aanmelden/password/set/", by, before=no_password)
    yield State("is it you", "/aanmelden/reauthenticate/", by, before=with_password)
    yield State("is it you", "/aanmelden/2fa/reauthenticate/", by, before=with_app)
    yield State("is it you", "/aanmelden/2fa/webauthn/reauthenticate/", by, before=with_passkey)


def _wrong(w: World) -> Iterator[State]:
    by, d = w.region.regisseur, w.dossiers
    yield State("no such page", "/nergens/", by, status=404)
    yield State("not for this role", "/inzage/", w.region.counsellor, status=404)
    contact = f"/dossiers/{d.waiting.pk}/contact/"

    def expired(client: Client) -> None:
        client.get(contact)
        Session.objects.all().delete()

    typed = {"summary": "Belde over de oppas", "way": "telefoon"}
    yield State("after the sign-in expired", contact, by, post=typed, follow=True, first=expired)

    def signed_in_again(client: Client) -> None:
        expired(client)
        client.post(contact, typed)
        client.post("/aanmelden/login/", {"login": "devries", "password": SECRET})

    yield State(
        "put back after signing in again", contact, by, first=signed_in_again,
        before=lambda: _give_password(by.user),
    )  # fmt: skip
    yield State("an account without an employee", "/", None, status=403, first=_as(w.stranger))


def _as(user: User) -> Callable[[Client], Any]:
    return lambda client: client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
