"""A digest → the message to send: a text part and an HTML part that say the same. Pure; the same input, the same bytes.

Headers, and why:

- `Message-ID` is made of the week and the site, so that a list or a mailbox that meets the same week twice can tell.
- `List-Id` (RFC 2919) lets readers sort; a list server puts its own in its place. `List-Unsubscribe` (RFC 2369) says
  how to leave when a setting tells; one-click (RFC 8058) needs an address a reader, which only a list server has.
- `Auto-Submitted: auto-generated` (RFC 3834, section 5) keeps absence notices from being sent back.
- No `Precedence`: RFC 2076 (3.9) lists it as non-standard, controversial and discouraged, and what it was for is said
  by `Auto-Submitted` and the `List-` headers, which automatic answers heed (RFC 5230, 4.6).

Both parts are quoted-printable with lines of at most 76 characters (RFC 2045, 6.7): they pass any server unchanged.
"""

import hashlib
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import SMTP
from urllib.parse import urlsplit

from alaminute.digest.html_part import html_part
from alaminute.digest.model import Digest, Envelope
from alaminute.digest.plain_text import one_line
from alaminute.digest.text_part import text_part
from alaminute.digest.wording import subject
from alaminute.errors import SettingsError

# RFC 2045 wants 76 where the email package's own default is 78; RFC 2047 wants 76 of a line with an encoded word.
_POLICY = SMTP.clone(max_line_length=76)


def render_digest(digest: Digest, envelope: Envelope, *, now: datetime) -> EmailMessage:
    """The message; `now`, aware and in the site's time zone, becomes its date."""
    text, html = text_part(digest, envelope), html_part(digest, envelope)
    message = EmailMessage(policy=_POLICY)
    host = site_host(digest.site.url)
    message["From"] = Address(one_line(envelope.sender_name), addr_spec=envelope.sender)
    if envelope.recipient:
        message["To"] = Address(addr_spec=envelope.recipient)
    message["Subject"] = subject(digest)
    message["Date"] = now.replace(microsecond=0)
    message["Message-ID"] = f"<lectures-{digest.selection.week.slug}@{host}>"
    message["List-Id"] = f"<lectures.{host}>"
    if envelope.unsubscribe:
        message["List-Unsubscribe"] = f"<{envelope.unsubscribe}>"
    message["Auto-Submitted"] = "auto-generated"
    message.set_content(text, cte="quoted-printable")
    message.make_alternative(boundary=_boundary(text, html))
    message.add_alternative(html, subtype="html", cte="quoted-printable")
    # Last: what is set before goes down into the first part.
    message["Content-Language"] = digest.site.language
    return message


def message_bytes(message: EmailMessage) -> bytes:
    """The message as it goes over the wire and into a `.eml` file: lines end in CRLF."""
    return message.as_bytes(policy=_POLICY)


def site_host(url: str) -> str:
    """The site's host name in ASCII. Raises SettingsError if the address has none."""
    try:
        host = (urlsplit(url).hostname or "").encode("idna").decode()
    except ValueError:
        host = ""
    if not host:
        raise SettingsError(f"SITEURL = {url!r} : un courriel a besoin de l'adresse complète du site, avec https://")
    return host


def _boundary(text: str, html: str) -> str:
    """A line that no quoted-printable text can hold (RFC 2045, 6.7), and the same for the same parts."""
    digest = hashlib.sha256(text.encode() + b"\0" + html.encode()).hexdigest()
    return f"=_{digest[:32]}"
