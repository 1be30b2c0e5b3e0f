"""The closed lists that the rules of resolve look words up in.

Lower case throughout, unless a list says otherwise. They hold word classes (what
a minister is, what a ministry is), never knowledge about particular people: a
name gets its first name, office and gender from the article that prints it.
"""

from __future__ import annotations


def word_set(block: str) -> frozenset[str]:
    """A set of words from a block of them."""
    return frozenset(block.split())


FUNCTION_WORDS = word_set(
    """
    a an the this that these those some any no each every either neither both all most many much
    few several other another such same own one two three four five six seven eight nine ten
    eleven twelve dozens hundreds thousands millions plenty lots scores droves
    i me my mine we us our ours you your yours he him his she her hers it its they them their
    theirs who whom whose which what when where why how whether if unless until till while as
    because since although though even so than then thus therefore however moreover furthermore
    meanwhile nevertheless nonetheless instead still yet also too only just not never ever now
    here there again once always often sometimes perhaps maybe indeed finally first second third
    last next later earlier recently today yesterday tomorrow tonight
    and or but nor for of in on at by to from with without within into onto over under above
    below between among against about after before during through across behind beyond near off
    out up down per via amid despite like unlike except including regarding concerning according
    following
    is are was were be been being am has have had having do does did doing will would shall should
    can could may might must ought
    say says said saying tell tells told ask asks asked add adds added write writes wrote call
    calls called yes no well oh ok okay please let get got make made
    nobody everybody anybody somebody everyone anyone someone nothing something everything none
    apparently certain alongside beside apart elsewhere separately afterwards afterward similarly
    likewise hence thereafter whereas upon toward towards throughout aboard amongst together
    ultimately eventually initially previously originally currently subsequently consequently
    unfortunately fortunately interestingly importantly clearly obviously certainly surely actually
    basically essentially generally usually typically especially particularly reportedly allegedly
    yeah thanks thank welcome hello dear sure right in-depth rather quite very more less least
    further besides otherwise additionally addressing
    asked citing speaking responding referring writing noting adding given based
    """
)
"""Never part of a name, whatever the case of the first letter."""

PARTICLES = word_set(
    "de del della da das do dos di du la le van von der den ter ten zu zum zur af av el al bin ibn "
    "ben abu y"
)

ABBREVIATIONS = word_set(
    """
    mr mrs ms mx dr sen rep gov gen lt col sgt prof rev hon st jr sr capt maj adm cmdr atty supt
    det insp cpl pvt brig fr msgr pres sec amb del dist no vs etc inc corp ltd co bros u.s u.k u.n
    e.g i.e a.m p.m jan feb mar apr jun jul aug sept sep oct nov dec
    """
)
"""A full stop after one of these ends no sentence."""

TITLES = word_set(
    """
    mr mrs ms miss mx dr sir dame lord lady madam sen senator rep representative congressman
    congresswoman gov governor lt lieutenant gen general col colonel sgt sergeant prof professor
    rev reverend hon honourable honorable capt captain maj major adm admiral cmdr commander brig
    brigadier cpl corporal pvt private inspector detective superintendent constable officer sheriff
    chief deputy president vice-president premier chancellor minister mp mla mpp mep msp councillor
    councilor councilman councilwoman alderman mayor secretary undersecretary attorney
    attorney-general speaker judge justice magistrate prosecutor ambassador envoy king queen prince
    princess duke duchess baroness emperor sultan sheikh sheik emir pope bishop
    archbishop cardinal rabbi imam father sister brother mullah ayatollah director chair chairman
    chairwoman chairperson commissioner coach treasurer comptroller leader marshal ombudsman
    spokesman spokeswoman spokesperson analyst economist historian author activist actor actress
    singer lawyer strategist pollster candidate nominee democrat republican liberal conservative
    independent ceo cfo coo cto founder co-founder editor host anchor first pastor nurse doctor
    sens reps senators representatives congressmen governors presidents ministers mayors justices
    judges generals messrs drs rivals candidates professors
    assemblyman assemblywoman delegate vp staffer adviser advisor aide vice prime premier-designate
    """
)
"""Words that stand before a name and belong to the office, not to the name."""

