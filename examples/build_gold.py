"""Build the examples' gold from what people wrote: marked excerpts become offsets.

Run ``python examples/build_gold.py`` after a change to a page or to a gold source;
``--check`` writes nothing and fails if a built file is out of date.

Sources (written by hand)               Built (never edited)
``gold/NAME.toml``, ``gold/cast.toml``   ``gold/NAME.json``, ``gold/meta.json``
``affair.toml``                         ``affair.json``

Each statement quotes the sentence it stands in, with its parts in brackets::

    text = '''[S The minister] [C denied] [Q that anyone had telephoned].'''

``S`` source, ``C`` cue, ``Q`` content (once for each piece); ``{...}`` skips up to
`MAX_SKIP` characters. The brackets are taken out and the excerpt is looked up in
the text that `quoth.read` gives for the page, white space apart. It must occur
exactly once: a string that is missing or ambiguous ends the build with its name.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from quoth.model import ACTOR_KINDS, MODES, TYPES, Article, Span
from quoth.read import read

EXAMPLES = Path(__file__).resolve().parent
MAX_SKIP = 1200
"""Code points that ``{...}`` may pass over: a few paragraphs, never a whole page."""

_TOKEN = re.compile(r"\[([SCQ]) |(\])|(\{\.\.\.\})")
_STATEMENT_KEYS = {"text", "by", "as", "via", "to", "in", "on"}
_FIGURE_KEYS = {"text", "subject", "value", "unit", "by", "via"}
_CONFLICT_KINDS = ("figure", "position", "denial", "attribution")
_FORMS = ("whole", "trimmed", "altered", "translated", "paraphrased")


class GoldError(ValueError):
    """A gold source that does not fit its page; the message names every misfit."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An excerpt with its brackets taken out: a pattern and the role of each group."""

    pattern: re.Pattern[str]
    roles: tuple[str, ...]


@dataclass(slots=True)
class Located:
    """Where the parts of one marked excerpt stand in an article's text."""

    content: list[Span] = field(default_factory=list)
    cue: Span | None = None
    source: Span | None = None


def _literal(words: str) -> str:
    """A pattern for these words in which any run of white space matches any other."""
    parts = re.split(r"(\s+)", words)
    return "".join(r"\s+" if part.isspace() else re.escape(part) for part in parts if part)


def parse_marked(text: str) -> Marked:
    """Read an excerpt marked with ``[S …]``, ``[C …]``, ``[Q …]`` and ``{...}``.

    Raises:
        GoldError: brackets that do not pair, no content, or two sources or cues.
    """
    pattern, roles, open_role, end = "", [], None, 0
    for token in _TOKEN.finditer(text):
        pattern += _literal(text[end : token.start()])
        end = token.end()
        if token[1]:
            if open_role:
                raise GoldError(f"a bracket inside a bracket: {text!r}")
            open_role = token[1]
            roles.append(open_role)
            pattern += "("
        elif token[2]:
            if not open_role:
                raise GoldError(f"a closing bracket without an opening one: {text!r}")
            open_role = None
            pattern += ")"
        else:
            pattern += rf"(?s:.{{0,{MAX_SKIP}}}?)"
    pattern += _literal(text[end:])
    if open_role:
        raise GoldError(f"a bracket is not closed: {text!r}")
    if "Q" not in roles:
        raise GoldError(f"no content marked with [Q …]: {text!r}")
    if roles.count("S") > 1 or roles.count("C") > 1:
        raise GoldError(f"more than one source or cue: {text!r}")
    return Marked(re.compile(pattern), tuple(roles))


def locate(text: str, marked: str) -> Located:
    """Find a marked excerpt in an article's text.

    Args:
        text: the article's text, as `quoth.read` gives it.
        marked: the excerpt with its brackets.

    Raises:
        GoldError: the excerpt is malformed, absent, or occurs more than once.
    """
    excerpt = parse_marked(marked)
    found = excerpt.pattern.search(text)
    if not found:
        raise GoldError(f"not in the text: {marked!r}")
    if excerpt.pattern.search(text, found.start() + 1):
        raise GoldError(f"more than once in the text, quote more of the sentence: {marked!r}")
    parts = Located()
    for group, role in enumerate(excerpt.roles, start=1):
        span = found.span(group)
        if role == "Q":
            parts.content.append(span)
        elif role == "C":
            parts.cue = span
        else:
            parts.source = span
    return parts


