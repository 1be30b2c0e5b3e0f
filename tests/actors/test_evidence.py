from __future__ import annotations

import time

import pytest

from quoth.actors.evidence import acronyms, in_lower_case, inside_sentence, written_out


@pytest.mark.parametrize(
    "text, found",
    [
        ("Mayor Ana Lopez spoke. Lopez left.", ("ana lopez",)),
        ("Mayor Lopez spoke.", ()),
        ("Ana M. Lopez and Eva Lopez spoke.", ("ana m lopez", "eva lopez")),
        ("Lopez spoke.\nAna\nLopez left.", ()),
        ("Ana Lopez-Vidal and Ana Lopezes", ()),
        ("Ana Lopez's house", ("ana lopez",)),
        ("Leonora de Lopez", ("leonora de lopez",)),
        ("If Lopez goes, President Lopez", ()),
    ],
)
def test_names_written_out(text, found):
    assert written_out(text, "Lopez") == found


@pytest.mark.parametrize(
    "text, found",
    [
        ("the Civil Aviation Authority (CAA) said", (("caa", "Civil Aviation Authority"),)),
        ("the Bank of Calder (BOC)", ()),
        ("the Bank Of Calder (BOC)", (("boc", "Bank Of Calder"),)),
        (
            "the Centers for Port and River Control (C.P.R.C.)",
            (("cprc", "Centers for Port and River Control"),),
        ),
        ("Ana Lopez (D) of Calder (CAA)", ()),
        ("(CAA)", ()),
    ],
)
def test_acronyms(text, found):
    assert acronyms(text) == found


def test_common_nouns():
    assert in_lower_case("Health matters; our health.", "Health")
    assert not in_lower_case("Calder, see calder.com", "Calder")
    assert inside_sentence("It was Gearbox that paid.", "Gearbox")
    assert not inside_sentence("Gearbox paid. Gearbox left.", "Gearbox")


@pytest.mark.parametrize("piece", ["Ana Lopez ", "(AB", "A ", "Lopez", "(AAAAAAAAA) "])
def test_time_grows_with_the_text(piece):
    text = piece * 40_000
    started = time.process_time()
    written_out(text, "Lopez")
    acronyms(text)
    in_lower_case(text, "Lopez")
    inside_sentence(text, "Lopez")
    assert time.process_time() - started < 5
