"""An HTML page as an article: its text by `body`, its metadata by everything it declares."""

from __future__ import annotations

import re
from functools import cached_property
from html import unescape
from urllib.parse import SplitResult, urlsplit

from quoth.errors import Empty, NotAnArticle
from quoth.model import Article
from quoth.read import structured
from quoth.read.blocks import Block, collapse, row_of, squeeze
from quoth.read.dates import date_in_address, date_in_words, iso_date

SEPARATORS = re.compile(r"\s+[-–—|·•»/]+\s+|\s*[｜：ㅣ│|]\s*|(?<=\S)-(?=[^\W\d_]{2,20}$)")
"""What stands between a headline and the outlet's name in a title."""

PUBLISHED_META = (
    "article:published_time",
    "article:published",
    "og:article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish-date",
    "publish_date",
    "published_time",
    "published-date",
    "pubdate",
    "publication_date",
    "article.published",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "cxenseparse:time",
    "parsely-pub-date",
    "sailthru.date",
    "citation_publication_date",
    "citation_date",
    "citation_online_date",
    "dc.date.issued",
    "dc.date",
    "dcterms.issued",
    "dcterms.date",
    "dcterms.created",
    "dc.date.created",
    "ptime",
    "rnews:datepublished",
    "article_date_original",
    "originalpublicationdate",
    "og:pubdate",
    "displaydate",
    "date",
)
SITE_META = ("og:site_name", "application-name", "citation_journal_title", "dc.publisher")
SEARCHED = 500_000
"""Bytes of markup up to which dates are looked for anywhere in a page, which is slow."""

MODIFIED = re.compile(r"modif|update|aktualis|mis-?a-?jour|actualiz|aggiorn|bijgewerkt", re.I)


def page_article(
    payload: bytes,
    *,
    path: str,
    url: str | None = None,
    charset: str | None = None,
    title: str | None = None,
) -> Article:
    """Read one HTML page.

    Args:
        payload: the page as it was saved.
        path: where it came from, for the article's `path`.
        url: where it was fetched, for a page that does not say its own address.
        charset: what it was served as; see `decode_html`.
        title: what it was called, for a page that does not say.

    Raises:
        Empty: nothing in it.
        NotAnArticle: no article text in it.
    """
    from quoth.read.encoding import decode_html
    from quoth.read.language import detect

    markup = decode_html(payload, charset)
    if not markup.strip():
        raise Empty("empty", advice="remove it, or fetch the page again")
    page = Page(markup, url=url)
    blocks = page.blocks()
    title = page.title or title
    text = joined(title, blocks)
    if not blocks:
        raise NotAnArticle(
            "no article text found in the page",
            advice="it may be an index or need a browser to load its text: save it from a "
            "browser, or as plain text",
        )
    published, published_from = page.published
    return Article.of(
        text,
        path=path,
        outlet=page.outlet,
        url=page.url,
        title=title,
        authors=page.authors,
        published=published,
        published_from=published_from,
        # Templates declare the language of the site's makers; the text says what it is in.
        language=detect(text) or page.language,
    )


def joined(title: str | None, blocks: list[Block]) -> str:
    """The headline and the blocks as text.

    Paragraphs are apart, list items line by line, a table row by row.
    """
    pieces = [title] if title else []
    previous = None
    for block in blocks:
        if pieces:
            pieces.append(_between(previous, block))
        pieces.append(block.text)
        previous = block
    return "".join(pieces)


def _between(previous: Block | None, block: Block) -> str:
    if previous is None or previous.kind != block.kind or block.kind not in ("item", "cell"):
        return "\n\n"
    if block.kind == "cell" and row_of(previous.element) is row_of(block.element):
        return " | "
    return "\n"


def address(url: str) -> SplitResult | None:
    """The parts of a web address; None for anything else, also for a broken one."""
    if not url.startswith(("http://", "https://")):
        return None
    try:
        return urlsplit(url)
    except ValueError:  # such as an unclosed bracket where a host should be
        return None


