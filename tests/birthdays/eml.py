"""Made-up e-mails, written byte by byte: what programs send, right or wrong, without the email package's help."""

import base64
import quopri
from collections.abc import Iterator
from dataclasses import dataclass
from email.header import Header
from itertools import product

CHARSETS = ("utf-8", "iso-8859-1", "iso-8859-15", "windows-1252", "mac-roman")
ENCODINGS = ("8bit", "quoted-printable", "base64")
BODIES = ("plain", "html", "alternative", "related")
FORWARDS = ("gmail", "gmail-html", "outlook", "outlook-html", "thunderbird", "thunderbird-html", "apple", "apple-html")
READER = "Camille Aubry <camille.aubry@blog.example>"
BRAND, ADDRESS = "Échoppe & Fils", "bonjour@mail.echoppe.example"
SUBJECT = "Camille, un café offert pour votre fête d'été"
LINES = ("Bonjour Camille,", "Un café offert à l'échoppe, carte n° 1234 5678 9012 3456.", "À bientôt !")


@dataclass(frozen=True)
class Case:
    """One mail: its bytes, and what must be read in them."""

    name: str
    data: bytes
    brand: str = BRAND
    day: str = "2013-06-18"
    subject: str = SUBJECT


def all_cases() -> Iterator[Case]:
    """More than 200 mails, each different in charset, encoding, nesting or forward."""
    for charset, encoding, body in product(CHARSETS, ENCODINGS, BODIES):
        yield Case(f"{charset} {encoding} {body}", brand_mail(charset, encoding, body))
    for charset, encoding, body in product(CHARSETS[:2], ENCODINGS, BODIES):
        inner = brand_mail(charset, encoding, body)
        yield Case(f"attached {charset} {encoding} {body}", attached(inner))
        yield Case(f"attached twice {charset} {encoding} {body}", attached(attached(inner)))
    for style, charset, encoding in product(FORWARDS, CHARSETS[:4], ENCODINGS):
        yield Case(f"{style} {charset} {encoding}", inline(style, charset, encoding))
    for encoding in ("8bit", "base64"):
        yield Case(f"attached as a file {encoding}", attached(brand_mail("utf-8", encoding, "html"), "octet-stream"))
    yield Case("attached in base64", attached(brand_mail("utf-8", "8bit", "plain"), "rfc822"))
    yield from odd_cases()


def odd_cases() -> Iterator[Case]:
    """Mails that break a rule and are read all the same."""
    plain = brand_mail("utf-8", "8bit", "plain")
    yield Case("no charset", plain.replace(b"; charset=utf-8", b""))
    yield Case("unknown charset", plain.replace(b"charset=utf-8", b"charset=x-unknown"))
    yield Case("wrong charset", plain.replace(b"charset=utf-8", b"charset=us-ascii"))
    latin = brand_mail("windows-1252", "8bit", "plain").replace(b"; charset=windows-1252", b"")
    yield Case("no charset, Windows bytes", latin)
    raw = [f"From: {BRAND} <{ADDRESS}>", f"To: {READER}", f"Subject: {SUBJECT}", _DATE, "", "Texte"]
    yield Case("raw UTF-8 headers", "\n".join(raw).encode())
    yield Case("raw Latin headers", "\n".join(raw).encode("latin-1"))
    dateless = plain.replace(b"Date: Tue, 18 Jun 2013 09:12:00 +0200", b"Date: hier")
    yield Case("date of the last server", b"Received: by mx.example; Tue, 18 Jun 2013 07:12:09 +0000\r\n" + dateless)
    yield Case("late in the evening", plain.replace(b"18 Jun 2013 09:12:00 +0200", b"17 Jun 2013 23:30:00 +0000"))
    yield Case("LF only", plain.replace(b"\r\n", b"\n"))
    yield Case("a prefix of an answer", plain.replace(b"Subject: ", b"Subject: Fwd: TR : "))
    yield Case("unknown content type", plain.replace(b"text/plain", b"text/x-odd"))


