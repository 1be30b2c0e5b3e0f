"""Where the targets of an annotation stand: by position, quotation, and what stands around it.

Everything that a target says must be so in the article, to the letter. A position that nothing
else proves is good only where the file names the article by its id, which is a hash of the text.
A quotation without a position is placed where its words with its prefix and suffix stand exactly
once. Nothing is put somewhere similar.
"""

from __future__ import annotations

from dataclasses import replace

from quoth.errors import UsageError
from quoth.imports import Noted, Target
from quoth.model import Span

SHOWN = 60
"""Characters of a quotation in a message."""


def placed(text: str, noted: Noted, *, same_text: bool) -> Noted:
    """A mark with the spans that its targets have in a text.

    Args:
        text: the article's.
        noted: its mark has no spans yet.
        same_text: the file says by a hash that its positions are of this text.

    Raises:
        UsageError: a target cannot be placed without doubt.
    """
    content: list[Span] = []
    others: dict[str, Span] = {}
    for target in noted.targets:
        span = place(text, target, same_text=same_text)
        if target.role == "content":
            content.append(span)
        else:
            others[target.role] = span
    return replace(
        noted,
        mark=replace(noted.mark, content=tuple(sorted(content)), **others),
        # Their spans have no words beside them that could be held against the text.
        spanned=noted.spanned if same_text else {},
    )


def place(text: str, target: Target, *, same_text: bool) -> Span:
    """The span of one target.

    Raises:
        UsageError: it cannot be placed without doubt.
    """
    if target.span is None:
        return _by_words(text, target)
    start, end = target.span
    if target.exact is None and not same_text:
        raise UsageError(
            f"nothing says which words stand at {start} to {end}, so that another text could not "
            "be told from this one",
            advice="give a TextQuoteSelector beside the position",
        )
    for name, words, at in _around(target, start, end):
        if text[at[0] : at[1]] != words:
            raise UsageError(
                f"at {start} to {end} the article has other words than "
                f"{name}{words[:SHOWN]!r}: its text has changed, or the position is of another one"
            )
    return target.span


def _around(target: Target, start: int, end: int) -> list[tuple[str, str, Span]]:
    """What must stand where if the target is right: (its name in messages, words, span)."""
    found = []
    if target.exact is not None:
        found.append(("", target.exact, (start, end)))
    if target.prefix:
        before = start - len(target.prefix)
        # One that begins before the text does is not of this text: an empty slice tells so.
        found.append(("the prefix ", target.prefix, (max(before, 0), start)))
    if target.suffix:
        found.append(("the suffix ", target.suffix, (end, end + len(target.suffix))))
    return found


def _by_words(text: str, target: Target) -> Span:
    """The one place of a quotation with its surroundings.

    A quotation alone is never placed, even where its words stand once: the text that it was made
    on may have had them several times, and this one may have lost the place.
    """
    if not target.exact or not (target.prefix or target.suffix):
        raise UsageError(
            "it has no position; a quotation alone may stand in several places",
            advice="give a TextPositionSelector, or prefix and suffix",
        )
    whole = target.prefix + target.exact + target.suffix
    first = text.find(whole)
    times = 0 if first < 0 else 1 if text.find(whole, first + 1) < 0 else 2
    if times != 1:
        raise UsageError(
            f"it has no position, and the article has {target.exact[:SHOWN]!r} with these words "
            + ("around it more than once" if times else "around it nowhere"),
            advice="give a TextPositionSelector",
        )
    start = first + len(target.prefix)
    return start, start + len(target.exact)