def find_words(text: str, words: str) -> Span:
    """The span of words that occur exactly once, white space apart.

    Raises:
        GoldError: they are absent or occur more than once.
    """
    pattern = re.compile(_literal(words))
    spans = [match.span() for match in pattern.finditer(text)]
    if len(spans) != 1:
        raise GoldError(f"{'not' if not spans else len(spans)} in the text: {words!r}")
    return spans[0]


def _known(entry: dict, keys: set[str], what: str) -> None:
    unknown = set(entry) - keys
    if unknown:
        raise GoldError(f"{what}: unknown keys {sorted(unknown)}: {entry.get('text')!r}")


def _statement(entry: dict, text: str, cast: dict, roles: dict) -> dict:
    _known(entry, _STATEMENT_KEYS, "statement")
    parts = locate(text, entry["text"])
    actor = cast[entry["by"]]
    mode, type_ = entry["as"].split()
    if mode not in MODES or type_ not in TYPES or actor["kind"] not in ACTOR_KINDS:
        raise GoldError(f"{entry['as']!r} by {actor}: not the contract's words")
    addressee = entry.get("to")
    return {
        "content": [list(span) for span in parts.content],
        "cue": parts.cue and list(parts.cue),
        "source": parts.source and list(parts.source),
        "speaker": actor["name"],
        "speaker_kind": actor["kind"],
        "speaker_role": roles.get(entry["by"], actor.get("role")),
        "mode": mode,
        "type": type_,
        "chain": [cast[key]["name"] for key in entry.get("via", ())],
        "addressee": cast[addressee]["name"] if addressee in cast else addressee,
        "medium": entry.get("in"),
        "said_on": entry.get("on"),
    }


def _figure(entry: dict, text: str, cast: dict) -> dict:
    _known(entry, _FIGURE_KEYS, "figure")
    return {
        "text": text[slice(*find_words(text, entry["text"]))],
        "subject": entry["subject"],
        "value": entry["value"],
        "unit": entry["unit"],
        "speaker": cast[entry["by"]]["name"],
        "chain": [cast[key]["name"] for key in entry.get("via", ())],
    }


def build_page(name: str, source: dict, article: Article, cast: dict) -> dict:
    """The gold of one page in the shape that `quoth evaluate` reads.

    Args:
        name: the page's name without its ending.
        source: the parsed ``gold/NAME.toml``.
        article: the page as `quoth.read` gives it.
        cast: the parsed ``gold/cast.toml``.

    Raises:
        GoldError: naming every excerpt that does not fit, not only the first.
    """
    problems: list[str] = []

    def each(kind: str, make) -> Iterator[dict]:
        for entry in source.get(kind, ()):
            try:
                yield make(entry)
            except KeyError as error:
                problems.append(f"{name}: {error} is not in the cast or missing: {entry}")
            except GoldError as error:
                problems.append(f"{name}: {error}")

    roles = source.get("roles", {})
    statements = list(each("statement", lambda e: _statement(e, article.text, cast, roles)))
    figures = list(each("figure", lambda e: _figure(e, article.text, cast)))
    conflicts = list(each("conflict", lambda e: {k: e[k] for k in ("a", "b", "kind", "why")}))
    problems += [
        f"{name}: {conflict['kind']!r} is no kind of conflict"
        for conflict in conflicts
        if conflict["kind"] not in _CONFLICT_KINDS
    ]

    def label(entry: dict) -> dict:
        find_words(article.text, entry["label"])
        by = entry.get("by", "AUTHOR")
        return {
            "who": cast[entry["who"]]["name"],
            "label": entry["label"],
            "by": by if by == "AUTHOR" else cast[by]["name"],
        }

    labels = list(each("label", label))
    if problems:
        raise GoldError("\n".join(problems))
    statements.sort(key=lambda s: (s["content"][0][0], -s["content"][-1][1]))
    return {
        "doc": name,
        "page": source["page"]["file"],
        "text_sha256": article.text_sha256,
        "statements": statements,
        "figures": figures,
        "conflicts": conflicts,
        "labels": labels,
    }


def _voice(place: dict, pages: dict[str, dict], texts: dict[str, str]) -> dict:
    """Words on a page, with the statements of that page's gold that hold them."""
    name = place["page"]
    if name not in texts:
        raise GoldError(f"affair: no page {name!r}")
    try:
        start, end = find_words(texts[name], place["words"])
    except GoldError as error:
        raise GoldError(f"affair: {name}: {error}") from None
    holders = [
        number
        for number, statement in enumerate(pages[name]["statements"])
        if any(a < end and start < b for a, b in statement["content"])
    ]
    rest = {key: value for key, value in place.items() if key not in ("page", "words")}
    return {
        "page": name,
        "span": [start, end],
        "text": texts[name][start:end],
        "statements": holders,
        **rest,
    }


