"""Which page a URL is of: the address without what only tracks readers."""

from __future__ import annotations

import re
from urllib.parse import parse_qsl, urlencode, urlsplit

TRACKING = re.compile(
    r"(utm_|mtm_|pk_|hsa_|at_|mc_|_hs|oly_|vero_|icid|ncid|cmpid|s_cid|ns_)\w*"
    r"|(fb|g|dc|ms|tw|yc|ttc|li_fat_|wbra|gbra|ir)lid|(fb|g|d|ms|tw|yc|tt)clid|igshid|mkt_tok"
    r"|cmp|ocid|smid|ito|xtor|ref|ref_src|referrer|share|shared|partner|ftag|sr_share|amp",
    re.IGNORECASE,
)
"""Parameters that do not change the page: campaigns, clicks, who shared it."""

ARCHIVED = re.compile(r"https?://web\.archive\.org/web/\d{4,14}(?:[a-z]{2}_)?/(https?:/.{1,2000})")


def page_of(url: str | None) -> str | None:
    """The address that captures of one page have in common.

    Without scheme, "www.", port 80 or 443, tracking parameters, fragment and a slash at the end;
    other parameters in the order of their names. An address of the Wayback Machine stands for
    the page it keeps.

    Returns:
        None for what names no page of its own: no web address, or a site's front page, which
        badly made records give to all of a site's articles.
    """
    if not url:
        return None
    if kept := ARCHIVED.match(url):
        url = kept[1].replace(":/", "://", 1).replace(":///", "://", 1)
    try:
        parts = urlsplit(url.strip())
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host:
        return None
    asked = sorted(
        (name, value)
        for name, value in parse_qsl(parts.query, keep_blank_values=True, max_num_fields=None)
        if not TRACKING.fullmatch(name)
    )
    path = parts.path.rstrip("/")
    if not path and not asked:
        return None
    place = host.removeprefix("www.") + (f":{port}" if port not in (None, 80, 443) else "")
    return place + path + (f"?{urlencode(asked)}" if asked else "")
