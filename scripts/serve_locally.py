"""Run another script with production settings on this machine, as `make serve` does.

    .venv/bin/python scripts/serve_locally.py scripts/up.py [arguments]

What production must be told and a first try need not know is filled in: the address, and a secret key of this
checkout, made once and kept in the var folder. Whatever the environment already says wins.
"""

import os
import secrets
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def main() -> None:
    """Fill in the environment and become the script named on the command line."""
    port = os.environ.get("PORT", "").strip() or "8000"
    defaults = {
        "DJANGO_SETTINGS_MODULE": "lbn_site.settings.production",
        "SITE_URL": f"http://127.0.0.1:{port}",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "SERVE_MEDIA": "yes",
    }
    os.environ.update({name: value for name, value in defaults.items() if not os.environ.get(name, "").strip()})
    if not os.environ.get("SECRET_KEY", "").strip():
        os.environ["SECRET_KEY"] = own_secret_key()
    os.execv(sys.executable, [sys.executable, *sys.argv[1:]])


def own_secret_key() -> str:
    """The key of this checkout; the development settings use the same file."""
    folder = Path(os.environ.get("VAR_DIR") or ROOT / "var").expanduser().absolute()
    path = folder / "secret_key"
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(secrets.token_urlsafe(50))
    return path.read_text()


if __name__ == "__main__":
    main()
