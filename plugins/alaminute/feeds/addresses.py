"""URLs as feeds write them: made absolute and canonical, compared, and which machines may be asked. Pure."""

import ipaddress
import re
from urllib.parse import parse_qsl, quote, unquote, urljoin, urlsplit, urlunsplit

MAX_LENGTH = 2048  # What browsers and servers agree on; longer ones are attacks or mistakes.
_DEFAULT_PORTS = {"http": 80, "https": 443}

# Parameters that say where a reader comes from, not what is read. Names gathered from miniflux's urlcleaner.go
# (which names AdGuard, Brave, Firefox and ClearURLs as its own sources), and the French xtor of AT Internet.
_TRACKING_NAMES = """
    fbclid gclid gclsrc dclid gbraid wbraid gad_source msclkid yclid ysclid twclid ttclid li_fat_id igshid igsh
    mc_cid mc_eid mkt_tok mkt_channel _hsenc _hsmi __hssc __hstc __hsfp hsctatracking vero_id vero_conv oly_anon_id
    oly_enc_id rb_clickid s_cid ml_subscriber ml_subscriber_hash wickedid _openstat srsltid _branch_match_id
    _branch_referrer _bhlid _bta_tid _bta_c trk_contact trk_msg trk_module trk_sid gdfms gdftrk gdffi dm_i epik
    pk_campaign pk_kwd pk_keyword pk_source pk_medium pk_content pk_cid piwik_campaign piwik_kwd piwik_keyword
    mtm_campaign mtm_keyword mtm_source mtm_medium mtm_content mtm_cid mtm_group mtm_placement matomo_campaign
    matomo_keyword matomo_source matomo_medium matomo_content matomo_cid matomo_group matomo_placement
    hmb_campaign hmb_medium hmb_source itm_campaign itm_medium itm_source itm_content itm_term sc_campaign
    sc_channel sc_content sc_medium sc_outcome sc_geo sc_country guccounter guce_referrer guce_referrer_sig
    xtor echobox cmpid ncid feedname feedsrc
"""
_TRACKING = frozenset(_TRACKING_NAMES.split())
_TRACKING_PREFIXES = ("utm_", "utm-", "at_campaign", "at_medium", "at_custom")
_TRACKING_FRAGMENT = re.compile(r"(?:xtor|utm_\w+|echobox|fbclid|mc_cid|ens_id|at_medium)=|:~:text=", re.IGNORECASE)
_REFERRERS = {"ref", "referrer", "source"}
# Half characters, which JSON can smuggle in and no encoding can write.
_SURROGATES = re.compile("[\ud800-\udfff]")
_HOST = re.compile(r"[a-z0-9_]([a-z0-9_.-]*[a-z0-9_])?\.?|\[[0-9a-f:.]+\]")
_SCHEME = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]*:")
# What stays as it was written besides letters and digits.
_UNQUOTED = "/:=&~+!$,;'@()*[]|"
# Percent signs stay, unless no two hexadecimal digits follow.
_STRAY_PERCENT = re.compile(r"%(?![0-9a-fA-F]{2})")

# Second levels under which names are registered: the site of blog.example.co.uk is example.co.uk. Short on purpose:
# the full public-suffix list would make each blog of a platform a site of its own, and platforms are what send 429.
_SECOND_LEVELS = {"co", "com", "org", "net", "gov", "gouv", "ac", "edu", "asso", "ne", "or", "go", "nom"}


def canonical(raw: str, base: str = "") -> str | None:
    """The absolute http(s) URL, without tracking parameters, scheme and host in lower case; None if it is no such URL.

    Everything else stays as the site wrote it: a path or a parameter changed is another page.
    """
    # Browsers drop tabs and newlines inside a URL, which is how « java\tscript: » gets through filters.
    raw = re.sub("[\t\r\n]", "", raw).strip("\x00\x0b\x0c \xa0\u200b\ufeff")
    if not raw or len(raw) > MAX_LENGTH or _SURROGATES.search(raw):
        return None
    try:
        # A URL with a scheme is absolute; urljoin would make « http:x » a relative one.
        parts = urlsplit(raw if _SCHEME.match(raw) else urljoin(base, raw))
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except ValueError:
        return None
    scheme = parts.scheme.lower()
    if scheme not in _DEFAULT_PORTS or not host:
        return None
    host = f"[{host}]" if ":" in host else host.lower()
    if not _HOST.fullmatch(host):
        return None
    netloc = host if port in (None, _DEFAULT_PORTS[scheme]) else f"{host}:{port}"
    fragment = "" if _TRACKING_FRAGMENT.search(parts.fragment) else parts.fragment
    query = _without_tracking(parts.query, host)
    return urlunsplit((scheme, netloc, _quoted(parts.path) or "/", _quoted(query), _quoted(fragment)))


