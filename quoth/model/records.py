"""The lines that the contract asks for."""

from __future__ import annotations

from quoth.model.reading import Article
from quoth.model.said import Piece, Statement


def article_record(article: Article) -> dict:
    """The contract's line of `quoth read --json`."""
    return {
        "id": article.id,
        "path": article.path,
        "outlet": article.outlet,
        "url": article.url,
        "title": article.title,
        "authors": list(article.authors),
        "published": article.published,
        "language": article.language,
        "text": article.text,
        "text_sha256": article.text_sha256,
    }


def statement_record(statement: Statement, article: Article) -> dict:
    """The contract's line of `quoth extract --json`."""

    def piece(value: Piece | None) -> dict | None:
        return value and {"span": list(value.span), "text": value.text}

    return {
        "id": statement.id,
        "article": {
            "id": article.id,
            "path": article.path,
            "outlet": article.outlet,
            "url": article.url,
            "title": article.title,
            "published": article.published,
            "language": article.language,
        },
        "mode": statement.mode,
        "type": statement.type,
        "content": {
            "spans": [list(span) for span in statement.content.spans],
            "text": statement.content.text,
        },
        "cue": piece(statement.cue),
        "source": piece(statement.source),
        "speakers": [
            {"id": s.id, "name": s.name, "kind": s.kind, "role": s.role} for s in statement.speakers
        ],
        "chain": [
            {"name": link.name, "kind": link.kind, "span": list(link.span)}
            for link in statement.chain
        ],
        "addressee": statement.addressee
        and {"name": statement.addressee.name, "span": list(statement.addressee.span)},
        "medium": statement.medium,
        "said_on": statement.said_on,
        "nested_in": statement.nested_in,
        "confidence": round(statement.confidence, 4),
    }
