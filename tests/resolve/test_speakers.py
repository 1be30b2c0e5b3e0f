"""Sources to speakers, from text to names."""

from __future__ import annotations

import pytest

from tests.resolve.marked import resolved, speakers

NAMES = [
    (
        "surname after the full name",
        "[S1 Leonora Quist] [C1 said] [Q1 the dam was safe]. [S2 Quist] [C2 added] [Q2 it held].",
        [("Leonora Quist",), ("Leonora Quist",)],
    ),
    (
        "he who goes on is not whom he met",
        "The dam was built by Carl Berg. He has met President Igor Quist twice. "
        "[S1 He] [C1 has vowed] [Q1 to mend it].",
        [("Carl Berg",)],
    ),
    (
        "a son is not his father",
        "[S1 President Carl Berg] [C1 said] [Q1 the dam was safe]. [S2 Carl Berg Jr.] [C2 said] "
        "[Q2 it was not]. [S3 Carl M. Berg Jr.] [C3 added] [Q3 it leaked].",
        [("Carl Berg",), ("Carl M. Berg Jr",), ("Carl M. Berg Jr",)],
    ),
    (
        "full name only later",
        "[S1 Quist] [C1 said] [Q1 the dam was safe].\n\nThe engineer, Leonora Quist, lives in Odd.",
        [("Leonora Quist",)],
    ),
    (
        "title before the name is no part of it",
        "[S1 Energy Minister Ana Lopez] [C1 said] [Q1 prices would fall].",
        [("Ana Lopez",)],
    ),
    (
        "relative clause in the source",
        "[S1 Ana Lopez, who met Carl Berg in Odd,] [C1 said] [Q1 prices would fall].",
        [("Ana Lopez",)],
    ),
    (
        "of-title",
        "[S1 Secretary of State Ana Lopez] [C1 said] [Q1 prices would fall].",
        [("Ana Lopez",)],
    ),
    (
        "possessive organization before the name",
        "[S1 The Rail Board’s Carl Berg, an engineer,] [C1 said] [Q1 trains would run].",
        [("Carl Berg",)],
    ),
    (
        "role before, name in apposition",
        "[S1 His deputy, Carl Berg,] [C1 said] [Q1 trains would run].",
        [("Carl Berg",)],
    ),
    (
        "one of the protesters, named",
        "[S1 One of the protesters, Maria Holm, 42,] [C1 said] [Q1 it was late].",
        [("Maria Holm",)],
    ),
    (
        "particles and diacritics",
        "[S1 Zoë de Vries] [C1 said] [Q1 no]. [S2 De Vries] [C2 said] [Q2 yes]. "
        "[S3 Vries] [C3 said] [Q3 maybe].",
        [("Zoë de Vries",)] * 3,
    ),
    (
        "Arabic article",
        "[S1 Hassan al-Tamri] [C1 said] [Q1 no]. [S2 al-Tamri] [C2 said] [Q2 yes].",
        [("Hassan al-Tamri",)] * 2,
    ),
    (
        "middle initial",
        "[S1 Paul J. Stone] [C1 said] [Q1 no]. Paul Stone left. [S2 Stone] [C2 said] [Q2 yes].",
        [("Paul J. Stone",)] * 2,
    ),
    (
        "acronym",
        "[S1 The Civil Harbour Authority (CHA)] [C1 said] [Q1 no]. [S2 CHA] [C2 said] [Q2 yes].",
        [("Civil Harbour Authority",)] * 2,
    ),
    (
        "two speakers",
        "[S1 Ana Lopez and Carl Berg] [C1 said] [Q1 trains would run].",
        [("Ana Lopez", "Carl Berg")],
    ),
    (
        "three speakers",
        "[S1 Ana Lopez, Carl Berg and Maria Holm] [C1 said] [Q1 trains would run].",
        [("Ana Lopez", "Carl Berg", "Maria Holm")],
    ),
    (
        "supporters of two people are not these people",
        "Ana Lopez and Carl Berg met. [S1 Lopez supporters] [C1 said] [Q1 it went well].",
        [("Lopez supporters",)],
    ),
    (
        "a headline in capitals of its own",
        "[S1 Quist] [C1 Says] [Q1 Harbour Dam Never Leaked Water]\n\n"
        "Leonora Quist, an engineer, has spoken.",
        [("Leonora Quist",)],
    ),
    (
        "a lawyer is not the client",
        "Ana Lopez was in court. [S1 Lopez’s lawyer] [C1 said] [Q1 she was ill].",
        [("Ana Lopez’s lawyer",)],
    ),
]