TITLE_FORMS = {
    "sen": "senator",
    "rep": "representative",
    "gov": "governor",
    "gen": "general",
    "lt": "lieutenant",
    "col": "colonel",
    "sgt": "sergeant",
    "prof": "professor",
    "dr": "doctor",
    "rev": "reverend",
    "capt": "captain",
    "maj": "major",
    "adm": "admiral",
    "pres": "president",
    "congressman": "representative",
    "congresswoman": "representative",
    "lawmaker": "representative",
    "legislator": "representative",
    "chairman": "chair",
    "chairwoman": "chair",
    "chairperson": "chair",
    "candidate": "nominee",
    "attorney": "lawyer",
    "adviser": "advisor",
    "mp": "lawmaker",
    "vice-president": "president",
    "vp": "president",
    "justice": "judge",
    "magistrate": "judge",
}
"""Title and role nouns that name one office in several ways, to a common form."""

MALE_WORDS = word_set(
    """
    mr sir lord king prince duke earl baron father brother congressman councilman assemblyman
    alderman spokesman chairman businessman salesman policeman fireman actor husband son uncle
    nephew grandfather grandson widower boyfriend man boy gentleman pope bishop archbishop cardinal
    imam ayatollah emir sultan
    """
)
FEMALE_WORDS = word_set(
    """
    mrs ms miss dame lady queen princess duchess baroness mother sister congresswoman councilwoman
    assemblywoman spokeswoman chairwoman businesswoman saleswoman policewoman actress wife daughter
    aunt niece grandmother granddaughter widow girlfriend woman girl madam waitress heiress
    """
)

ORGANIZATION_WORDS = word_set(
    """
    authority agency ministry department office bureau commission committee council court tribunal
    parliament congress senate assembly legislature cabinet government administration police
    university college institute institution school academy hospital clinic church bank fund trust
    foundation association society union federation league club party coalition alliance
    organization organisation corporation company group holdings partners associates industries
    airlines airways airport services service systems technologies international inc corp ltd llc
    plc co gmbh ag sa consulting capital securities studios pictures entertainment network
    networks communications laboratories labs pharmaceuticals motors energy oil gas center centre
    board chamber campaign caucus army navy force guard command nations house treasury reserve
    centers centres institutes
    exchange museum library brigade team task initiative project watch coalition confederation
    secretariat directorate inspectorate embassy consulate regime militia taskforce observatory
    """
)
"""A capitalised name that holds one of these is an organization's."""

OUTLET_WORDS = word_set(
    """
    times post herald news tribune journal gazette guardian telegraph press radio television tv
    chronicle ledger courier mail mirror observer inquirer globe star sun daily weekly magazine
    review reporter bulletin echo dispatch examiner register sentinel broadcasting newspaper
    newswire argus standard today
    """
)
OUTLETS = frozenset(
    """
    bbc|cnn|nbc|abc|cbs|pbs|npr|msnbc|cnbc|fox news|afp|reuters|ap|associated press|bloomberg|
    politico|axios|vox|vice|buzzfeed|buzzfeed news|al jazeera|al-jazeera|der spiegel|le monde|
    the guardian|guardian|the economist|economist|forbes|fortune|newsweek|time|the atlantic|
    the hill|the intercept|propublica|cbc|ctv|global news|sky news|itv|rt|tass|interfax|xinhua|
    dpa|ansa|efe|anadolu|press association|pa media|breitbart|slate|salon|huffpost|
    huffington post|usa today|the daily beast|mother jones|the nation|national review|
    wall street journal|new york times|washington post|los angeles times|financial times|
    the independent|the times|the sun|metro|die zeit|die welt|el pais|el mundo|la repubblica|
    corriere della sera|kommersant|novaya gazeta|meduza|haaretz|voice of america|
    radio free europe|deutsche welle|euronews|france 24|the new yorker|new yorker|vanity fair|
    rolling stone|npr news|meet the press|face the nation|60 minutes
    """.replace("\n", "")
    .replace("    ", "")
    .split("|")
)
"""Names of outlets that hold none of OUTLET_WORDS, or stand without an article."""

SOCIAL_MEDIA = {
    "twitter": "Twitter",
    "x": "X",
    "facebook": "Facebook",
    "instagram": "Instagram",
    "telegram": "Telegram",
    "truth social": "Truth Social",
    "tiktok": "TikTok",
    "youtube": "YouTube",
    "linkedin": "LinkedIn",
    "whatsapp": "WhatsApp",
    "bluesky": "Bluesky",
    "threads": "Threads",
    "mastodon": "Mastodon",
    "weibo": "Weibo",
    "reddit": "Reddit",
    "snapchat": "Snapchat",
}

