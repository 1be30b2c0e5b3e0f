"""The article's text in a page: which of its blocks a reader would call the article.

trafilatura decides where the article is: its output is taken as a vote on each block of
the page, beside the page's own `articleBody`. The text itself is then built from the
blocks, so that block quotations, list items and paragraphs that the vote dropped are
kept when they stand among supported ones, and what only looks like a paragraph (links
to other stories, captions, boxes, newsletter prompts) is left out.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import lru_cache
from typing import Any

from quoth.read.authors import BYLINE_CLASS
from quoth.read.blocks import HEADINGS, Block, blocks_of, row_of, squeeze
from quoth.read.dates import date_in_words

SHINGLE = 5
"""Words in a row that are compared when a block is not found as a whole."""

ENOUGH = 250
"""Characters below which the slower extractors are asked too."""

CARD = 800
"""Characters that the presentation of another story has at most, its white space included."""

MANY = 4000
"""Blocks from which on a page is judged by itself: what compares pieces with each other, here
and in trafilatura, takes time with their square. News pages have a few hundred."""

CLUTTER = re.compile(
    r"related|recommend|read-?more|more-?(?:on|from|stories)|most-?(?:read|popular|viewed)"
    r"|trending|newsletter|subscri|sign-?up|promo|advert|sponsor|outbrain|taboola|teaser"
    r"|shar(?:e|ing)|social|comment(?!ary)|caption|credit|copyright|byline|author|breadcrumb"
    r"|tag-?(?:s\b|list|cloud)|toolbar|footer|sidebar|navigation|cookie|consent|login|donat"
    r"|fact-?box|info-?box|gallery|carousel|slide|widget|poll(?![a-z])|quiz|player|podcast|placeholder"
    r"|disclaimer|correction-policy|print-only|embed|modal|tooltip|popup|metadata|timestamp"
    r"|also-?read|see-?also|read-?also|figure|image-|photo|media-?(?:info|caption)|line-?clamp"
    r"|encart|(?:^|[\s_-])ads?(?:$|[\s_-])|(?:^|\s)next(?:$|\s)"
    r"|visually-?hidden|sr-only|screen-?reader|(?:^|\s)hidden(?:\s(?!\w{1,9}:)|$)",
    re.IGNORECASE,
)
"""Words in class and id that name what stands around an article."""

ASIDES = frozenset(("aside", "figure", "figcaption", "footer", "nav", "form", "menu", "dialog"))
"""Elements that are by their meaning not the running text."""

STANDFIRST = re.compile(
    r"standfirst|sub-?title|sub-?head|sub-?line|\bdek\b|\bdeck\b|\blead\b|\blede\b|intro\b|chapo"
    r"|summary|excerpt|abstract|article-?description|kicker-text|vorspann|ingress|sommario",
    re.IGNORECASE,
)
"""Words in class, id or itemprop that name the lines between headline and first paragraph."""

PROMPT = re.compile(
    r"newsletter|whatsapp|telegram|\babonn|\babo\b|subscri|sign up|follow us|app store|google play"
    r"|click here|read more|read also|also read|more on this|más información|lire aussi"
    r"|leia também|lesen sie|lesen sie auch|les også|läs också|læs også|lees ook|leggi anche"
    r"|czytaj (?:więcej|też|także)|čtěte|читайте также|ayrıca oku|also on|sign in|log in|copyright"
    r"|all rights reserved|support us|donate|get in touch|our community|mehr zum thema"
    r"|会員限定|会員登録|有料会員|メールマガジン|ログイン|구독|로그인|무단 ?전재|责任编辑|扫码",
    re.IGNORECASE,
)
"""What prompts and references to other stories say; looked for in short blocks only."""

PROMPT_LINK = re.compile(
    r"/(?:donat|subscri|newsletter|sign-?up|abo(?:nn|/|$)|support-?us|spende|membership|lettre)",
    re.IGNORECASE,
)
"""Where the links of prompts lead."""

ADVERTISEMENT = re.compile(
    r"(?:advertisement|anzeige|werbung|publicité|publicidad|publicidade|pubblicità|annons"
    r"|annonce|advertentie|reklama?|реклама|広告|광고|广告)(?:\W|$)",
    re.IGNORECASE,
)

SENTENCE = re.compile(r"[.!?…。！？؟۔][\"'”’»“›」)]{0,3}$")

PULLED = re.compile(r"pull-?quote|\bquote|zitat|citation|highlight", re.IGNORECASE)

CREDIT = re.compile(
    r"^(?:photo|foto|image|bild|picture|video|source|quelle|credit|fotó|fotografía|зображення|фото)"
    r"\s{0,3}(?:by|von|de|di)?\s{0,3}[:/©]|^©|^\(?c\) |getty images|/(?:ap|afp|reuters|dpa)\)?$"
    r"|via (?:ap|afp|reuters|getty)",
    re.IGNORECASE,
)


def article_blocks(
    tree: Any, *, titles: list[str], summaries: list[str], authors: tuple[str, ...], body: str
) -> list[Block]:
    """The blocks that are the article's text, without its headline.

    Args:
        tree: the page (lxml); not changed.
        titles: all forms of the headline that the page gives, to leave out its copies.
        summaries: descriptions the page gives of itself (meta tags, JSON-LD).
        authors: names; a line of nothing but these is a byline.
        body: the `articleBody` of JSON-LD, or "".
    """
    blocks = blocks_of(tree)
    texts = _texts(blocks)
    kept: list[Block] = []
    comparable = len(blocks) < MANY and sum(1 for _ in tree.iter()) < 10 * MANY
    for fast in (True, False) if comparable else ():
        votes = Votes(reference_text(tree, fast=fast) + "\n" + body)
        kept = _chosen(blocks, lambda block, votes=votes: votes.support(texts[block]))
        if _size(kept) >= ENOUGH:
            break
    if not kept:
        kept = _chosen(blocks, _reads_like_text)
        if _size(kept) < ENOUGH:
            return _embedded(tree, titles, authors)
    kept = _below_headline(blocks, kept, titles)
    before = blocks[: blocks.index(kept[0])]
    return _tidy(_standfirst(before, kept, titles, summaries) + kept, titles, authors)


def reference_text(tree: Any, *, fast: bool) -> str:
    """What trafilatura takes for the article's text.

    Args:
        tree: the page (lxml); not changed.
        fast: leave out two further extractors that it compares with. They double the time
            and add little here, because blocks beside supported ones are found anyway.
    """
    from trafilatura import bare_extraction

    document = bare_extraction(tree, include_comments=False, fast=fast)
    return (document.text if document is not None else "") or ""


def _texts(blocks: list[Block]) -> dict[Block, str]:
    """What to look for when asking whether a block is supported: for a cell its whole row."""
    rows: dict[Any, list[str]] = {}
    for block in blocks:
        if block.kind == "cell":
            rows.setdefault(row_of(block.element), []).append(block.text)
    return {
        block: " ".join(rows[row_of(block.element)]) if block.kind == "cell" else block.text
        for block in blocks
    }


def _reads_like_text(block: Block) -> bool:
    """A paragraph of whole sentences: what is left to go by when nobody else finds any."""
    return (
        block.kind in ("p", "quote")
        and len(block.text) > 60
        and not block.linked
        and bool(SENTENCE.search(block.text))
    )


def _chosen(blocks: list[Block], is_supported: Callable[[Block], bool]) -> list[Block]:
    for block in blocks:
        block.supported = is_supported(block)
    core = _core(blocks)
    return [] if core is None else _select(_inside(blocks, core), core)


def _embedded(tree: Any, titles: list[str], authors: tuple[str, ...]) -> list[Block]:
    """The text of a page that only scripts would show."""
    from quoth.read.embedded import embedded_article

    root = embedded_article(tree)
    if root is None:
        return []
    blocks = [
        block
        for block in blocks_of(root)
        if not any(map(_is_clutter, _between(block.element, root))) and not _is_link(block)
    ]
    return _tidy(blocks, titles, authors)


class Votes:
    """Whether texts that other extractors took for the article contain a block."""

    def __init__(self, reference: str):
        self.lines = {squeeze(line) for line in reference.splitlines()}
        self.squeezed = squeeze(reference)
        words = reference.casefold().split()
        self.shingles = set(zip(*(words[i:] for i in range(SHINGLE)), strict=False))

    def support(self, text: str) -> bool:
        squeezed = squeeze(text)
        if len(squeezed) < 12:
            return squeezed in self.lines
        if squeezed in self.squeezed:
            return True
        words = text.casefold().split()
        shingles = list(zip(*(words[i:] for i in range(SHINGLE)), strict=False))
        if not shingles:
            return False
        return sum(s in self.shingles for s in shingles) >= 0.6 * len(shingles)


def _core(blocks: list[Block]) -> Any:
    """The smallest element that holds nearly all supported running text."""
    weights: Counter = Counter()
    total = 0
    for block in blocks:
        if block.supported and block.kind in ("p", "quote", "item") and not _is_link(block):
            size = len(block.text)
            total += size
            for element in (block.element, *block.element.iterancestors()):
                weights[element] += size
    if not total:
        return None
    core = max(weights, key=lambda element: (weights[element], -_depth(element)))
    while True:
        child = max((c for c in core if c in weights), key=weights.__getitem__, default=None)
        if child is None or weights[child] < 0.85 * total or child.tag in ("p", "li", "ul"):
            return core
        core = child


def _depth(element: Any) -> int:
    return sum(1 for _ in element.iterancestors())


def _inside(blocks: list[Block], core: Any) -> list[Block]:
    inside = set(core.iter())
    return [block for block in blocks if block.element in inside]


def _select(blocks: list[Block], core: Any) -> list[Block]:
    """Blocks inside the core that are running text."""
    total = sum(len(b.text) for b in blocks if b.supported) or 1
    around = {block: _between(block.element, core) for block in blocks}
    share: Counter = Counter()
    for block in blocks:
        if block.supported:
            # By name, not by element: each paragraph may have a wrapper of its own.
            for name in {_named(element) for element in around[block]}:
                share[name] += len(block.text)
    clear = sum(len(b.text) for b in blocks if b.supported and not any(map(_is_clutter, around[b])))
    # Class names lie: where most of the text stands in what is named like clutter, the
    # names mean something else on this page, and only the small boxes are left out.
    limit = total if clear > 0.35 * total else 0.3 * total

    def is_boxed(block: Block) -> bool:
        return any(_is_clutter(e) and share[_named(e)] <= limit for e in around[block])

    signatures: Counter = Counter()
    for block in blocks:
        if block.supported and block.kind == "p" and not _is_link(block) and not is_boxed(block):
            signatures[_signature(block)] += len(block.text)
    accepted = {s for s, size in signatures.items() if size >= 0.1 * total}
    cards = _cards(blocks)
    chosen: list[bool] = []
    passed_over: list[bool] = []
    for block in blocks:
        usual = _signature(block) in accepted
        passed_over.append(
            block.kind == "caption"
            or _is_link(block)
            or is_boxed(block)
            or any(element in cards for element in around[block])
        )
        chosen.append(
            not passed_over[-1]
            and (block.supported or (usual and block.kind in ("p", "quote", "item")))
        )
    regular = [i for i, block in enumerate(blocks) if chosen[i] and _signature(block) in accepted]
    followed = [False] * len(blocks)
    for i in range(len(blocks) - 2, -1, -1):
        followed[i] = followed[i + 1] if passed_over[i + 1] else chosen[i + 1]
    kept = []
    for i, block in enumerate(blocks):
        if block.kind == "heading" and not passed_over[i]:
            # A heading belongs to what follows it.
            if not followed[i]:
                continue
        elif not chosen[i]:
            continue
        elif regular and i > regular[-1] and block.kind != "quote":
            # After the last regular paragraph come offers and credits.
            continue
        kept.append(block)
    return kept


def _cards(blocks: list[Block]) -> set[Any]:
    """Elements that present another story: a linked heading with a few lines about it."""
    found = set()
    sizes: dict[Any, int] = {}
    for block in blocks:
        if block.kind == "heading" and block.linked > 0.4 * len(block.text):
            heading = block.element
            while heading is not None and heading.tag not in HEADINGS:
                heading = heading.getparent()
            card = heading.getparent() if heading is not None else None
            if card is None:
                continue
            if card not in sizes:
                sizes[card] = _text_size(card, CARD + 1)
            if sizes[card] <= CARD:
                found.add(card)
    return found


def _text_size(element: Any, limit: int) -> int:
    """How many characters an element has; a long one is not read to its end."""
    size = 0
    for text in element.itertext():
        size += len(text)
        if size >= limit:
            break
    return size


def _between(element: Any, core: Any) -> list[Any]:
    """The element and those around it, up to but not including the core."""
    around = []
    for each in (element, *element.iterancestors()):
        if each is core:
            break
        around.append(each)
    return around


def _signature(block: Block) -> tuple[str, str]:
    """Where a block hangs: the elements that hold paragraphs of one kind."""
    element = block.element
    while element.tag in ("p", "li", "ul", "ol", "blockquote", "h2", "h3", "h4", "strong", "b"):
        parent = element.getparent()
        if parent is None:
            break
        element = parent
    parent = element.getparent()
    return _name(element), _name(parent) if parent is not None else ""


def _name(element: Any) -> str:
    return f"{element.tag}.{element.get('class') or ''}"


def _is_link(block: Block) -> bool:
    """Nothing but a link, with perhaps a few words before it ("Read also: …")."""
    return block.linked > 0.6 * len(block.text)


def _is_clutter(element: Any) -> bool:
    if element.tag in ASIDES:
        return True
    return _is_clutter_name(_marks(element))


@lru_cache(4096)
def _is_clutter_name(marks: str) -> bool:
    return bool(CLUTTER.search(marks))


def _named(element: Any) -> tuple[str, str]:
    return element.tag, _marks(element)


def _marks(element: Any) -> str:
    """What the page calls an element: class, id, itemprop."""
    return " ".join(element.get(name) or "" for name in ("class", "id", "itemprop"))


def _below_headline(blocks: list[Block], kept: list[Block], titles: list[str]) -> list[Block]:
    """Without what stands above the headline, if most of the text is below it."""
    headlines = [squeeze(title) for title in titles]
    below = kept
    for i, block in enumerate(blocks):
        if block.kind == "heading" and _is_headline(squeeze(block.text), headlines):
            behind = set(blocks[i:])
            below = [each for each in kept if each in behind]
            break
    return below if 2 * _size(below) > _size(kept) else kept


def _size(blocks: list[Block]) -> int:
    return sum(len(block.text) for block in blocks)


def _standfirst(
    before: list[Block], kept: list[Block], titles: list[str], summaries: list[str]
) -> list[Block]:
    """The lines between headline and text.

    They are told by the page's own description, by the name of their element, or by
    standing after the headline as a whole sentence.
    """
    wanted = [squeeze(summary) for summary in summaries]
    headlines = [squeeze(title) for title in titles]
    start = len(before)
    for i, block in enumerate(before):
        if block.kind == "heading" and _is_headline(squeeze(block.text), headlines):
            start = i + 1
    have = {squeeze(block.text) for block in kept}
    found = []
    for i, block in enumerate(before):
        squeezed = squeeze(block.text)
        if block.kind == "caption" or _is_link(block) or squeezed in have:
            continue
        described = len(squeezed) > 20 and any(
            squeezed == text or (len(text) > 60 and squeezed.startswith(text[:60]))
            for text in wanted
        )
        if not described:
            if i < start or _is_prompt(block) or CREDIT.search(block.text):
                continue
            around = [block.element, *block.element.iterancestors()][:4]
            if any(map(_is_clutter, around)):
                continue
            named = any(STANDFIRST.search(_marks(element)) for element in around[:3])
            if not (len(squeezed) > 15 and named) and not (
                len(squeezed) > 50 and (block.kind == "heading" or SENTENCE.search(block.text))
            ):
                continue
        have.add(squeezed)
        found.append(block)
    return found


def _is_headline(squeezed: str, headlines: list[str]) -> bool:
    """Whether a line is a form of the headline, perhaps with a kicker before it."""
    return any(
        squeezed == headline
        or (len(headline) > 20 and headline in squeezed and len(squeezed) < 2 * len(headline))
        or (len(squeezed) > 20 and squeezed in headline and len(headline) < 2 * len(squeezed))
        for headline in headlines
    )


def _is_byline(block: Block, squeezed: str, names: set[str]) -> bool:
    """A line of authors' names, with perhaps a place, a role and a date."""
    if len(block.text) > 120 or not any(name and name in squeezed for name in names):
        return False
    rest = squeezed
    for name in names:
        rest = rest.replace(name, "")
    return (
        len(rest) < 20
        or bool(BYLINE_CLASS.search(_marks(block.element)))
        or date_in_words(block.text) is not None
    )