class Page:
    """One parsed page and what it says about itself."""

    def __init__(self, markup: str, *, url: str | None = None):
        import lxml.html

        self.fetched_from = url

        # The parser gets bytes, because it refuses a str that declares an encoding.
        parser = lxml.html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        data = markup.replace("\0", "").encode("utf-8", "replace")
        try:
            self.tree = lxml.html.document_fromstring(data, parser=parser)
        except lxml.etree.ParserError:
            raise Empty("empty", advice="there is no text in the page's markup") from None
        self.size = len(data)
        self.scripts = [
            script.text or ""
            for script in self.tree.iter("script")
            if "ld+json" in (script.get("type") or "").lower()
        ]

    @cached_property
    def meta(self) -> dict[str, list[str]]:
        """The meta tags by name or property, in lower case."""
        found: dict[str, list[str]] = {}
        for tag in self.tree.iter("meta"):
            name = tag.get("property") or tag.get("name") or tag.get("itemprop")
            content = collapse(unescape(tag.get("content") or ""))
            if name and content:
                found.setdefault(name.strip().lower(), []).append(content)
        return found

    def first(self, *names: str) -> str | None:
        """The first non-empty meta tag of these names."""
        return next((self.meta[name][0] for name in names if name in self.meta), None)

    @cached_property
    def nodes(self) -> list[dict]:
        return structured.nodes(self.scripts)

    @cached_property
    def node(self) -> dict:
        return structured.article_node(self.nodes)

    def stated(self, *names: str) -> str | None:
        """Text of the first of these fields that the JSON-LD article has."""
        for name in names:
            if text := structured.text_of(self.node.get(name)):
                return collapse(unescape(unescape(re.sub(r"<[^<>]{1,200}>", "", text))))
        return None

    @cached_property
    def headings(self) -> list[str]:
        """The texts of the page's h1, and of h2 in an article's header."""
        found = [collapse(h1.text_content()) for h1 in self.tree.iter("h1")]
        return [text for text in found if text]

    @cached_property
    def url(self) -> str | None:
        """The page's address as it declares it."""
        candidates = [
            link.get("href")
            for link in self.tree.iter("link")
            if "canonical" in (link.get("rel") or "").lower()
        ]
        candidates += [self.first("og:url"), structured.text_of(self.node.get("url"))]
        main = self.node.get("mainEntityOfPage")
        candidates += [main.get("@id") if isinstance(main, dict) else main]
        candidates += [self.first("twitter:url", "parsely-link")]
        for url in candidates:
            url = url.strip() if isinstance(url, str) else ""
            # A site's front page as canonical address is a mistake of the site.
            parts = address(url)
            if parts is not None and parts.path.strip("/"):
                return url
        return self.fetched_from if address(self.fetched_from or "") else None

    @cached_property
    def outlet(self) -> str | None:
        """Who published it: the name of the publisher, else of the site, else its domain."""
        index = structured.by_id(self.nodes)
        names = [*structured.names_of(self.node.get("publisher"), index)]
        names += [self.first(name) for name in SITE_META]
        for node in self.nodes:
            if node.get("@type") in ("NewsMediaOrganization", "WebSite", "Organization"):
                names.append(structured.text_of(node.get("name")))
        names += self.marked_publishers()
        for name in names:
            name = collapse(unescape(name)) if name else ""
            if name and len(name) < 80 and not name.startswith(("http:", "https:")):
                return name
        return self.domain

    def marked_publishers(self) -> list[str]:
        """Names of publishers in microdata (schema.org's `publisher` of an element)."""
        marked = self.tree.xpath("//*[@itemprop='publisher']")[:5]
        named = [name for each in marked for name in each.xpath(".//*[@itemprop='name']")[:1]]
        return [each.get("content") or each.text_content() for each in named]

    @cached_property
    def domain(self) -> str | None:
        parts = address(self.url or "")
        host = (parts.hostname or "") if parts is not None else ""
        return host.removeprefix("www.") or None

    @cached_property
    def site_names(self) -> set[str]:
        """All names under which the outlet appears, squeezed."""
        names = {self.outlet, self.domain, *(self.first(name) for name in SITE_META)}
        if self.domain:
            # Labels of the domain; endings such as "co" and "com" are no names.
            names.update(label for label in self.domain.split(".")[:-1] if len(label) > 2)
        for node in self.nodes:
            # Not every organization: news agencies are authors.
            if node.get("@type") in ("NewsMediaOrganization", "WebSite"):
                names.add(structured.text_of(node.get("name")))
        return {squeeze(name) for name in names if name and squeeze(name)}

    def without_site(self, title: str) -> str:
        """A title without the outlet's name and section behind (or before) it."""
        known = {squeeze(text) for text in (*self.headings, self.stated("headline") or "")} - {""}
        cuts = list(SEPARATORS.finditer(title))
        for cut in cuts:
            if squeeze(title[: cut.start()]) in known:
                return title[: cut.start()].strip()
        for cut in cuts:
            if squeeze(title[cut.end() :]) in known:
                return title[cut.end() :].strip()
        for cut in cuts:
            rest = squeeze(title[cut.end() :])
            if any(rest == name or rest.startswith(name) for name in self.site_names):
                return title[: cut.start()].strip()
        if cuts:
            # "Headline | Section | Outlet": the outlet is last, whatever is between.
            last = squeeze(title[cuts[-1].end() :])
            if any(name in last or (len(last) > 3 and last in name) for name in self.site_names):
                return self.without_site(title[: cuts[-1].start()])
        return title.strip()

    @cached_property
    def title_forms(self) -> list[tuple[float, str]]:
        """Every form of the headline with the weight of where it stands."""
        forms = [(1.1, self.stated("headline"))]
        if len(self.headings) < 4:
            forms += [(1.0, heading) for heading in self.headings[:2]]
        forms += [
            (0.9, self.first("og:title")),
            (0.3, self.first("twitter:title", "dc.title", "parsely-title", "title")),
            (0.4, self.tree.findtext(".//title")),
            (0.2, self.stated("name")),
        ]
        found = []
        for weight, text in forms:
            text = self.without_site(collapse(unescape(text))) if text else ""
            if len(squeeze(text)) > 3 and squeeze(text) not in self.site_names:
                found.append((weight, text))
        return found

    @cached_property
    def title(self) -> str | None:
        """The headline that most of the page's declarations agree on."""
        votes: dict[str, float] = {}
        for weight, text in self.title_forms:
            votes[squeeze(text)] = votes.get(squeeze(text), 0.0) + weight
        if not votes:
            return None
        best = max(votes, key=votes.__getitem__)
        # The heading on the page has the typography that readers saw, but may run a kicker
        # and the headline together where the others set a colon: the longest form is best.
        forms = [text for text in self.headings if squeeze(text) == best]
        forms += [text for _, text in self.title_forms if squeeze(text) == best]
        return max(forms, key=len)

    @cached_property
    def published(self) -> tuple[str | None, str | None]:
        """The date of first publication and where the page says it."""
        for name in ("datePublished", "dateCreated", "uploadDate"):
            if date := iso_date(structured.text_of(self.node.get(name))):
                return date, f"json-ld {name}"
        for name in PUBLISHED_META:
            for content in self.meta.get(name, ()):
                if date := iso_date(content):
                    return date, f"meta {name}"
        for element in self.tree.xpath("//*[@itemprop='datePublished']"):
            if date := iso_date(element.get("content") or element.get("datetime")):
                return date, "itemprop datePublished"
        if date := self._time_element():
            return date, "time element"
        for node in self.nodes:
            if date := iso_date(structured.text_of(node.get("datePublished"))):
                return date, "json-ld datePublished"
        if self.url and (date := date_in_address(self.url)):
            return date, "url"
        if date := self._dateline():
            return date, "text byline"
        for name in ("dateModified",):
            if date := iso_date(structured.text_of(self.node.get(name))):
                return date, f"json-ld {name}"
        if date := self._htmldate():
            return date, "htmldate"
        return None, None

    def _time_element(self) -> str | None:
        found = []
        for element in self.tree.iter("time"):
            date = iso_date(element.get("datetime")) or date_in_words(element.text_content())
            if date:
                names = " ".join((element.get("class") or "", element.get("itemprop") or ""))
                parent = element.getparent()
                around = parent.get("class") or "" if parent is not None else ""
                late = bool(MODIFIED.search(f"{names} {around}"))
                found.append((late, len(found), date))
        return min(found)[2] if found else None

    def _dateline(self) -> str | None:
        """A date in an element that is called one."""
        for element in self.tree.iter("span", "div", "p", "li", "td"):
            name = f"{element.get('class') or ''} {element.get('id') or ''}"
            if re.search(r"date|datum|time|publish|meta|info|byline", name, re.IGNORECASE):
                text = collapse(element.text_content()[:400])
                if len(text) < 120 and (date := date_in_words(text)):
                    return date
        return None

    def _htmldate(self) -> str | None:
        import logging

        from htmldate import find_date

        if self.size > SEARCHED:
            return None
        logging.getLogger("htmldate").setLevel(logging.CRITICAL)
        return find_date(self.tree, original_date=True, extensive_search=True)

    @cached_property
    def authors(self) -> tuple[str, ...]:
        from quoth.read.authors import page_authors

        return page_authors(self)

    @cached_property
    def language(self) -> str | None:
        """The ISO 639-1 code that the page declares."""
        body = self.tree.find("body")
        candidates = [self.tree.get("lang"), self.tree.get("xml:lang")]
        candidates += [body.get("lang") if body is not None else None]
        candidates += [structured.text_of(self.node.get("inLanguage"))]
        candidates += [self.first("og:locale", "content-language", "dc.language", "language")]
        for tag in self.tree.iter("meta"):
            if (tag.get("http-equiv") or "").lower() == "content-language":
                candidates.append(tag.get("content"))
        for value in candidates:
            code = re.split(r"[-_,;\s]", (value or "").strip().lower())[0]
            if re.fullmatch(r"[a-z]{2}", code):
                return {"iw": "he", "in": "id", "nb": "no", "nn": "no"}.get(code, code)
        return None

    def blocks(self) -> list[Block]:
        """The article's text."""
        from quoth.read.body import article_blocks

        titles = [text for _, text in self.title_forms] + self.headings
        summaries = [
            self.first("og:description"),
            self.first("description"),
            self.first("twitter:description"),
            self.stated("description"),
            self.stated("alternativeHeadline"),
        ]
        return article_blocks(
            self.tree,
            titles=titles,
            summaries=[summary for summary in summaries if summary],
            authors=self.authors,
            body=structured.text_of(self.node.get("articleBody")) or "",
        )
