"""Where the words, sentences, paragraphs and headlines of an article's text are.

One pass over the text with one linear expression. Offsets only, kept in arrays:
a text of 50 megabytes costs some 150 megabytes here, not two gigabytes.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from quoth.resolve.lexicon import ABBREVIATIONS, FUNCTION_WORDS, PERSON_PRONOUNS

TOKEN = re.compile(r"\w+(?:[-‐‑.’'&]\w+)*|\n|''|``|[^\w\s]")
"""A word with its inner hyphens, apostrophes and full stops; a line break; one mark.

Linear: no inner joint can also be read as part of `\\w+`.
"""

_PREFIXED = re.compile(r"(?:al|el|as|an|ar|ad|at|ash|ul|d|l|o)[-‐‑’'][^\W\d_a-z]")
"""al-Sadr, d’Almeida: names although they begin in lower case."""

CAPITAL, INITIAL, QUOTED, HEADLINE = 1, 2, 4, 8
"""Flags of a token: capitalised, first of its sentence, in quotation marks, in a headline."""

_OPENING = frozenset("“«„‘([{—–-*•\"'") | {"``", "''"}
_ENDING = frozenset(".!?…")


POSSESSIVES = ("'s", "’s")


@dataclass(slots=True)
class Layout:
    """The tokens of a text and where its sentences and paragraphs begin."""

    text: str
    starts: array
    ends: array
    flags: bytearray
    sentences: array
    """Offsets at which sentences begin; the first is 0."""
    paragraphs: array
    """Offsets at which paragraphs begin; the first is 0."""
    lower: set[str]
    """Words that occur in lower case somewhere in the text."""
    pronouns: list[tuple[int, str]]
    """(offset, "m" or "f") of he, his, she, her … outside quotation marks."""

    def word(self, index: int) -> str:
        """The token's text."""
        return self.text[self.starts[index] : self.ends[index]]

    def beside(self, index: int) -> bool:
        """Whether only blanks lie between a token and the one before, on the same line."""
        gap = self.text[self.ends[index - 1] : self.starts[index]]
        return 0 < len(gap) <= 2 and "\n" not in gap

    def tokens(self, start: int, end: int) -> range:
        """Indexes of the tokens that begin in the half-open range of offsets."""
        return range(bisect_left(self.starts, start), bisect_left(self.starts, end))

    def sentence(self, offset: int) -> int:
        """Which sentence an offset lies in."""
        return bisect_right(self.sentences, offset) - 1

    def paragraph(self, offset: int) -> int:
        """Which paragraph an offset lies in."""
        return bisect_right(self.paragraphs, offset) - 1

    def sentence_span(self, offset: int) -> tuple[int, int]:
        """Start and end of the sentence an offset lies in."""
        index = self.sentence(offset)
        later = index + 1 < len(self.sentences)
        end = self.sentences[index + 1] if later else len(self.text)
        return self.sentences[index], end

    def paragraph_span(self, offset: int) -> tuple[int, int]:
        """Start and end of the paragraph an offset lies in."""
        index = self.paragraph(offset)
        later = index + 1 < len(self.paragraphs)
        end = self.paragraphs[index + 1] if later else len(self.text)
        return self.paragraphs[index], end


def lay_out(text: str) -> Layout:
    """Split a text into tokens, sentences and paragraphs. Any string will do."""
    starts, ends, flags = array("q"), array("q"), bytearray()
    sentences, paragraphs = array("q", [0]), array("q", [0])
    lower: set[str] = set()
    pronouns: list[tuple[int, str]] = []
    fresh, soft, quoted, paragraph_at = True, False, False, 0
    capitals = words = shouted = spoken = 0
    previous = ""

    def close_paragraph(at: int) -> None:
        # A line in which nearly every long word is capitalised is a headline: its
        # capitals say nothing about what is a name.
        shouting = 0 < shouted == spoken
        closed = previous in (".", "”", '"', "!", "?")
        if shouting or (
            words >= (7 if closed else 4) and capitals >= (0.85 if closed else 0.75) * words
        ):
            for index in range(paragraph_at, at):
                flags[index] |= HEADLINE

    for match in TOKEN.finditer(text):
        token, start = match.group(), match.start()
        if token == "\n":
            close_paragraph(len(starts))
            if previous != "\n":
                paragraphs.append(match.end())
                sentences.append(match.end())
            else:
                paragraphs[-1] = sentences[-1] = match.end()
            spoken = shouted = 0
            fresh, quoted, paragraph_at, capitals, words = True, False, len(starts), 0, 0
            previous = "\n"
            continue
        flag = QUOTED if quoted else 0
        first = token[0]
        if first.isalnum():
            spoken += 1
            if soft:
                flag |= INITIAL
                soft = False
            if fresh:
                flag |= INITIAL
                if sentences[-1] != start and previous != "\n" and previous:
                    sentences.append(start)
                fresh = False
            if first.isupper() or (
                ("-" in token or "’" in token or "'" in token) and (_PREFIXED.match(token))
            ):
                flag |= CAPITAL
                shouted += token.isupper()
                if len(token) > 3:
                    words += 1
                    capitals += 1
            elif len(token) > 3:
                words += 1
                lower.add(token)
            else:
                lower.add(token)
            if not quoted and len(token) < 8:
                sex = PERSON_PRONOUNS.get(token.lower())
                if sex:
                    pronouns.append((start, sex))
        elif token in "“«„":
            # "She wrote: “Hospitals …": a capital here says as little as after a full stop.
            quoted, soft = True, previous in (",", ":")
        elif token in "”»":
            quoted = False
        elif token in ('"', "''", "``"):
            quoted = not quoted
            soft = quoted and previous in (",", ":")
        elif token in _ENDING:
            # An initial or an abbreviation ends no sentence.
            bare = previous.lower()
            fresh = not (
                token == "."
                and ends
                and match.start() == ends[-1]
                and (bare in ABBREVIATIONS or (len(previous) == 1 and previous.isupper()))
            )
        elif token not in _OPENING:
            fresh = fresh and token in "’)]"
        starts.append(start)
        ends.append(match.end())
        flags.append(flag)
        previous = token
    close_paragraph(len(starts))
    return Layout(
        text=text,
        starts=starts,
        ends=ends,
        flags=flags,
        sentences=sentences,
        paragraphs=paragraphs,
        lower=lower - FUNCTION_WORDS,
        pronouns=pronouns,
    )


def strip_possessive(word: str) -> str:
    """The word without a final "'s"."""
    return word[:-2] if word.endswith(POSSESSIVES) else word