def brand_mail(charset: str, encoding: str, body: str) -> bytes:
    """What the brand sends."""
    head = _headers(charset, (BRAND, ADDRESS), SUBJECT, "Tue, 18 Jun 2013 09:12:00 +0200", "<1@echoppe.example>")
    plain = _part("plain", charset, encoding, "\n".join(LINES))
    rich = _part(
        "html", charset, encoding, _page("".join(f"<p>{line.replace(' ', '&nbsp;', 1)}</p>" for line in LINES))
    )
    parts = {
        "plain": plain,
        "html": rich,
        "alternative": _multipart("alternative", plain, rich),
        "related": _multipart(
            "mixed",
            _multipart("related", _multipart("alternative", plain, rich), _image(gif(1, 1)), _image(png(600, 400))),
            b"Content-Type: text/calendar; charset=utf-8\r\n\r\nSUMMARY:un cadeau de calendrier",
        ),
    }
    return head + parts[body]


def attached(inner: bytes, kind: str = "") -> bytes:
    """The mail forwarded by the reader as an attachment."""
    head = _headers("utf-8", _FORWARDER, "Fwd: à voir", _LATER, "<2@x>")
    if kind:
        body = base64.encodebytes(inner)
        full = f"message/{kind}" if kind == "rfc822" else f"application/{kind}"
        message = (
            f'Content-Type: {full}; name="a.eml"\r\nContent-Transfer-Encoding: base64\r\n'
            'Content-Disposition: attachment; filename="a.eml"\r\n\r\n'
        ).encode() + body
    else:
        message = b"Content-Type: message/rfc822\r\nContent-Disposition: attachment\r\n\r\n" + inner
    return head + _multipart("mixed", _part("plain", "utf-8", "8bit", "Regarde."), message)


def inline(style: str, charset: str, encoding: str) -> bytes:
    """The mail forwarded by the reader in the text of another."""
    head = _headers(charset, _FORWARDER, f"TR : {SUBJECT}", _LATER, "<3@x>")
    text = _FORWARDED[style]
    kind = "html" if style.endswith("html") else "plain"
    body = _page(text) if kind == "html" else text
    return head + _part(kind, charset, encoding, body)


def png(width: int, height: int) -> bytes:
    """The beginning of a PNG of that size."""
    return b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR" + width.to_bytes(4, "big") + height.to_bytes(4, "big") + b"\x08\x02\0\0\0"


def gif(width: int, height: int) -> bytes:
    """The beginning of a GIF of that size."""
    return b"GIF89a" + width.to_bytes(2, "little") + height.to_bytes(2, "little") + b"\0\0\0;"


def jpeg(width: int, height: int) -> bytes:
    """The beginning of a JPEG of that size."""
    frame = b"\xff\xc0\0\x11\x08" + height.to_bytes(2, "big") + width.to_bytes(2, "big") + b"\x03" + b"\0" * 9
    return b"\xff\xd8\xff\xe0\0\x10JFIF\0\1\1\0\0\1\0\1\0\0" + frame