SHARED = [
    (
        "two of one surname, one named just now",
        "Ana Berg and her brother lived in Odd. [S1 Carl Berg] [C1 said] [Q1 no].\n\n"
        "Years passed.\n\nMuch was built.\n\nCarl Berg moved. [S2 Berg] [C2 said] [Q2 yes].",
        [("Carl Berg",), ("Carl Berg",)],
    ),
    (
        "two of one surname, both just now: unknown",
        "Ana Berg met Carl Berg. [S1 Berg] [C1 said] [Q1 no].",
        [()],
    ),
    (
        "the form of address decides",
        "Ana Berg met Carl Berg. [S1 Ms. Berg] [C1 said] [Q1 no].",
        [("Ana Berg",)],
    ),
    (
        "an office before anybody of that surname is named in full",
        "[S1 President Quist] [C1 said] [Q1 no]. Later Maria Quist, an actress, sang.",
        [("Quist",)],
    ),
]

PRONOUNS = [
    (
        "previous speaker",
        "[Q1 “No,”] [S1 Carl Berg] [C1 said]. [Q2 “Never,”] [S2 he] [C2 added].",
        [("Carl Berg",)] * 2,
    ),
    (
        "across a paragraph",
        "[Q1 “No,”] [S1 Carl Berg] [C1 said].\n\n[S2 He] [C2 said] [Q2 it was late].",
        [("Carl Berg",)] * 2,
    ),
    (
        "subject of the sentence before",
        "Ana Lopez met Carl Berg on the quay. [S1 She] [C1 said] [Q1 it was late].",
        [("Ana Lopez",)],
    ),
    (
        "gender by title",
        "Mr. Okonjo met Ms. Adu in the hall. [S1 She] [C1 said] [Q1 it was late].",
        [("Adu",)],
    ),
    (
        "gender by role",
        "Actress Ruvane Tolk met a judge. [S1 She] [C1 said] [Q1 it was late].",
        [("Ruvane Tolk",)],
    ),
    (
        "several men alike: unknown",
        "A letter by Carl Berg, by Jan Holm, by Paul Stone and by Igor Quist’s brother was lost."
        "\n\n[S1 He] [C1 said] [Q1 it was late].",
        [()],
    ),
    (
        "somebody praised in the quotation is not the speaker",
        "[S1 Carl Berg] [C1 spoke]: [Q1 “Good.”]\n\n"
        "[Q2 “I thank Paul Stone for that,”] [S2 he] [C2 said].",
        [("Carl Berg",)] * 2,
    ),
    ("nobody to be meant", "It rained. [S1 She] [C1 said] [Q1 it was late].", [()]),
    (
        "he within his own words' report",
        "[S1 Carl Berg] [C1 said] [Q1 [S2 he] [C2 thought] [Q2 it was late]].",
        [("Carl Berg",)] * 2,
    ),
    (
        "he inside a quotation is somebody else",
        "Paul Stone had resigned. [S1 Carl Berg] [C1 said]: [Q1 “[S2 He] [C2 said] [Q2 it was "
        "late]”].",
        [("Carl Berg",), ("Paul Stone",)],
    ),
    (
        "I inside a quotation",
        "[Q1 “[S2 I] [C2 think] [Q2 it is late],”] [S1 Carl Berg] [C1 said].",
        [("Carl Berg",), ("Carl Berg",)],
    ),
    (
        "who",
        "It was Carl Berg, [S1 who] [C1 said] [Q1 it was late].",
        [("Carl Berg",)],
    ),
    (
        "who, an age and a town between",
        "It was Carl Berg, 59, of Odd, [S1 who] [C1 said] [Q1 it was late].",
        [("Carl Berg",)],
    ),
    (
        "they, a group",
        "On Monday, hundreds of miners marched. [Q1 “Let us in,”] [S1 they] [C1 chanted].",
        [("miners",)],
    ),
    (
        "it, a ministry",
        "[S1 The Health Ministry] [C1 said] [Q1 no]. [S2 It] [C2 added] [Q2 that tests ran].",
        [("Health Ministry",)] * 2,
    ),
    ("you", "[S1 You] [C1 say] [Q1 it is late].", [()]),
]

