"""The address of a counting program that staff host: what is wrong with one, and the origin that pages allow."""

import re
from urllib.parse import urlsplit

# A folder, or nothing: the script adds the name of the program's own files.
FOLDER = re.compile(r"(/[\w~.\-]+)*/?", re.ASCII)
FILE_ENDINGS = (".js", ".php", ".html")


def fault(address: str) -> str:
    """What is wrong with the address, in words for staff; empty where nothing is."""
    parts = urlsplit(address)
    if parts.scheme != "https" or not parts.hostname:
        return "Give the address of the program; it must start with https://."
    if "@" in parts.netloc:
        return "Leave the user name and password out of the address: every visitor could read them."
    if parts.query or parts.fragment or not FOLDER.fullmatch(parts.path):
        return "Give only the host and, if there is one, the folder, without ‘?’, ‘#’ or other symbols."
    if parts.path.lower().endswith(FILE_ENDINGS):
        return "Give the folder of the program, not one of its files."
    return ""


def origin(address: str) -> str:
    """Scheme, host and port as a Content-Security-Policy can hold them: letters outside ASCII encoded (RFC 3490)."""
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.encode('idna').decode('ascii').lower()}"
