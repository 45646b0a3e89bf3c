"""A page: the bytes that answer a request, and what its headers must say."""

from __future__ import annotations

from base64 import b64encode
from dataclasses import dataclass, field
from hashlib import sha256
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

HTML = "text/html; charset=utf-8"
TEXT = "text/plain; charset=utf-8"
CSS = "text/css; charset=utf-8"

_COMMON = {
    "x-content-type-options": "nosniff",
    "referrer-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=()",
    "cross-origin-opener-policy": "same-origin",
}
_DATASETTE = (
    # Datasette's own pages carry scripts and styles in their HTML.
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; object-src 'none'; base-uri 'self'; form-action 'self'; "
    "frame-ancestors 'none'"
)


@dataclass(frozen=True, slots=True)
class Page:
    """What is sent; `styles` are the style sheets inside it, which the policy allows by hash."""

    body: bytes
    status: int = 200
    content_type: str = HTML
    styles: tuple[str, ...] = ()
    location: str | None = None
    lasting: bool = False
    """Whether its address changes with its content: it may be kept for a year."""
    etag: str = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "etag", f'"{sha256(self.body).hexdigest()[:20]}"')

    def headers(self) -> dict[str, str]:
        """The headers of the page, security and caching."""
        found = {**_COMMON, "content-security-policy": policy(self.styles)}
        if self.location:
            found["location"] = self.location
        if self.status == 200:
            kept = "public, max-age=31536000, immutable" if self.lasting else "public, max-age=600"
            found |= {"etag": self.etag, "cache-control": kept}
        return found


def redirect(location: str) -> Page:
    """A page that is elsewhere, for good."""
    return Page(b"", status=301, location=location)


def policy(styles: Iterable[str] = ()) -> str:
    """What a page of ours may load: our style sheet, and the styles that we wrote into it."""
    allowed = " ".join(["'self'", *map(_hashed, styles)])
    return (
        f"default-src 'none'; style-src {allowed}; img-src 'self' data:; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    )


def _hashed(style: str) -> str:
    return f"'sha256-{b64encode(sha256(style.encode()).digest()).decode()}'"


def datasette_headers() -> dict[str, str]:
    """The headers of Datasette's own pages."""
    return {**_COMMON, "content-security-policy": _DATASETTE}