OFFICES = [
    (
        "the minister",
        "Finance minister Ana Lopez met Carl Berg. [S1 The minister] [C1 said] [Q1 no].",
        [("Ana Lopez",)],
    ),
    (
        "one of two ministers by department",
        "Finance Minister Ana Lopez met Energy Minister Carl Berg. [S1 The energy minister] "
        "[C1 said] [Q1 no].",
        [("Carl Berg",)],
    ),
    (
        "two ministers: the phrase itself",
        "Finance Minister Ana Lopez met Energy Minister Carl Berg. [S1 The minister] [C1 said] "
        "[Q1 no].",
        [("minister",)],
    ),
    (
        "the bank",
        "Shares of the bank Harrow Lind fell. [S1 The bank] [C1 said] [Q1 no].",
        [("Harrow Lind",)],
    ),
    (
        "the ministry",
        "[S1 The Health Ministry] [C1 said] [Q1 no].\n\n[S2 The ministry] [C2 said] [Q2 yes].",
        [("Health Ministry",)] * 2,
    ),
    (
        "spokesperson, named",
        "[S1 Rail Board spokeswoman Maria Holm] [C1 said] [Q1 no].",
        [("Maria Holm",)],
    ),
    (
        "spokesperson, unnamed: the organization",
        "[S1 A spokesman for the Rail Board] [C1 said] [Q1 no]. "
        "[S2 A Rail Board spokesperson] [C2 said] [Q2 yes].",
        [("Rail Board",)] * 2,
    ),
    (
        "a company spokesperson",
        "[S1 Harrow Lind Corp] [C1 said] [Q1 no].\n\n[S2 A company spokesman] [C2 said] [Q2 so].",
        [("Harrow Lind Corp",)] * 2,
    ),
    (
        "a firm that writes its name small",
        "[S1 A spokesperson for easyfly] [C1 said] [Q1 no]. Easyfly flies.",
        [("easyfly",)],
    ),
]


DESCRIPTIONS = [
    (
        "an office in a headline, without article",
        "[S1 Ruritania governor] [C1 backs] [Q1 levy]\n\nGov. Ana Lopez of Ruritania came.",
        [("Ana Lopez",)],
    ),
    (
        "a possessive office",
        "Ana Lopez, the minister of waterways, came with Carl Berg. "
        "[S1 Ruritania’s minister of waterways] [C1 said] [Q1 no].",
        [("Ana Lopez",)],
    ),
    (
        "the office in commas before the name",
        "The rail minister, Ana Lopez, met Carl Berg. [S1 The minister] [C1 said] [Q1 no].",
        [("Ana Lopez",)],
    ),
    (
        "the minister is not the prime minister",
        "Prime Minister Carl Berg met Rail Minister Ana Lopez. [S1 The minister] [C1 said] "
        "[Q1 no].",
        [("Ana Lopez",)],
    ),
    (
        "the justices are their court",
        "The High Court met. [S1 The justices] [C1 ruled] [Q1 no].",
        [("High Court",)],
    ),
    (
        "the only person near",
        "Ana Lopez knows the stage. [S1 The actress] [C1 said] [Q1 no].",
        [("Ana Lopez",)],
    ),
    (
        "two people near: its own words",
        "Ana Lopez and Maria Holm know the stage. [S1 The actress] [C1 said] [Q1 no].",
        [("actress",)],
    ),
    (
        "the mayor is not whoever stands near",
        "Ana Lopez knows the dam. [S1 The mayor] [C1 said] [Q1 no]. "
        "[S2 The mayor’s office] [C2 said] [Q2 so].",
        [("mayor",), ("mayor’s office",)],
    ),
    (
        "the company’s manager is named after the company",
        "[S1 Harrow Lind Corp] [C1 said] [Q1 no].\n\n[S2 The company’s manager] [C2 said] [Q2 so].",
        [("Harrow Lind Corp",), ("Harrow Lind Corp’s manager",)],
    ),
    (
        "the president’s order is what the president says",
        "President Ana Lopez came. [S1 The president’s order] [C1 says] [Q1 no].",
        [("Ana Lopez",)],
    ),
    (
        "the president’s report speaks for itself",
        "President Ana Lopez came. [S1 The president’s report] [C1 says] [Q1 no].",
        [("president’s report",)],
    ),
    (
        "his lawyer is named after him",
        "[S1 Carl Berg] [C1 said] [Q1 no]. [S2 His lawyer] [C2 said] [Q2 yes].",
        [("Carl Berg",), ("Carl Berg’s lawyer",)],
    ),
    (
        "her ministry, which the article names",
        "The Ministry of Waterways opened. [S1 Ana Lopez] [C1 said] [Q1 no]. "
        "[S2 Her ministry] [C2 said] [Q2 yes].",
        [("Ana Lopez",), ("Ministry of Waterways",)],
    ),
    (
        "her company is not whatever company was named last",
        "[S1 Ana Lopez] [C1 said] [Q1 no]. Shares of the company Harrow Lind fell. "
        "[S2 Her company] [C2 said] [Q2 yes].",
        [("Ana Lopez",), ("Ana Lopez’s company",)],
    ),
    (
        "an appeals court is not the one named before",
        "The Court of Appeals met. [S1 An appeals court] [C1 said] [Q1 no].",
        [("appeals court",)],
    ),
    (
        "a spokesperson after the organization",
        "[S1 The Health Ministry] [C1 said] [Q1 no]. [S2 A spokeswoman] [C2 said] [Q2 yes].",
        [("Health Ministry",)] * 2,
    ),
    (
        "its spokesperson",
        "[S1 The Health Ministry] [C1 said] [Q1 no]. [S2 Its spokesman] [C2 said] [Q2 yes].",
        [("Health Ministry",)] * 2,
    ),
    (
        "a passive without a source",
        "[C1 It was announced] [Q1 that trains would run].",
        [("unnamed",)],
    ),
    ("a cue whose source was not marked", "[Q1 “No,”] [C1 said] somebody.", [()]),
]

