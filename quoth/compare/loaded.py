"""Words that judge: epithets by which an outlet, or a speaker, says what it thinks of somebody."""

from __future__ import annotations

from quoth.resolve.lexicon import word_set

EPITHETS = word_set(
    """
    strongman strongmen dictator tyrant despot autocrat thug thugs regime regimes junta clique
    traitor traitors puppet puppets stooge stooges crony cronies henchman henchmen boss bosses
    kingpin warlord firebrand hardliner hardliners hard-liner hard-liners extremist extremists
    radical radicals fanatic fanatics zealot zealots terrorist terrorists insurgent insurgents
    militant militants mob mobs rioter rioters troublemaker troublemakers agitator agitators
    demagogue populist populists oligarch oligarchs tycoon tycoons magnate mogul moguls baron
    barons fat-cat behemoth giant giants powerhouse heavyweight juggernaut superpower darling hero
    heroes icon legend legends champion champions maverick rebel rebels outsider insider insiders
    loyalist loyalists ally allies sycophant mouthpiece broadsheet sheet rag tabloid propagandist
    propagandists apologist apologists denier deniers liar liars hypocrite hypocrites clown fool
    madman maniac monster monsters criminal criminals crook crooks fraudster fraud embezzler leak
    agent agents spy spies mole provocateur collaborator collaborators elite elites establishment
    supermajority cabal circles enemies foes enemy foe villain villains racist racists bigot bigots
    fascist fascists communist communists socialist marxist leftist leftists rightist globalist
    globalists activist activists conspirator conspirators whistleblower martyr martyrs saint
    saviour savior bully bullies coward cowards mercenary mercenaries vandal vandals invader
    invaders occupier occupiers aggressor aggressors butcher godfather matriarch patriarch doyen
    doyenne veteran trailblazer pioneer visionary mastermind ringleader ideologue ideologues
    crusader crusaders watchdog far-right far-left hard-right hard-left far right gang gangs
    bandit bandits number wealthy ultra-wealthy imperialism sister brother cousin son mate
    """
)
"""Nouns. A definite one without a name beside it is a label, if somebody can be found for it."""

LOADED = word_set(
    """
    so-called self-styled self-proclaimed self-described self-appointed would-be disgraced
    embattled controversial notorious infamous beleaguered hardcore hardline hard-line hard-right
    hard-left far-right far-left right-wing left-wing ultra-conservative conservative liberal
    progressive radical extreme extremist corrupt brutal ruthless authoritarian autocratic
    exiled ousted jailed convicted alleged suspected fugitive firebrand outspoken nonpartisan
    bipartisan partisan evangelical billionaire millionaire wealthy richest poorest powerful
    influential beloved popular unpopular respected renowned acclaimed award-winning celebrated
    legendary first transgender queer gay trans native republican-dominated republican democratic
    anti pro rogue illegitimate legitimate puppet state-run state-owned government-owned
    dumb stupid crooked vile lazy dominated
    pro-government kremlin-backed russian-backed iran-backed us-backed western-backed
    """
)
"""Adjectives. With one of them even a common noun is a label."""

MOODS = word_set(
    """
    divided defiant embattled furious angry jubilant triumphant emotional tearful incredulous
    visibly cash-strapped scandal-hit crisis-hit struggling troubled beleaguered emboldened
    humbled chastened weakened resurgent belligerent combative contrite jubilant subdued nervous
    fractured polarised polarized deadlocked reluctant unrepentant conservative-majority
    """
)
"""Adjectives that between an article and a name say how somebody was or is: "a defiant Lopez"."""

PLAIN_TITLES = word_set(
    """
    mr mrs ms miss mx dr sir dame lord lady prof professor president minister judge justice
    senator governor mayor king queen prince princess general captain colonel sergeant officer
    gov sen rep supt prime premier pope father chancellor secretary
    """
)
"""Forms of address: beside a name they say no more than the office; no labels."""
