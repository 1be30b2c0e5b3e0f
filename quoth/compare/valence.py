"""Whether a passage speaks well or ill of what it speaks of, by listed words.

Lists of words with a prior polarity, turned by a negation shortly before them, after Wilson, Wiebe
and Hoffmann, "Recognizing contextual polarity in phrase-level sentiment analysis" (HLT 2005). The
words are our own choice; they are those of politics, economy and disaster, not of films and food.
"""

from __future__ import annotations

from quoth.compare.words import WORD
from quoth.resolve.lexicon import word_set

GOOD = word_set(
    """
    achieve achieved achievement achievements advance advances advantage agree agreed amazing
    approve approved benefit benefits beneficial best better boost boosts brave bright calm care
    careful clean clear comfortable compassion compassionate confidence confident constructive
    constitutional correct courage courageous critical-step cure deserve deserves eager easy
    effective efficient encouraged encouraging endorse endorsed endorses enjoy ensure excellent
    exceptional excited exciting fair fairness fantastic favorable favourable fix fortunate free
    freedom friend friendly gain gains generational generous genuine glad gladly good great
    greater greatest grow growing growth happy heal healthy help helped helpful helps historic
    honest honor honored hope hopeful hopes huge ideal impressive improve improved improvement
    improvements improves incredible innocent interest joy justice justified lawful legal
    legitimate love loved loyal merit milestone necessary needed nice opportunities opportunity
    optimistic perfect pleased popular positive powerful praise praised prepared productive
    profit profitable profits progress promising prosperity prosperous protect protected
    protects proud ready reasonable recover recovered recovery relief remarkable resilient
    respect respected responsible restore rights safe safely safer safety secure security
    sensible significant-step smart solid solution solutions solve solved stability stable
    strength strengthen strong stronger succeed succeeded success successful superb support
    supported supportive sustainable terrific thank thankful thanks thrilled thrive tremendous
    true truth upside useful valid valuable victory vindicated vindication win winning wins wise
    wonderful workable worked works worthy blueprint bargain
    """
)
BAD = word_set(
    """
    abuse abused abusive absurd afraid alarmed alarming anger angry anxious appalled appalling
    arbitrary ashamed attack attacked attacks awful bad baseless betray betrayal betrayed bias
    biased blame blamed blood botched bottom broken brutal burden chaos chaotic cheat collapse
    collapsed complain complaint complaints concern concerned concerning concerns condemn
    condemned contempt controversial corrupt corruption costly crime crimes criminal crisis
    cruel crushing cynical damage damaged damages damaging danger dangerous deadly debt deceive
    deceptive defeat defiance deficient delay delayed delays deny-care deplorable despair
    desperate destroy destroyed destructive devastating difficult difficulties difficulty
    disappoint disappointed disappointing disappointment disaster disastrous discriminate
    discrimination discriminatory disgrace disgraceful disgusting dishonest dismal dismay
    disregard distort distraction disturbing divisive doubt doubtful doubts dubious egregious
    embarrassing error evil excessive exploit exploited extreme extremist fail failed failing
    fails failure failures fake false fear fears fiasco flaw flawed flaws foolish fraud
    frightening frustrated frustrating frustration harm harmed harmful harms harsh hate hateful
    heartless horrible horrific hostile hurt hurting hurts hypocrisy hypocritical illegal
    illegally illegitimate immoral impossible improper inadequate inappropriate incompetent
    incorrect indefensible ineffective inequality inexcusable inhumane injustice insane
    insufficient insult insulting intimidate irrational irresponsible jeopardize jeopardise
    lacking lie lied lies lose losing loss losses mess misguided misinformation mislead
    misleading misplaced missed mistake mistaken mistakes mock nightmare nonsense obsessed
    obstacle obstacles offensive opaque outrage outraged outrageous overreach pain painful panic
    partisan pathetic poor poorly premature problem problematic problems punish punishing racist
    radical reckless regret regrettable reject rejected repugnant repurposed ridiculous risk
    risks risky ruin ruined sad sacrifice scandal scapegoat scared scary severe shame shameful
    shameless shock shocked shocking shortchange shortchanged shortchanges skeptical sceptical
    slow stain struggle struggling stupid suffer suffered suffering suspicious tainted terrible
    terrified theft threat threaten threatened threatening threatens threats tragedy tragic
    trouble troubled troubling unable unacceptable unaffordable uncalled-for unclear
    unconscionable unconstitutional undermine undermined undermines unfair unfit unfortunate
    unfounded unhappy unjust unjustified unlawful unnecessary unprecedented unqualified
    unreasonable unsafe unsustainable untrue unwise unworkable upset useless violate violated
    violates violating violation violations warn weak weaken weakened weakness worried worries
    worry worrying worse worst worthless wrong wrongly zero victim victims hypocrite lagging
    siphoned lawsuit sue overthrown
    """
)
_TURNS = word_set(
    "not no never neither nor nobody nothing cannot without hardly barely zero lack lacks little"
)
REACH = 4
"""Words before a listed one in which a negation turns it."""
_DOUBTS = word_set("doubt doubts doubted doubtful skeptical sceptical unlikely")
DOUBT_REACH = 10
"""The same of a word of doubt."""


def valence(text: str) -> int:
    """Good words less bad ones; each turned by a negation within `REACH` words before it."""
    words = [match.group().lower().replace("’", "'") for match in WORD.finditer(text)]
    total = 0
    for at, word in enumerate(words):
        side = (word in GOOD) - (word in BAD)
        if side:
            before = words[max(0, at - REACH) : at]
            turns = sum(b in _TURNS or b.endswith("n't") for b in before)
            turns += side > 0 and any(b in _DOUBTS for b in words[max(0, at - DOUBT_REACH) : at])
            total += -side if turns else side  # "no letter and no bargain" is no bargain
    return total
