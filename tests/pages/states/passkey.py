"""A passkey as a browser registers one, without a browser."""

from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from fido2.cose import ES256
from fido2.utils import websafe_encode
from fido2.webauthn import AttestationObject, AttestedCredentialData, AuthenticatorData, CollectedClientData

RP = bytes(32)


def registration() -> dict[str, Any]:
    """What the sign-in library keeps of it."""
    public = ec.generate_private_key(ec.SECP256R1()).public_key()
    key = ES256.from_cryptography_key(public)  # type: ignore[no-untyped-call]
    credential = AttestedCredentialData.create(bytes(16), b"sleutel", key)
    flags = AuthenticatorData.FLAG.UP | AuthenticatorData.FLAG.UV | AuthenticatorData.FLAG.AT
    data = AuthenticatorData.create(RP, flags, 0, credential)
    client = CollectedClientData.create(CollectedClientData.TYPE.CREATE, b"uitdaging", "http://testserver")
    identifier = websafe_encode(b"sleutel")
    return {
        "id": identifier,
        "rawId": identifier,
        "type": "public-key",
        "response": {
            "clientDataJSON": websafe_encode(client),
            "attestationObject": websafe_encode(AttestationObject.create("none", data, {})),
        },
        "clientExtensionResults": {},
    }