def _is_pulled(block: Block) -> bool:
    around = (block.element, *block.element.iterancestors())
    return any(PULLED.search(_marks(element)) for element in around[:3])


def _is_prompt(block: Block) -> bool:
    if len(block.text) > 250:
        return False
    if PROMPT.search(block.text) or ADVERTISEMENT.match(block.text):
        return True
    return block.linked > 0 and any(
        PROMPT_LINK.search(link.get("href") or "") for link in block.element.iter("a")
    )


def _tidy(blocks: list[Block], titles: list[str], authors: tuple[str, ...]) -> list[Block]:
    """Without copies of the headline, bylines, credits, prompts and repetitions."""
    headlines = [squeeze(title) for title in titles]
    names = {squeeze(name) for name in authors}
    squeezed_all = [squeeze(block.text) for block in blocks]
    paragraphs = [
        s for b, s in zip(blocks, squeezed_all, strict=True) if b.kind == "p" and not _is_pulled(b)
    ]
    seen: set[str] = set()
    kept: list[Block] = []
    for block, squeezed in zip(blocks, squeezed_all, strict=True):
        if not squeezed:
            continue
        if squeezed in headlines or (
            block.kind == "heading" and not kept and _is_headline(squeezed, headlines)
        ):
            continue
        is_quotation = block.kind in ("quote", "heading") or _is_pulled(block)
        if len(squeezed) > (15 if is_quotation else 30):
            if squeezed in seen:
                continue
            # A pulled quotation repeats a sentence of a paragraph in large letters.
            if (
                is_quotation
                and len(blocks) < MANY
                and any(squeezed in other and len(other) > len(squeezed) for other in paragraphs)
            ):
                continue
            seen.add(squeezed)
        if _is_byline(block, squeezed, names):
            continue
        if len(block.text) < 150 and CREDIT.search(block.text):
            continue
        if block.kind != "quote" and _is_prompt(block):
            continue
        kept.append(block)
    while kept and kept[-1].kind == "heading":
        kept.pop()
    return kept
