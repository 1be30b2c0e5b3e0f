"""One JSON object as an article: our own output, or a foreign record with a mapping."""

from __future__ import annotations

from typing import Any

from quoth.errors import Empty, NotAnArticle
from quoth.model import Article
from quoth.read.dates import iso_date

# Names that other tools give to our fields; the first that a record has is taken.
COMMON_NAMES = {
    "text": (
        "text body content maintext article articleBody article_text article_body full_text "
        "fulltext plain_text raw_text main_text story body_text content_text"
    ),
    "title": "title headline heading article_title",
    "published": (
        "published date publish_date date_publish published_at pub_date pubdate publishedAt "
        "datePublished publication_date published_date date_published publishDate timestamp "
        "published_on created_at"
    ),
    "url": "url link source_url article_url canonical_url uri href permalink",
    "outlet": (
        "outlet source publisher media_name site_name sitename source_name news_source newspaper "
        "media publication medium source_domain domain hostname site"
    ),
    "authors": "authors author byline creator by writer",
    "language": "language lang inLanguage language_code",
}


def record_article(record: dict, *, path: str, mapping: dict[str, str] | None = None) -> Article:
    """Read one JSON object.

    The text is taken as it is; our own output gives the same article again, with the same
    id.

    Args:
        record: the decoded object.
        path: where it stands ("file.jsonl:17"). Our own output keeps the path it names.
        mapping: the contract's field to the record's; fields not in it are guessed.

    Raises:
        NotAnArticle: it has no text.
        Empty: its text has nothing in it.
    """
    mapping = mapping or {}

    def value(field: str) -> Any:
        if field in mapping:
            return reach(record, mapping[field])
        for name in COMMON_NAMES[field].split():
            if record.get(name) not in (None, "", []):
                return record[name]
        return None

    text = value("text")
    if text is None:
        raise NotAnArticle(_no_text(record, mapping), advice=_how_to_map(record))
    if isinstance(text, list) and text and all(isinstance(part, str) for part in text):
        text = "\n\n".join(text)
    if not isinstance(text, str):
        name = mapping.get("text", "text")
        raise NotAnArticle(
            f"the field {name!r} holds no text but {type(text).__name__}",
            advice=_how_to_map(record),
        )
    text = _sound(text)
    if not text.strip():
        raise Empty("empty: its text has nothing in it", advice="remove the record")
    outlet, url = _string(value("outlet")), _string(value("url"))
    language = language_code(value("language"))
    if language is None and not is_ours(record):
        from quoth.read.language import detect

        language = detect(text)
    published = value("published")
    ours = is_ours(record)
    # Our own dates are kept to the letter: they may be parts of a date.
    date = published if ours else iso_date(published)
    return Article.of(
        text,
        path=_sound(record["path"]) if ours else path,
        outlet=outlet,
        url=url,
        title=_string(value("title")),
        authors=_authors(value("authors")),
        published=date,
        published_from=_string(record.get("published_from"))
        if ours
        else (f"field {_name_of('published', record, mapping)}" if date else None),
        language=language,
    )


OURS = frozenset(("id", "path", "text", "text_sha256"))


def is_ours(record: dict) -> bool:
    """Whether a record is a line of `quoth read --json`."""
    return all(isinstance(record.get(name), str) for name in OURS)


def reach(record: dict, name: str) -> Any:
    """A field by its name; dots reach into nested objects ("meta.date")."""
    if name in record:
        return record[name]
    value: Any = record
    for part in name.split("."):
        if not isinstance(value, dict) or part not in value:
            return None
        value = value[part]
    return value


def _name_of(field: str, record: dict, mapping: dict[str, str]) -> str:
    if field in mapping:
        return mapping[field]
    names = COMMON_NAMES[field].split()
    return next(name for name in names if record.get(name) not in (None, "", []))


def _sound(text: str) -> str:
    """JSON may hold half of a surrogate pair, which no file can: it is replaced."""
    try:
        text.encode("utf-8")
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def _string(value: Any) -> str | None:
    if isinstance(value, dict):
        value = value.get("name") or value.get("title") or value.get("id")
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        value = str(value)
    return _sound(value) if isinstance(value, str) and value.strip() else None


def _authors(value: Any) -> tuple[str, ...]:
    if isinstance(value, str):
        from quoth.read.authors import names_in

        return names_in([_sound(value)])
    if isinstance(value, dict):
        value = [value]
    if not isinstance(value, list):
        return ()
    return tuple(name for item in value if (name := _string(item)))


def language_code(value: Any) -> str | None:
    """An ISO 639-1 code out of a code, a locale or a language's name."""
    text = _string(value)
    if text is None:
        return None
    code = text.strip().lower().replace("_", "-").split("-")[0]
    return code if len(code) == 2 and code.isalpha() else NAMED.get(code)


# What languages are called in the languages of archives.
NAMES = {
    "en": "english eng englisch anglais inglés inglese engels inglês",
    "de": "german deutsch deu ger allemand alemán tedesco duits alemão",
    "fr": "french français francais fra fre französisch francés francese frans francês",
    "es": "spanish español espanol spa spanisch espagnol spagnolo spaans espanhol",
    "it": "italian italiano ita italienisch italien italiaans",
    "pt": "portuguese português portugues por portugiesisch portugais portoghese portugees",
    "nl": "dutch nederlands nld dut niederländisch néerlandais holandés olandese holandês",
    "ru": "russian русский rus russisch russe ruso russo",
    "uk": "ukrainian українська ukr ukrainisch ukrainien",
    "pl": "polish polski pol polnisch polonais polaco polacco pools",
    "cs": "czech čeština cze ces tschechisch tchèque",
    "tr": "turkish türkçe tur türkisch turc turco turks",
    "ar": "arabic العربية ara arabisch arabe árabe arabo",
    "zh": "chinese 中文 zho chi chinesisch chinois chino cinese chinees",
    "ja": "japanese 日本語 jpn japanisch japonais japonés giapponese",
    "ko": "korean 한국어 kor koreanisch coréen",
    "sv": "swedish svenska swe schwedisch suédois sueco",
    "da": "danish dansk dan dänisch danois",
    "no": "norwegian norsk nor norwegisch norvégien",
    "fi": "finnish suomi fin finnisch finnois",
    "hu": "hungarian magyar hun ungarisch hongrois",
    "ro": "romanian română ron rum rumänisch roumain",
    "bg": "bulgarian български bul bulgarisch bulgare",
    "el": "greek ελληνικά ell gre griechisch grec",
    "he": "hebrew עברית heb hebräisch hébreu",
    "id": "indonesian bahasa ind indonesisch indonésien",
}
NAMED = {name: code for code, names in NAMES.items() for name in names.split()}


def _no_text(record: dict, mapping: dict[str, str]) -> str:
    fields = ", ".join(sorted(str(name) for name in record)[:20]) or "none"
    if "text" in mapping:
        return f"no article text: no field {mapping['text']!r}; the fields are: {fields}"
    return f"no article text: no field that is called text; the fields are: {fields}"


def _how_to_map(record: dict) -> str:
    longest = max(
        (name for name, value in record.items() if isinstance(value, str)),
        key=lambda name: len(record[name]),
        default=None,
    )
    example = f"--map text={longest}" if longest else "--map text=FIELD"
    return f"if it is an article, say which field holds its text: {example}"