_DATE = "Date: Tue, 18 Jun 2013 09:12:00 +0200"
_FORWARDER = ("Camille Aubry", "camille.aubry@blog.example")
_LATER = "Sat, 01 Feb 2014 10:00:00 +0100"
_TO = "Camille Aubry &lt;camille.aubry@blog.example&gt;"
_HTML_ADDRESS = f'&lt;<a href="mailto:{ADDRESS}">{ADDRESS}</a>&gt;'
_HTML_BRAND = BRAND.replace("&", "&amp;")
_BODY = "\n".join(LINES)
_HTML_BODY = "".join(f"<p>{line}</p>" for line in LINES)
_FORWARDED = {
    "gmail": (
        "Regarde !\n\n---------- Forwarded message ---------\n"
        f"De : {BRAND} <{ADDRESS}>\nDate: mar. 18 juin 2013 à 09:12\nSubject: {SUBJECT}\nTo: {READER}\n\n\n{_BODY}"
    ),
    "gmail-html": (
        '<div dir="ltr">Regarde !<br><br><div class="gmail_quote"><div dir="ltr" class="gmail_attr">'
        '---------- Forwarded message ---------<br>De : <strong class="gmail_sendername" dir="auto">'
        f'{_HTML_BRAND}</strong> <span dir="auto">{_HTML_ADDRESS}</span><br>Date: mar. 18 juin 2013 à 09:12<br>'
        f"Subject: {SUBJECT}<br>To: {_TO}<br></div><br><br>{_HTML_BODY}</div></div>"
    ),
    "outlook": (
        f"-----Message d'origine-----\nDe : {BRAND} [mailto:{ADDRESS}]\nEnvoyé : mardi 18 juin 2013 09:12\n"
        f"À : Camille Aubry\nObjet : {SUBJECT}\nImportance : Haute\n\n{_BODY}"
    ),
    "outlook-html": (
        f'<div style="border-top:solid"><p><b>De :</b> {_HTML_BRAND} [mailto:{ADDRESS}] <br><b>Envoyé :</b> mardi '
        f"18 juin 2013 09:12<br><b>À :</b> Camille Aubry<br><b>Objet :</b> {SUBJECT}</p></div>{_HTML_BODY}"
    ),
    "thunderbird": (
        f"\n\n-------- Message transféré --------\nSujet : \t{SUBJECT}\nDate : \tTue, 18 Jun 2013 09:12:00 +0200\n"
        f"De : \t{BRAND} <{ADDRESS}>\nRépondre à : \tno@echoppe.example\nPour : \t{READER}\n\n\n\n{_BODY}"
    ),
    "thunderbird-html": (
        "<p>-------- Message transféré --------</p><table><tbody>"
        f"<tr><th>Sujet : </th><td>{SUBJECT}</td></tr><tr><th>Date : </th><td>Tue, 18 Jun 2013 09:12:00 +0200</td></tr>"
        f"<tr><th>De : </th><td>{_HTML_BRAND} {_HTML_ADDRESS}</td></tr><tr><th>Pour : </th><td>{_TO}</td></tr>"
        f"</tbody></table>{_HTML_BODY}"
    ),
    "apple": (
        f"Début du message réexpédié :\n\n> De: {BRAND} <{ADDRESS}>\n> Objet: {SUBJECT}\n"
        f"> Date: 18 juin 2013 09:12:00 UTC+2\n> À: camille.aubry@blog.example\n>\n> " + _BODY.replace("\n", "\n> ")
    ),
    "apple-html": (
        '<div><blockquote type="cite"><div>Begin forwarded message:</div><br>'
        f"<div><b>From: </b>{_HTML_BRAND} {_HTML_ADDRESS}<br></div><div><b>Subject: </b><b>{SUBJECT}</b><br></div>"
        f"<div><b>Date: </b>June 18, 2013 at 9:12:00 AM GMT+2<br></div><div><b>To: </b>{_TO}<br></div><br>{_HTML_BODY}"
        "</blockquote></div>"
    ),
}


def _headers(charset: str, sender: tuple[str, str], subject: str, date: str, identifier: str) -> bytes:
    name, address = sender
    lines = [
        f"From: {Header(name, charset).encode()} <{address}>",
        f"To: {READER}",
        f"Subject: {Header(subject, charset, header_name='Subject').encode()}",
        f"Date: {date}",
        f"Message-ID: {identifier}",
        "MIME-Version: 1.0",
    ]
    return "".join(f"{line}\n" for line in lines).replace("\n", "\r\n").encode("ascii")


def _part(kind: str, charset: str, encoding: str, text: str) -> bytes:
    data = text.replace("\n", "\r\n").encode(charset)
    if encoding == "base64":
        data = base64.encodebytes(data)
    elif encoding == "quoted-printable":
        data = quopri.encodestring(data)
    head = f"Content-Type: text/{kind}; charset={charset}\r\nContent-Transfer-Encoding: {encoding}\r\n\r\n"
    return head.encode("ascii") + data


def _page(body: str) -> str:
    return (
        "<html><head><title>Titre</title><style>p { color: red } .cadeau {}</style></head><body>"
        f'<script>var cadeau = 1</script>{body}<img src="https://pixel.example/?reader=42" width="1" height="1">'
        '<p><a href="https://echoppe.example/unsubscribe?u=camille">Se désabonner</a></p></body></html>'
    )


def _image(data: bytes) -> bytes:
    head = b"Content-Type: image/x-any\r\nContent-Transfer-Encoding: base64\r\nContent-ID: <a>\r\n\r\n"
    return head + base64.encodebytes(data)


def _multipart(kind: str, *parts: bytes) -> bytes:
    boundary = f"=_{kind}_{sum(map(len, parts))}".encode()
    head = b"Content-Type: multipart/" + kind.encode() + b'; boundary="' + boundary + b'"\r\n\r\n'
    return head + b"".join(b"--" + boundary + b"\r\n" + part + b"\r\n" for part in parts) + b"--" + boundary + b"--\r\n"


# What the made-up mails know of their reader.
CASES_SECRETS = ("camille", "aubry", "blog.example", "9012", "unsubscribe", "https://")
