"""Reading the record in which a domain publishes a DKIM key (RFC 6376, 3.6.1; RFC 8301; RFC 8463)."""

import base64
import binascii
import re

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPublicKey
from cryptography.hazmat.primitives.serialization import load_der_public_key

FEWEST_BITS = 1024
ED25519_BYTES = 32
TAG = re.compile(r"\s*([A-Za-z]\w*)\s*=\s*(.*?)\s*", re.DOTALL)


def fault_of(record: str) -> str | None:
    """Return what is wrong with the record, or None where receivers can use its key."""
    tags = _tags(record)
    if tags is None:
        return "it is not a list of tags such as ‘v=DKIM1; k=rsa; p=…’"
    if tags.get("v", "DKIM1") != "DKIM1" or ("v" in tags and next(iter(tags)) != "v"):
        return "it does not begin with v=DKIM1"
    if "p" not in tags:
        return "it holds no key (p=)"
    if not tags["p"]:
        return "the key is withdrawn (p= is empty)"
    if "y" in tags.get("t", "").replace(" ", "").split(":"):
        return "it says that the domain is only testing (t=y), so receivers treat its email as unsigned"
    if "email" not in (services := tags.get("s", "*").replace(" ", "").split(":")) and "*" not in services:
        return "the key is not for email (s=)"
    try:
        key = base64.b64decode("".join(tags["p"].split()), validate=True)
    except binascii.Error:
        return "the key (p=) is not in base64: part of it may be missing"
    return _fault_of_key(tags.get("k", "rsa"), key)


def _tags(record: str) -> dict[str, str] | None:
    parts = [part for part in record.split(";") if part.strip()]
    found = [TAG.fullmatch(part) for part in parts]
    tags = {match[1]: match[2] for match in found if match}
    return tags if parts and len(tags) == len(parts) else None


def _fault_of_key(kind: str, key: bytes) -> str | None:
    if kind == "ed25519":
        return None if len(key) == ED25519_BYTES else "the key (p=) is not an Ed25519 key"
    if kind != "rsa":
        return f"the kind of key is not known: k={kind}"
    try:
        loaded = load_der_public_key(key)
    except (ValueError, UnsupportedAlgorithm):
        return "the key (p=) is not an RSA key: part of it may be missing"
    if not isinstance(loaded, RSAPublicKey):
        return "the key (p=) is not an RSA key"
    return (
        None if loaded.key_size >= FEWEST_BITS else f"the key has {loaded.key_size} bits; receivers want 1024 or more"
    )