PLACES = word_set(
    """
    afghanistan albania algeria angola argentina armenia australia austria azerbaijan bahrain
    bangladesh belarus belgium bolivia bosnia botswana brazil britain bulgaria burma cambodia
    cameroon canada chad chile china colombia congo croatia cuba cyprus denmark ecuador egypt
    england eritrea estonia ethiopia europe finland france gaza georgia germany ghana greece
    guatemala guinea guyana haiti honduras hungary iceland india indonesia iran iraq ireland
    israel italy jamaica japan jordan kazakhstan kenya kosovo kuwait kyrgyzstan laos latvia
    lebanon liberia libya lithuania luxembourg malawi malaysia mali malta mexico moldova mongolia
    montenegro morocco mozambique myanmar namibia nepal netherlands nicaragua niger nigeria norway
    oman pakistan palestine panama paraguay peru philippines poland portugal qatar romania russia
    rwanda scotland senegal serbia singapore slovakia slovenia somalia spain sudan sweden
    switzerland syria taiwan tajikistan tanzania thailand tibet tunisia turkey turkmenistan uganda
    ukraine uruguay uzbekistan venezuela vietnam wales yemen zambia zimbabwe africa asia america
    alabama alaska arizona arkansas california colorado connecticut delaware florida hawaii idaho
    illinois indiana iowa kansas kentucky louisiana maine maryland massachusetts michigan
    minnesota mississippi missouri montana nebraska nevada ohio oklahoma oregon pennsylvania
    tennessee texas utah vermont virginia wisconsin wyoming ontario quebec alberta manitoba
    saskatchewan newfoundland london paris berlin moscow beijing tokyo brussels kyiv kiev ankara
    tehran baghdad damascus jerusalem cairo riyadh doha dubai delhi mumbai islamabad kabul seoul
    pyongyang taipei bangkok hanoi jakarta manila canberra sydney melbourne ottawa toronto
    montreal vancouver calgary edmonton winnipeg halifax chicago boston miami houston dallas
    denver seattle philadelphia atlanta detroit caracas bogota lima havana madrid lisbon rome
    athens vienna warsaw prague budapest bucharest sofia belgrade oslo stockholm copenhagen
    helsinki dublin edinburgh geneva nairobi lagos pretoria johannesburg washington kathmandu
    """
) | frozenset(
    [
        "united states",
        "united kingdom",
        "united arab emirates",
        "saudi arabia",
        "south korea",
        "north korea",
        "south africa",
        "new zealand",
        "sri lanka",
        "costa rica",
        "el salvador",
        "czech republic",
        "new york",
        "new york city",
        "new jersey",
        "new hampshire",
        "new mexico",
        "north carolina",
        "south carolina",
        "north dakota",
        "south dakota",
        "west virginia",
        "rhode island",
        "hong kong",
        "los angeles",
        "san francisco",
        "las vegas",
        "british columbia",
        "nova scotia",
        "new brunswick",
        "new delhi",
        "tel aviv",
        "west bank",
        "middle east",
        "us",
        "u.s",
        "u.s.",
        "usa",
        "uk",
        "u.k",
        "u.k.",
        "uae",
        "eu",
        "white house",
        "capitol hill",
        "wall street",
        "kremlin",
        "puerto rico",
        "northern ireland",
        "latin america",
        "soviet union",
    ]
)
_SHORT = """
    ala:alabama ariz:arizona ark:arkansas calif:california colo:colorado conn:connecticut
    del:delaware fla:florida ga:georgia ill:illinois ind:indiana kan:kansas ky:kentucky
    la:louisiana md:maryland mass:massachusetts mich:michigan minn:minnesota miss:mississippi
    mo:missouri mont:montana neb:nebraska nev:nevada okla:oklahoma ont:ontario ore:oregon
    pa:pennsylvania tenn:tennessee tex:texas vt:vermont va:virginia wash:washington wis:wisconsin
    wyo:wyoming ca:california tx:texas fl:florida il:illinois oh:ohio mi:michigan az:arizona
    wi:wisconsin mn:minnesota ma:massachusetts co:colorado
"""
STATES: dict[str, str] = {pair.split(":")[0]: pair.split(":")[1] for pair in _SHORT.split()}
"""Short forms of states and provinces: "Mich.", "D-Calif."."""
FIRMS = word_set(
    """
    google amazon apple microsoft boeing airbus tesla uber lyft walmart netflix spotify nvidia intel
    samsung huawei toyota volkswagen ford pfizer moderna astrazeneca exxon chevron shell starbucks
    nike disney paypal ebay airbnb foxconn sony nintendo zoom slack oracle cisco ibm fedex ups
    """
)
"""Firms whose names look like surnames and stand without "company"."""

