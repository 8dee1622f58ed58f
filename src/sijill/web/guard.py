"""What stands before every page: the host asked for, where a change comes from, how much is sent, and what a browser may do.

The site is for one person on this machine. It answers only under loopback names (a page elsewhere that has been made to
resolve to this machine gets nothing), takes changes only from its own pages, and lets a browser load nothing from anywhere
else and run no script that is not a file of the site.
"""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

LOOPBACK = frozenset({"localhost", "127.0.0.1", "::1"})
SAFE = frozenset({"GET", "HEAD", "OPTIONS"})
TOKEN, COOKIE = "csrf", "sijill_csrf"
HEADER = "x-sijill-csrf"

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; frame-src 'self'; frame-ancestors 'self'; base-uri 'none'; object-src 'none'"
)
# a kept original: nothing runs, nothing is fetched, nothing is sent
ORIGINAL = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox; frame-ancestors 'self'; base-uri 'none'"
HEADERS = {
    "content-security-policy": POLICY, "x-content-type-options": "nosniff", "referrer-policy": "no-referrer", "cache-control": "no-store",
    "cross-origin-opener-policy": "same-origin", "cross-origin-resource-policy": "same-origin", "x-frame-options": "SAMEORIGIN",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=()",
}  # fmt: skip

LARGEST = 200_000_000  # bytes of one request


class Guard:
    """The site behind its guard."""

    def __init__(self, site: ASGIApp, *, largest: int = LARGEST) -> None:
        self.site, self.largest = site, largest

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request, or hands it on with its body bounded and its answer's headers set."""
        if scope["type"] != "http":
            await self.site(scope, receive, send)
            return
        request = Request(scope)
        refused = self._refused(request)
        if refused:
            await refused(scope, receive, self._headed(send))
            return
        await self.site(scope, self._bounded(receive), self._headed(send))

    def _refused(self, request: Request) -> Response | None:
        if host_of(request.headers.get("host", "")) not in LOOPBACK:
            return PlainTextResponse("this site answers on this machine alone\n", 421)
        size = request.headers.get("content-length", "0")
        if not size.isdigit() or int(size) > self.largest:
            return PlainTextResponse("more is sent than is taken at once\n", 413)
        if request.method not in SAFE and not own_change(request):
            return PlainTextResponse("a change comes from the site's own pages, or from a program that names no page\n", 403)
        return None

    def _bounded(self, receive: Receive) -> Callable[[], Awaitable[Message]]:
        taken = 0

        async def bounded() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > self.largest:
                return {"type": "http.disconnect"}
            return message

        return bounded

    def _headed(self, send: Send) -> Callable[[Message], Awaitable[None]]:
        async def headed(message: Message) -> None:
            if message["type"] == "http.response.start":
                held = {name for name, _ in message["headers"]}
                more = [(name.encode(), value.encode()) for name, value in HEADERS.items() if name.encode() not in held]
                message = {**message, "headers": [*message["headers"], *more]}
            await send(message)

        return headed


def host_of(told: str) -> str:
    """The name of a Host header without its port, in small letters.

    >>> host_of("LocalHost:8000"), host_of("[::1]:80"), host_of("evil.example")
    ('localhost', '::1', 'evil.example')
    """
    try:
        return urlsplit(f"//{told}").hostname or ""
    except ValueError:
        return ""


def own_change(request: Request) -> bool:
    """Whether a request that changes something comes from a page of this site, or from no page at all.

    A browser tells where a request comes from (Origin, Sec-Fetch-Site), and cannot be made to lie by a page.
    """
    origin, site = request.headers.get("origin"), request.headers.get("sec-fetch-site")
    if site == "same-origin":
        return True  # a form sent without script tells no origin, because no page of the site tells where it is
    if site and site != "none":
        return False
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def token_of(request: Request) -> str:
    """The token of this browser: that of its cookie, else a new one."""
    return request.cookies.get(COOKIE) or secrets.token_urlsafe(24)


def is_token(request: Request, told: str | None) -> bool:
    """Whether a form's token is that of the browser's cookie."""
    held = request.cookies.get(COOKIE)
    return bool(held and told) and hmac.compare_digest(str(held).encode(), str(told).encode())
