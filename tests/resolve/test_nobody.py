"""What has a capital and names nobody."""

from __future__ import annotations

from quoth.resolve import nobody
from quoth.resolve.layout import lay_out
from quoth.resolve.names import find_mentions


def test_the_text_is_searched_once_and_not_for_every_word(monkeypatch):
    """Each sentence opens with another gerund and a month: words alone cost, not pairs of them."""
    looked = []

    class Counted:
        def __init__(self, pattern):
            self.pattern = pattern

        def findall(self, text):
            looked.append(text)
            return self.pattern.findall(text)

    for name in ("_CAPITAL_ING", "_NAMED_MONTH"):
        monkeypatch.setattr(nobody, name, Counted(getattr(nobody, name)))
    nobody._within_sentences.cache_clear()
    nobody._surnames.cache_clear()
    text = "".join(f"May said that it was so. Xa{n}ing went home to it. " for n in range(200))
    find_mentions(lay_out(text))
    assert len(looked) == 2


def test_gerunds_are_nobody_unless_they_have_a_capital_in_mid_sentence():
    def names(text):
        return [mention.words for mention in find_mentions(lay_out(text))]

    assert names("Going further than that, they left the town. It was late.") == []
    assert ("Boeling",) in names("Boeling shares fell. They asked officials at Boeling about it.")
