"""Of findings that say the same one is kept, and who has no say in it may be left out."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quoth.compare.conflicts.finding import Finding, Findings, kept, ties
from quoth.engine.components import joined
from quoth.model import Side

sides = st.builds(
    lambda article, start, who: Side(article_id=article, span=(start, start + 5), who=who),
    st.sampled_from(["a1", "a2", "a3", "a4"]),
    st.sampled_from([0, 10, 20]),
    st.sampled_from(["Tolland", "Pike"]),
)
found = st.lists(
    st.builds(
        lambda kind, a, b, confidence, same: Finding(
            kind=kind, a=a, b=b, confidence=confidence, reason="they differ", same=same
        ),
        st.sampled_from(["position", "denial", "attribution"]),
        sides,
        sides,
        st.sampled_from([0.2, 0.35, 0.5, 0.6, 0.9]),
        st.sampled_from([f"same {n}" for n in range(9)]),
    ),
    max_size=14,
)


@pytest.mark.parametrize("few", [True, False])
@given(found=found)
def test_what_hangs_together_decides_by_itself(few, found):
    of = [ties(one, few=few) for one in found]
    first = joined((own[0], other) for own in of for other in own)
    parts: dict[str, list[Finding]] = {}
    for one, own in zip(found, of, strict=True):
        parts.setdefault(first[own[0]], []).append(one)
    apart = [conflict for own in parts.values() for conflict in kept([Findings(own)], {}, few=few)]
    whole = list(kept([Findings(found)], {}, few=few))
    assert sorted(apart, key=lambda one: one.id) == sorted(whole, key=lambda one: one.id)
    assert len({one.id for one in whole}) == len(whole)


@pytest.mark.parametrize("few", [True, False])
@given(found=found)
def test_what_is_not_sure_is_never_kept(few, found):
    sure = Findings(found).sure(few=few)
    assert list(kept([Findings(found)], {}, few=few)) == list(kept([sure], {}, few=few))