def build_affair(source: dict, pages: dict[str, dict], texts: dict[str, str]) -> dict:
    """What holds across pages: one quote in its versions, conflicts, updates, wire copy.

    Raises:
        GoldError: words that are not on their page, or a word that is not the contract's.
    """
    affair: dict = {"quotes": [], "conflicts": [], "updates": [], "wires": source["wire"]}
    for quote in source["quote"]:
        versions = [_voice(version, pages, texts) for version in quote["version"]]
        for version in versions:
            if version["form"] not in _FORMS:
                raise GoldError(f"affair: {version['form']!r} is no form of a quote")
        affair["quotes"].append(
            {"name": quote["name"], "words": quote["words"], "versions": versions}
        )
    for kind in ("conflict", "update"):
        for entry in source[kind]:
            if kind == "conflict" and entry["kind"] not in _CONFLICT_KINDS:
                raise GoldError(f"affair: {entry['kind']!r} is no kind of conflict")
            voices = {side: _voice(entry[side], pages, texts) for side in ("a", "b")}
            affair[f"{kind}s"].append({**entry, **voices})
    for wire in source["wire"]:
        for page in (wire["original"], *(copy["page"] for copy in wire["copy"])):
            if page not in pages:
                raise GoldError(f"affair: no page {page!r}")
    return affair


def read_pages(folder: Path = EXAMPLES / "pages") -> dict[str, Article]:
    """Every page as `quoth.read` gives it, by name without ending.

    Raises:
        GoldError: a page was skipped.
    """
    articles = {}
    for result in read([folder]):
        if not isinstance(result, Article):
            raise GoldError(f"{result.path}: skipped: {result.reason}")
        articles[Path(result.path).stem] = result
    return articles


def build(examples: Path = EXAMPLES) -> dict[Path, str]:
    """Every built file with the text it should hold.

    Args:
        examples: the folder that holds ``pages``, ``gold`` and ``affair.toml``.

    Raises:
        GoldError: naming everything that does not fit.
    """
    gold = examples / "gold"
    cast = tomllib.loads((gold / "cast.toml").read_text(encoding="utf-8"))
    articles = read_pages(examples / "pages")
    sources = {
        path.stem: tomllib.loads(path.read_text(encoding="utf-8"))
        for path in sorted(gold.glob("*.toml"))
        if path.stem != "cast"
    }
    if set(sources) != set(articles):
        raise GoldError(f"pages and gold sources differ: {sorted(set(sources) ^ set(articles))}")
    pages, problems = {}, []
    for name, source in sources.items():
        try:
            pages[name] = build_page(name, source, articles[name], cast)
        except GoldError as error:
            problems.append(str(error))
    if problems:
        raise GoldError("\n".join(problems))
    texts = {name: article.text for name, article in articles.items()}
    affair_source = tomllib.loads((examples / "affair.toml").read_text(encoding="utf-8"))
    meta = {
        name: {k: v for k, v in source["page"].items() if k != "file"}
        for name, source in sources.items()
    }
    built: dict[Path, object] = {gold / f"{name}.json": page for name, page in pages.items()}
    built[gold / "meta.json"] = meta
    built[examples / "affair.json"] = build_affair(affair_source, pages, texts)
    return {path: _render(value) for path, value in built.items()}


def _render(value: object) -> str:
    """JSON with one line a row, so that a change shows as a change of that row."""
    text = json.dumps(value, ensure_ascii=False, indent=1)
    # Spans are pairs of numbers: one line each is what a person can read.
    text = re.sub(r"\[\s+(\d+),\s+(\d+)\s+\]", r"[\1, \2]", text)
    return text + "\n"


def main(arguments: list[str] | None = None, *, examples: Path = EXAMPLES) -> int:
    """Command line.

    Args:
        arguments: instead of the process's own.
        examples: the folder to build.

    Returns:
        0, or 1 if a source does not fit its page or, with ``--check``, a file is stale.
    """
    parser = argparse.ArgumentParser(description="Build examples/gold from its sources.")
    parser.add_argument("--check", action="store_true", help="write nothing, fail if stale")
    options = parser.parse_args(arguments)
    try:
        built = build(examples)
    except GoldError as error:
        print(error, file=sys.stderr)
        return 1
    stale = [
        path
        for path, text in built.items()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    for path in stale:
        print(f"{'stale' if options.check else 'written'}: {path.relative_to(examples)}")
        if not options.check:
            path.write_text(built[path], encoding="utf-8")
    return 1 if options.check and stale else 0


if __name__ == "__main__":
    sys.exit(main())
