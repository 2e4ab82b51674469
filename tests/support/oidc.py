"""An identity provider on this machine: OpenID Connect by oauthlib, over real HTTP, with one person signed in."""

import json
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from oauthlib.openid import RequestValidator, Server

CLIENT, SECRET = "wegwijs", "geheim van de client"


@dataclass
class Person:
    """Who is signed in at the provider, and what it says of them. ``forged`` replaces what stands in the id token."""

    sub: str = "devries-1"
    email: str = "devries@example.org"
    verified: bool = True
    auth_time: float = field(default_factory=time.time)
    forged: dict[str, Any] = field(default_factory=dict)
    no_id_token: bool = False


class Validator(RequestValidator):  # type: ignore[misc]
    """One client; codes work once; PKCE as the client asks."""

    def __init__(self, provider: "Provider") -> None:
        super().__init__()
        self.provider = provider
        self.codes: dict[str, dict[str, Any]] = {}
        self.tokens: set[str] = set()

    def validate_client_id(self, client_id: str, request: Any, *args: Any, **kwargs: Any) -> bool:
        """Ours only."""
        return client_id == CLIENT

    def validate_redirect_uri(
        self, client_id: str, redirect_uri: str, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """Registered beforehand."""
        return redirect_uri == "http://testserver/aanmelden/oidc/organisatie/login/callback/"

    def validate_response_type(self, client_id: str, response_type: str, *args: Any, **kwargs: Any) -> bool:
        """The code flow only."""
        return response_type == "code"

    def validate_scopes(self, client_id: str, scopes: list[str], *args: Any, **kwargs: Any) -> bool:
        """Who somebody is and nothing else."""
        return set(scopes) <= {"openid", "profile", "email"}

    def save_authorization_code(
        self, client_id: str, code: dict[str, str], request: Any, *args: Any, **kwargs: Any
    ) -> None:
        """With what the request asked."""
        self.codes[code["code"]] = {
            "nonce": request.nonce, "challenge": request.code_challenge, "method": request.code_challenge_method,
            "scopes": request.scopes,
        }  # fmt: skip

    def validate_user_match(self, id_token_hint: Any, scopes: Any, claims: Any, request: Any) -> bool:
        """Nobody in particular was asked for."""
        return True

    def is_pkce_required(self, client_id: str, request: Any) -> bool:
        """Nobody comes without."""
        return True

    def get_code_challenge(self, code: str, request: Any) -> Any:
        """As asked."""
        return self.codes[code]["challenge"]

    def get_code_challenge_method(self, code: str, request: Any) -> Any:
        """As asked."""
        return self.codes[code]["method"]

    def get_authorization_code_scopes(
        self, client_id: str, code: str, redirect_uri: str, request: Any
    ) -> Any:
        """As asked."""
        return self.codes.get(code, {}).get("scopes", [])

    def get_authorization_code_nonce(self, client_id: str, code: str, redirect_uri: str, request: Any) -> Any:
        """As asked."""
        return self.codes[code]["nonce"]

    def authenticate_client(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """The secret goes in the body."""
        request.client = type("Client", (), {"client_id": CLIENT})()
        return (request.client_id, request.client_secret) == (CLIENT, SECRET)

    def client_authentication_required(self, request: Any, *args: Any, **kwargs: Any) -> bool:
        """Always."""
        return True

    def validate_grant_type(self, client_id: str, grant_type: str, *args: Any, **kwargs: Any) -> bool:
        """No other."""
        return grant_type == "authorization_code"

    def validate_code(
        self, client_id: str, code: str, client: Any, request: Any, *args: Any, **kwargs: Any
    ) -> bool:
        """Once."""
        known = self.codes.get(code)
        if known:
            request.scopes, request.user = known["scopes"], self.provider.person
            request.code_challenge, request.code_challenge_method = known["challenge"], known["method"]
        return known is not None

    def confirm_redirect_uri(
        self, client_id: str, code: str, redirect_uri: str, *args: Any, **kwargs: Any
    ) -> bool:
        """The same."""
        return self.validate_redirect_uri(client_id, redirect_uri, None)

    def invalidate_authorization_code(
        self, client_id: str, code: str, request: Any, *args: Any, **kwargs: Any
    ) -> None:
        """It worked once."""
        del self.codes[code]

    def save_bearer_token(self, token: dict[str, str], request: Any, *args: Any, **kwargs: Any) -> None:
        """For the page that says who somebody is."""
        self.tokens.add(token["access_token"])

    def validate_bearer_token(self, token: str, scopes: list[str], request: Any) -> bool:
        """One of those."""
        request.client = type("Client", (), {"client_id": CLIENT})()
        return token in self.tokens

    def get_userinfo_claims(self, request: Any) -> dict[str, Any]:
        """Who somebody is."""
        person = self.provider.person
        return {"sub": person.sub, "email": person.email, "email_verified": person.verified}

    def finalize_id_token(
        self, id_token: dict[str, Any], token: Any, token_handler: Any, request: Any
    ) -> str:
        """Signed; what is forged goes over what is right."""
        person = self.provider.person
        id_token |= {"iss": self.provider.url, "sub": person.sub, "exp": time.time() + 300}
        id_token |= {"auth_time": int(person.auth_time), **self.get_userinfo_claims(request), **person.forged}
        return jwt.encode(
            {name: value for name, value in id_token.items() if value is not None},
            self.provider.key, algorithm="RS256", headers={"kid": "1"},
        )  # fmt: skip


class Provider:
    """``url`` is where it listens, ``person`` who is signed in there."""

    def __init__(self) -> None:
        self.person = Person()
        self.key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
        self.url = ""
        self.server = Server(Validator(self))

    def configuration(self) -> dict[str, Any]:
        """What a client reads first."""
        return {
            "issuer": self.url, "authorization_endpoint": f"{self.url}/authorize", "token_endpoint": f"{self.url}/token",
            "userinfo_endpoint": f"{self.url}/userinfo", "jwks_uri": f"{self.url}/keys",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }  # fmt: skip

    def authorize(self, address: str) -> tuple[dict[str, str], str, int]:
        """Somebody is signed in here already, and agrees."""
        scopes, credentials = self.server.validate_authorization_request(
            f"{self.url}{address}", "GET", "", {}
        )
        credentials["user"] = self.person
        made: tuple[dict[str, str], str, int] = self.server.create_authorization_response(
            f"{self.url}{address}", "GET", "", {}, scopes, credentials
        )
        return made

    def token(self, body: str, headers: dict[str, str]) -> tuple[dict[str, str], str, int]:
        """A code for tokens."""
        made: tuple[dict[str, str], str, int] = self.server.create_token_response(
            f"{self.url}/token", "POST", body, headers
        )
        head, answer, status = made
        if self.person.no_id_token:
            answer = json.dumps(
                {name: value for name, value in json.loads(answer).items() if name != "id_token"}
            )
        return head, answer, status

    def userinfo(self, headers: dict[str, str]) -> tuple[dict[str, str], str, int]:
        """Who somebody is."""
        made: tuple[dict[str, str], str, int] = self.server.create_userinfo_response(
            f"{self.url}/userinfo", "GET", "", headers
        )
        return made


def _handler(provider: Provider) -> type[BaseHTTPRequestHandler]:
    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            page = urlsplit(self.path).path
            if page == "/.well-known/openid-configuration":
                self.give({"Content-Type": "application/json"}, json.dumps(provider.configuration()), 200)
            elif page == "/authorize":
                self.give(*provider.authorize(self.path))
            elif page == "/userinfo":
                self.give(*provider.userinfo(dict(self.headers)))
            else:
                self.give({}, "", 404)

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"])).decode()
            self.give(*provider.token(body, dict(self.headers)))

        def give(self, headers: dict[str, str], body: str | None, status: int) -> None:
            self.send_response(status)
            for name, value in headers.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write((body or "").encode())

        def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 - of the library
            """Not on the screen of who tests."""

    return Handler


@contextmanager
def running() -> Iterator[Provider]:
    """A provider that listens on 127.0.0.1 for as long as the block lasts."""
    provider = Provider()
    with ThreadingHTTPServer(("127.0.0.1", 0), _handler(provider)) as server:
        provider.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield provider
        server.shutdown()
