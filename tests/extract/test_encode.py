"""Encoding: word pieces keep their place in the text, features say what case and marks are lost."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quoth.extract.encode import CASES, encode, load_tokenizer
from quoth.extract.quotes import INSIDE
from quoth.extract.tagger import DEFAULT_FOLDER


@pytest.fixture(scope="module")
def tokenizer():
    return load_tokenizer(DEFAULT_FOLDER / "tokenizer.json")


def test_offsets_point_to_the_pieces(tokenizer):
    text = "Zoë Ångström said: “Ça va 👍🏽 bien.”"
    encoding = encode(text, tokenizer)
    words = [text[a:b] for a, b in encoding.offsets]
    assert "said" in words
    assert "".join(words).replace(" ", "") in text.replace(" ", "")


@settings(max_examples=60, deadline=None)
@given(text=st.text(max_size=300))
def test_any_string_is_encoded_with_offsets_in_range_and_in_order(text):
    encoding = encode(text, load_tokenizer(DEFAULT_FOLDER / "tokenizer.json"))
    starts, ends = encoding.offsets[:, 0], encoding.offsets[:, 1]
    assert (starts >= 0).all()
    assert (ends <= len(text)).all()
    assert (starts < ends).all()
    assert (starts[1:] >= starts[:-1]).all()
    assert len(encoding.ids) == len(encoding.features) == len(encoding.paragraphs)


def test_features_tell_case_and_quotation(tokenizer):
    text = 'NATO said "yes" to Mia McKay'
    encoding = encode(text, tokenizer, headline=False)
    of = {text[a:b]: f for (a, b), f in zip(encoding.offsets, encoding.features, strict=True)}
    assert CASES[of["NATO"][0]] == "upper"
    assert CASES[of["said"][0]] == "lower"
    assert of["yes"][1] == INSIDE
    assert CASES[of["Mia"][0]] == "title"
    assert next(CASES[f[0]] for word, f in of.items() if "McKay".startswith(word)) == "mixed"


def test_styles_of_quotation_marks_look_alike_to_the_network(tokenizer):
    ids = [
        encode(text, tokenizer).ids.tolist()
        for text in ("He said “no” twice", 'He said "no" twice', "He said «no» twice")
    ]
    assert ids[0] == ids[1] == ids[2]


def test_headline_is_marked_only_where_there_is_one(tokenizer):
    headline = encode("Levy will fall\n\nThe minister said so.", tokenizer)
    plain = encode("The levy fell.\n\nThe minister said so.", tokenizer)
    assert headline.features[0, 2] == 2
    assert plain.features[0, 2] == 1


def test_one_endless_line_is_cut_for_the_tokenizer_without_losing_a_word(tokenizer):
    text = "word " * 5000
    assert len(encode(text, tokenizer).ids) == 5000