FAR = [
    (
        "a quotation of eight paragraphs before he",
        "[S1 Carl Berg] [C1 asked] [Q1 why].\n\n[Q2 “It rained."
        + "\n\n“It snowed." * 7
        + "”] [S2 he] [C2 said].",
        [("Carl Berg",)] * 2,
    ),
    (
        "a ministry is not she",
        "[S1 The ministry] [C1 said] [Q1 no].\n\nDo not tell that to Maria Holm. "
        "[Q2 “It rained,”] [S2 she] [C2 said].",
        [("ministry",), ("Maria Holm",)],
    ),
    (
        "an unnamed man whom the sentence before introduces, not Berg",
        "Carl Berg runs the line. Berg was late. A duty engineer has another version. "
        "[S1 He] [C1 said] [Q1 no].",
        [("duty engineer",)],
    ),
    (
        "it goes on with the subject",
        "[S1 The report] [C1 counts] [Q1 twelve], more than [Q2 eleven] [C2 counted by] "
        "[S2 the city]. [S3 It] [C3 says] [Q3 no].",
        [("report",), ("city",), ("report",)],
    ),
    (
        "they with a contraction",
        "On Monday, hundreds of miners marched. [Q1 “Let us in,”] [S1 They]’ve [C1 said].",
        [("miners",)],
    ),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        pytest.param(*case[1:], id=case[0])
        for case in NAMES + SHARED + PRONOUNS + OFFICES + DESCRIPTIONS + FAR
    ],
)
def test_speakers(text, expected):
    assert speakers(text) == expected


@pytest.mark.parametrize(
    ("source", "name", "kind"),
    [
        ("two officials familiar with the matter", "two officials familiar with the matter", "a"),
        ("A source", "source", "anonymous"),
        ("a senior official", "senior official", "anonymous"),
        ("experts", "experts", "group"),
        ("The report", "report", "document"),
        ("a Kestrel TV poll", "Kestrel TV poll", "document"),
        ("Ana Lopez", "Ana Lopez", "person"),
        ("the Harbour Ledger", "Harbour Ledger", "outlet"),
        ("the Health Ministry", "Health Ministry", "organization"),
        ("Democrats", "Democrats", "group"),
    ],
)
def test_kinds(source, name, kind):
    (statement,) = resolved(f"It rained. According to [S1 {source}], [Q1 it was late].")
    (speaker,) = statement.speakers
    assert speaker.name == name
    assert speaker.kind == {"a": "anonymous"}.get(kind, kind)


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("[S1 Energy Minister Ana Lopez] [C1 said] [Q1 no].", "Energy Minister"),
        ("[S1 Sen. Ana Lopez] [C1 said] [Q1 no].", "Sen."),
        ("[S1 Ana Lopez, an analyst at Harrow Lind,] [C1 said] [Q1 no].", "analyst at Harrow Lind"),
        ("[S1 Ana Lopez] [C1 said] [Q1 no]. Finance minister Ana Lopez left.", "Finance minister"),
        ("[S1 Ana Lopez] [C1 said] [Q1 no].", None),
    ],
)
def test_roles(text, role):
    (statement,) = resolved(text)
    assert statement.speakers[0].role == role


def test_an_op_ed_is_its_authors_voice():
    text = "[S1 I] [C1 think] [Q1 it is late]. [S2 We] [C2 hope] [Q2 so]."
    one, many = resolved(text, authors=("Maria Holm",))
    assert [(s.name, s.kind) for s in one.speakers] == [("Maria Holm", "author")]
    assert many.speakers == one.speakers
    (one, _) = resolved(text, authors=("Maria Holm", "Carl Berg"))
    assert [(s.name, s.kind) for s in one.speakers] == [("author", "author")]