def _ascii_host(host: str) -> str:
    return host if host.isascii() else host.encode("idna").decode()


def _without_tracking(query: str, host: str) -> str:
    """The query, its other parameters byte for byte."""
    if not query:
        return ""
    return "&".join(part for part in query.split("&") if part and not _is_tracking(part, host))


def _is_tracking(part: str, host: str) -> bool:
    name, _, value = part.partition("=")
    name = unquote(name).lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    # ?ref=example.org says where the reader comes from; ?ref=main may be a branch.
    return name in _REFERRERS and (value.lower() in (host, "rss", "feed") or value.lower() == host.removeprefix("www."))


_QUOTED = re.compile(r"[a-zA-Z0-9/:=&?~#+!$,;'@()*|._-]*")


def _quoted(part: str) -> str:
    """Without spaces, control characters or letters outside ASCII; what was quoted stays as it was."""
    if _QUOTED.fullmatch(part):
        return part
    return quote(_STRAY_PERCENT.sub("%25", part), safe=f"%?#{_UNQUOTED}")


def same_page_key(url: str) -> str:
    """A key equal for addresses that surely lead to one page, to compare with, never to fetch.

    Ignores the scheme, `www.`, a final slash, the fragment (but not `#!`), the order of parameters, and percent signs
    before letters that need none.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.")
    port = "" if parts.port in (None, 80, 443) else f":{parts.port}"
    path = parts.path
    if "%" in path:
        # Safe: what canonical() leaves unquoted, so that a path without any percent sign has the same key.
        path = quote(unquote(path, errors="surrogateescape"), safe=_UNQUOTED, errors="surrogateescape")
    path = path.rstrip("/")
    query = sorted(parse_qsl(parts.query, keep_blank_values=True, errors="surrogateescape"))
    fragment = parts.fragment if parts.fragment.startswith("!") else ""
    return f"{host}{port}{path}?{query}#{fragment}" if query or fragment else f"{host}{port}{path}"


def site_of(url: str) -> str:
    """The site as far as politeness goes: the registrable domain, or the host and port of a bare address."""
    host = host_of(url)
    name = host.rpartition(":")[0] or host
    if name.startswith("[") or _is_address(name) or "." not in name:
        return host
    labels = name.split(".")
    size = 3 if len(labels) > 2 and len(labels[-1]) == 2 and labels[-2] in _SECOND_LEVELS else 2
    return ".".join(labels[-size:])


def host_of(url: str) -> str:
    """`host`, or `host:port` where the port is not the scheme's own; http and https are one host."""
    parts = urlsplit(url)
    host = parts.hostname or ""
    host = f"[{host}]" if ":" in host else host
    return host if parts.port in (None, _DEFAULT_PORTS.get(parts.scheme)) else f"{host}:{parts.port}"


def _is_address(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True


# Networks that no public feed lives in. Python 3.11's `is_global` is wrong for several of them, hence our own list:
# the IANA special-purpose registries (RFC 6890 and its updates), and old ones still routed to inside machines.
_FORBIDDEN_NAMES = """
    0.0.0.0/8 10.0.0.0/8 100.64.0.0/10 127.0.0.0/8 169.254.0.0/16 172.16.0.0/12 192.0.0.0/24 192.0.2.0/24
    192.88.99.0/24 192.168.0.0/16 198.18.0.0/15 198.51.100.0/24 203.0.113.0/24 224.0.0.0/4 240.0.0.0/4
    ::/128 ::1/128 64:ff9b:1::/48 100::/64 2001::/23 2001:db8::/32 3fff::/20 5f00::/16 fc00::/7 fe80::/10 fec0::/10
    ff00::/8
"""
_FORBIDDEN = [ipaddress.ip_network(network) for network in _FORBIDDEN_NAMES.split()]
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_6TO4 = ipaddress.IPv6Network("2002::/16")
_COMPATIBLE = ipaddress.IPv6Network("::/96")


def is_public(address: str) -> bool:
    """Whether an IP address is one of the open internet; IPv4 wrapped in IPv6 is never taken for one.

    Mapped (::ffff:), NAT64 (64:ff9b::/96), 6to4 (2002::/16) and IPv4-compatible forms are all ways to name an inside
    machine, and no web server needs them: the resolver that gives one is lying.
    """
    ip = ipaddress.ip_address(address.partition("%")[0])
    if isinstance(ip, ipaddress.IPv6Address) and (
        ip.ipv4_mapped is not None or ip in _NAT64 or ip in _6TO4 or ip in _COMPATIBLE
    ):
        return False
    return not any(ip in network for network in _FORBIDDEN if network.version == ip.version)