PLACE_WORDS = word_set(
    """
    city street road lane avenue square county north south east west new river lake mount bay
    island islands valley hills park beach hill heights northern southern eastern western central
    upper lower port fort saint san santa los las el theatre theater stadium tower palace
    """
)
"""A name with one of these, and no first name, is no person's."""
SPEAKING_PLACES = frozenset(["white house", "kremlin", "eu", "wall street"])
"""Places whose name stands for an organization even to a reader of few words."""

WEEKDAYS = {
    "monday": 0,
    "tuesday": 1,
    "wednesday": 2,
    "thursday": 3,
    "friday": 4,
    "saturday": 5,
    "sunday": 6,
}
MONTHS = {
    "january": 1,
    "february": 2,
    "march": 3,
    "april": 4,
    "may": 5,
    "june": 6,
    "july": 7,
    "august": 8,
    "september": 9,
    "october": 10,
    "november": 11,
    "december": 12,
    "jan": 1,
    "feb": 2,
    "mar": 3,
    "apr": 4,
    "jun": 6,
    "jul": 7,
    "aug": 8,
    "sept": 9,
    "sep": 9,
    "oct": 10,
    "nov": 11,
    "dec": 12,
}
CALENDAR = frozenset(WEEKDAYS) | frozenset(MONTHS) | frozenset(["christmas", "easter", "ramadan"])
LAWS = word_set("amendment constitution treaty accord accords agreement act protocol pact statute")
"""Last words of the names of laws and treaties, which are no bodies: "the Affordable Care Act"."""

DAYTIMES = frozenset(["day", "morning", "afternoon", "evening", "night", "week", "time", "moment"])
"""Nouns of time: "the day president Ana Lopez died" has no day president."""

NAME_OPENERS = word_set(
    "just our all we one two three first second third no not now more about over"
)
"""Function words that begin names of movements and firms when capitalised in mid-sentence."""

PERSON_NOUNS = word_set(
    """
    minister president premier chancellor senator representative congressman congresswoman
    lawmaker legislator governor mayor councillor councilor commissioner secretary ambassador envoy
    diplomat judge justice magistrate prosecutor lawyer attorney solicitor barrister officer
    sheriff chief director chair chairman chairwoman chairperson leader head boss executive ceo
    founder owner manager coach captain player star singer actor actress musician artist author
    writer novelist poet journalist reporter editor columnist correspondent commentator host anchor
    blogger analyst economist expert scientist researcher professor lecturer teacher principal
    student doctor physician surgeon nurse pastor priest bishop archbishop pope cardinal imam rabbi
    spokesman spokeswoman spokesperson adviser advisor aide strategist consultant candidate nominee
    contender frontrunner front-runner incumbent politician activist campaigner organizer organiser
    advocate protester protestor demonstrator resident voter farmer worker driver pilot engineer
    architect businessman businesswoman entrepreneur billionaire millionaire investor banker trader
    soldier general colonel major commander lieutenant sergeant veteran victim suspect defendant
    plaintiff witness survivor neighbor neighbour friend colleague partner wife husband mother
    father son daughter brother sister uncle aunt cousin widow parent grandmother grandfather man
    woman boy girl teenager child person official source member historian pollster psychologist
    philosopher king queen prince princess democrat republican conservative liberal mp rival
    predecessor successor opponent deputy delegate speaker treasurer ombudsman whistleblower
    lobbyist critic supporter donor insider caller passenger customer client patient tenant landlord
    premier-designate vice-president firefighter detective inspector constable superintendent
    employee staffer negotiator mediator peacekeeper gunman attacker assailant perpetrator hostage
    detainee inmate prisoner refugee migrant immigrant worshipper monk nun vicar chaplain mufti
    cleric preacher biologist physicist chemist psychiatrist sociologist climatologist
    meteorologist virologist epidemiologist ecologist geologist archaeologist astronomer
    mathematician statistician demographer anthropologist criminologist linguist theologian
    trainee intern shareholder homeowner landowner rancher fisherman miner trucker plumber
    electrician carpenter builder contractor broker auditor accountant policeman policewoman
    trooper tourist bystander shopkeeper pensioner retiree midwife paramedic caregiver striker
    midfielder goalkeeper defender batsman bowler golfer cyclist swimmer runner
    master mate running-mate surrogate chairperson chef curator coordinator co-ordinator co-founder
    co-chair fellow scholar
    spokesman-designate interpreter translator producer filmmaker comedian rapper mogul tycoon
    magnate nationalist socialist populist legend attaché novelist individual
    """
)
"""Singular nouns for one human being in an office or a part."""