def test_we_in_the_article_s_own_voice_is_the_outlet():
    (statement,) = resolved("[S1 We] [C1 regret] [Q1 the error].", outlet="Odd Star")
    assert [(s.name, s.kind) for s in statement.speakers] == [("Odd Star", "outlet")]
    (paper,) = resolved("[S1 This newspaper] [C1 regrets] [Q1 the error].", outlet="Odd Star")
    assert [(s.name, s.kind) for s in paper.speakers] == [("Odd Star", "outlet")]


def test_the_author_is_not_he():
    text = "[S1 I] [C1 think] [Q1 it is late]. [S2 He] [C2 said] [Q2 so]."
    assert resolved(text, authors=("Carl Berg",))[1].speakers == ()


def test_a_heading_in_capitals_is_nobody():
    assert speakers(
        "[S1 Carl Berg] [C1 said] [Q1 no].\n\nTHE LETTER\n\n[S2 He] [C2 said] [Q2 so]."
    ) == [("Carl Berg",), ("Carl Berg",)]


def test_one_actor_has_one_id_and_anonymous_ones_belong_to_their_article():
    text = "[S1 Ana Lopez] [C1 said] [Q1 no]. [S2 Lopez] [C2 said] [Q2 yes]. "
    first, second = resolved(text)
    assert first.speakers[0].id == second.speakers[0].id
    here = resolved("[S1 An official] [C1 said] [Q1 no].", outlet="The Ledger")
    there = resolved("[S1 An official] [C1 said] [Q1 no].", outlet="The Star")
    assert here[0].speakers[0].name == there[0].speakers[0].name
    assert here[0].speakers[0].id != there[0].speakers[0].id


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (  # who is told to have said something is whom the words begin with
            "Carl Berg spoke. [S1 One of them] [C1 said] [Q1 [S2 he] [C2 knew] [Q2 of no call]].",
            [("One of them",), ("One of them",)],
        ),
        (
            "Berta Quist left. [S1 Ana Lopez] [C1 told] the court that "
            "[Q1 [S2 she] [C2 feared] [Q2 the worst]].",
            [("Ana Lopez",), ("Ana Lopez",)],
        ),
        (  # but a paper is no "she"
            "[S3 Ana Lopez] [C3 said] [Q3 no]. [S1 Ruritania Today] [C1 reported] that "
            "[Q1 [S2 she] [C2 denied] [Q2 it all]].",
            [("Ruritania Today",), ("Ana Lopez",), ("Ana Lopez",)],
        ),
        (  # in a quotation "he" is somebody else
            "Carl Berg spoke. [S1 Igor Quist] [C1 said]: [Q1 “[S2 He] [C2 lied] [Q2 to us]”].",
            [("Igor Quist",), ("Carl Berg",)],
        ),
    ],
)
def test_a_pronoun_that_opens_somebody_s_words_is_the_one_who_speaks(text, found):
    assert speakers(text) == found


def test_who_lost_an_office_is_the_one_whom_no_role_tells_apart():
    story = (
        "[S1 Carl Berg] [C1 says] [Q1 he kept copies]. Ana Lopez, a spokeswoman, denied it. "
        "Berg slept.\n\n[S2 The former harbour master, who was dismissed,] [C2 told] the paper "
        "[Q2 that he had warned].\n\n[Q3 “I wrote it down.”]"
    )
    assert speakers(story) == [("Carl Berg",)] * 3
    with_another = story.replace("Berg slept", "Igor Quist slept")
    assert speakers(with_another)[1] == ("former harbour master",)


def test_the_pm_is_the_prime_minister():
    text = "[S1 Prime Minister Carl Berg] [C1 said] [Q1 no]. [S2 The PM] [C2 added] [Q2 never]."
    assert speakers(text) == [("Carl Berg",)] * 2
    (unknown,) = resolved("[S1 The PM] [C1 said] [Q1 no].")[0].speakers
    assert (unknown.name, unknown.kind) == ("prime minister", "person")


def test_a_firm_with_an_ampersand_is_no_person():
    (firm,) = resolved("[S1 Halse & Tree] [C1 said] [Q1 no].")[0].speakers
    assert firm.kind == "organization"


def test_a_number_with_a_capital_is_no_name():
    (share,) = resolved("[S1 Eighty-five per cent] [C1 said] [Q1 yes].")[0].speakers
    assert (share.name, share.kind) == ("Eighty-five per cent", "group")