PLURAL_PERSON_NOUNS = word_set(
    """
    people officials sources experts analysts critics supporters opponents lawmakers legislators
    democrats republicans conservatives liberals voters residents protesters protestors
    demonstrators activists campaigners police officers authorities investigators prosecutors
    lawyers attorneys solicitors barristers judges justices ministers leaders members workers
    employees staff scientists
    researchers economists doctors nurses teachers students parents families friends colleagues
    neighbors neighbours relatives witnesses survivors victims men women children soldiers troops
    rebels militants migrants refugees immigrants fans players coaches investors traders executives
    companies firms banks airlines governments countries nations states courts agencies groups
    organizations organisations unions parties media newspapers outlets reporters journalists
    editors commentators observers insiders strategists advisers advisors aides staffers pundits
    historians scholars academics professors diplomats senators representatives congressmen
    governors mayors candidates nominees rivals politicians advocates allies americans europeans
    russians ukrainians israelis palestinians britons canadians australians christians muslims jews
    catholics evangelicals users customers consumers businesses farmers drivers passengers others
    respondents participants attendees delegates donors celebrities veterans intellectuals
    framers founders guests callers firefighters detectives physicians spokespeople spokesmen
    executives directors owners engineers authors writers some many others those thousands
    hundreds dozens several both few two three four five half
    citizens communities moderates progressives listeners viewers readers
    signatories operatives debaters
    """
) | frozenset(f"{noun}s" for noun in PERSON_NOUNS if noun[-1] not in "shy" and "man" not in noun)
"""Nouns for several people, or for what acts as several."""

ORGANIZATION_NOUNS = word_set(
    """
    company firm corporation airline airlines carrier bank agency ministry department government
    inquiry administration authority commission committee council court parliament congress senate
    legislature cabinet police university college school institute think-tank thinktank tank
    organization organisation charity foundation association society union federation league club
    team party coalition alliance group bureau office service army navy military church hospital
    network newspaper paper magazine outlet broadcaster website site publication campaign board
    panel jury regulator watchdog retailer manufacturer automaker carmaker developer startup
    business brand utility operator insurer lender brokerage consultancy publisher studio embassy
    consulate regime opposition city state county province country nation kingdom republic junta
    militia movement lobby chamber assembly tribunal prosecution defence defense force squad unit
    division institution body nonprofit non-profit ngo conglomerate giant maker chain giant
    supplier producer exporter importer pipeline startup partnership venture trust treasury kremlin
    """
)
COMPANY_NOUNS = word_set(
    """
    company firm corporation airline carrier bank retailer manufacturer automaker carmaker
    developer startup business brand utility operator insurer lender brokerage consultancy
    publisher studio conglomerate giant maker chain supplier producer
    """
)
PRESS_NOUNS = word_set("newspaper paper magazine outlet broadcaster website site publication")

DOCUMENT_NOUNS = word_set(
    """
    report study survey poll polls statement letter memo memorandum note document documents filing
    lawsuit complaint indictment affidavit warrant ruling verdict judgment judgement opinion dissent
    decision order law bill act amendment constitution treaty agreement contract resolution motion
    petition manifesto platform plan proposal policy guidelines guidance rules regulation
    regulations tweet tweets post posts message messages email emails e-mail e-mails text texts
    video footage recording transcript tape audio film documentary book memoir article articles
    story stories editorial column op-ed essay paper papers review analysis analyses research data
    figures statistics numbers results findings records record release announcement advertisement
    ad ads advert commercial leaflet flyer poster sign signs banner placard slogan website page blog
    caption headline dossier briefing bulletin census index forecast estimate estimates projection
    chart graph map list reports studies surveys leaks cable cables letter letters speech poll
    """
)

CONTINUING_NOUNS = word_set(
    "spokesman spokeswoman spokesperson spokespeople spokesmen representative"
)
"""Those who speak for another: the organization is the speaker when they are not named."""


PERSON_PRONOUNS = {
    "he": "m",
    "him": "m",
    "his": "m",
    "himself": "m",
    "she": "f",
    "her": "f",
    "hers": "f",
    "herself": "f",
}
THING_PRONOUNS = frozenset(["it", "its", "itself"])
PLURAL_PRONOUNS = frozenset(["they", "them", "their", "theirs", "themselves"])
FIRST_PERSON = frozenset(["i", "me", "my", "mine", "myself"])
FIRST_PLURAL = frozenset(["we", "us", "our", "ours", "ourselves"])
SECOND_PERSON = frozenset(["you", "your", "yours"])
RELATIVE_PRONOUNS = frozenset(["who", "which", "that", "whom", "whose"])
DEFINITE = frozenset(["the", "this", "that", "these", "those"])
