"""Which language a text is in, from its script and its commonest small words.

Small and honest: some thirty languages of news, None where the evidence is thin. Used
only where a document does not say its language itself. The lists hold words that are
frequent in one language and rare in its neighbours.
"""

from __future__ import annotations

import re
from collections import Counter

WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")
LOOKED_AT = 20_000
"""Characters from the start that are looked at."""

SMALL_WORDS = {
    "en": "the of and to in that is was for with as by on he she it at are from have has had not "
    "this but they his her which said been were would who",
    "de": "der die und den das von zu mit sich des auf für ist im dem nicht ein eine als auch es "
    "an werden aus er hat dass sie nach wird bei einer um am sind noch wie einem",
    "fr": "le la les des et du une est dans que qui pour par sur au pas plus avec ce il sont "
    "aux cette ont été mais comme elle ses nous l'on d'un d'une qu'il",
    "es": "el los las del que en una por con para como más pero sus al fue este ha su lo está "
    "ser también desde sobre esta entre cuando muy hasta sin",
    "pt": "não uma dos das os em com mais para por como foi ao são da do na no pelo pela às "
    "também está pelos até ser há isso você seu sua quando",
    "it": "il di che gli della del per non una sono con anche alla più nel dei delle si ha le "
    "dal degli nella è stato lo ma come al questo suo ancora",
    "nl": "het een van en dat niet zijn op te aan voor met ook er maar door naar bij ze hij wordt "
    "deze heeft worden nog uit over werd geen",
    "sv": "och att det som en på är av för med till den har inte om ett från de vid var sig så "
    "men kan när eller också efter hade",
    "da": "og det at er en til på som af med har den ikke der et de fra var kan også han efter "
    "men blev jeg havde være nu sig vil hvor",
    "no": "og det at er en på som av til med har den ikke et de fra var kan også han etter men "
    "ble jeg være nå seg vil hvor sier blitt mener",
    "fi": "ja on ei että se oli ovat myös hän mukaan kun mutta joka sen ole tai niin vuoden "
    "jo kuin sitä tämä hänen jonka eivät voi noin",
    "is": "og að er í á sem til við um ekki það en var hann með fyrir hefur þeim sér eftir þetta "
    "segir verið voru frá því",
    "pl": "nie się na jest że do w z to jak po za od przez oraz był są ale dla tym już "
    "tego które który także może została przed być",
    "cs": "se že na je v to by s z do jsou pro který jako podle ale byl která jeho také při od "
    "už nebo až ještě roce jsem před které však",
    "sk": "sa že na je to by z do sú pre ktorý ako podľa ale bol ktorá jeho aj pri od už alebo "
    "až ešte roku pred ktoré však čo len",
    "hr": "je da se na za su od koji kako što bi nije će a ne s iz ali te bio koja kao nakon "
    "samo ili već još prema biti",
    "sl": "je da se na za so od ki pa kot tudi bi ne v iz ali bil še pri po kar lahko več le "
    "zaradi leta pred med",
    "hu": "a az és hogy nem is egy volt meg csak ez de már szerint mint még vagy azt ki el "
    "lesz után amely ezt két lehet arra",
    "ro": "de și în a la cu nu care pe din că o mai este pentru sunt prin după au fost al "
    "sau dar fi ca lui unui această într",
    "tr": "ve bir bu da de için ile olarak çok daha olan gibi ne kadar sonra en var olduğu "
    "göre ise değil ancak dedi oldu tarafından yeni her",
    "id": "yang dan di dari untuk dengan pada ini itu tidak dalam akan juga oleh telah saat "
    "ke sebagai adalah kata bisa mereka ada karena bahwa",
    "ms": "yang dan di dari untuk dengan pada ini itu tidak dalam akan juga oleh telah kepada "
    "sebagai adalah kata beliau boleh berkata turut ialah pihak daripada",
    "vi": "và của là các cho không được có trong một với những người đã này khi đến từ ở cũng "
    "về theo nhiều ông như",
    "sw": "ya na wa kwa ni katika za kuwa la hiyo huo alisema hayo ambao baada yake huyo kama "
    "wake cha pia watu lakini ili",
    "zu": "ukuthi futhi kanye uthe ngoba kodwa le uma lo kwi noma ukuze nge abantu kakhulu "
    "njengoba yena lesi kuthiwa bese kule loku",
    "xh": "ukuba kwaye uthi yokuba kunye okanye nto kodwa kule yaye abantu xa ngoku le kuba "
    "ukususela ngokuba ntoni umntu into eyona kanti",
    "af": "die en van het nie wat is om vir te met dat hy sy ook was aan op 'n in deur word "
    "sal maar kan daar hulle ons nog",
    "lt": "ir kad yra į su iš tai buvo ne apie bet dėl pagal kaip jau nuo dar jis per po "
    "taip metų tik arba",
    "lv": "un ir ka ar par no uz kas tika gan bet arī pēc tas kā vai lai nav gada var pie "
    "viņš šo bija ja",
    "et": "ja on et ei see oli ka ta kui oma mis aga ning või siis mille kes pole veel "
    "tema seda aasta olid olema välja",
    "sq": "të në e që dhe i për me një nga është se nuk ka si më do edhe kjo ky duke por "
    "pas janë kanë",
    "kl": "ilaatigut taamaattumik aamma pillugu imaluunniit taamaalilluni ullut kisianni tassa "
    "naalakkersuisut massakkut siullermik naapertorlugu annertuumik ukiuni",
    "ru": "и в не на что с по это как к но из у за от так для же был его до все она они "
    "бы или была после если уже",
    "uk": "і в не на що з та до як за це у від для його але було про також які який є "
    "був вже після ще під або",
    "bg": "и на да се в за от че с не са по е до ще като това към но беше или при след "
    "са бъде който той има",
    "sr": "и је да се у на за су од који као што би није ће не с из али те био која након "
    "само или већ још према бити",
    "mk": "и на да се во за од дека со не се е до ќе како тоа но беше или при по што "
    "кој има ги која",
    "be": "і ў не на што з у да па як за гэта ад для яго але было пра таксама які ёсць "
    "быў ужо пасля яшчэ",
    "ar": "في من على إلى أن عن التي الذي هذا مع هذه كان ما لا بعد قد كما بين أو قال",
    "fa": "و در به از که این را با است برای آن یک خود تا کرد بر هم نیز می شد",
    "ur": "کے کی میں کا ہے اور سے کو نے پر کہ ہیں یہ اس نہیں تھا بھی کہا ایک ان",
}

# A script that decides by itself, or a small group of languages that share it.
SCRIPTS = (
    ("hangul", re.compile("[\uac00-\ud7af]"), "ko"),
    ("kana", re.compile("[\u3041-\u30ff]"), "ja"),
    ("han", re.compile("[\u3400-\u4dbf\u4e00-\u9fff]"), "zh"),
    ("thai", re.compile("[\u0e01-\u0e5b]"), "th"),
    ("hebrew", re.compile("[\u05d0-\u05ea]"), "he"),
    ("greek", re.compile("[\u0370-\u03ff\u1f00-\u1fff]"), "el"),
    ("devanagari", re.compile("[\u0900-\u097f]"), "hi"),
    ("bengali", re.compile("[\u0980-\u09ff]"), "bn"),
    ("tamil", re.compile("[\u0b80-\u0bff]"), "ta"),
    ("telugu", re.compile("[\u0c00-\u0c7f]"), "te"),
    ("georgian", re.compile("[\u10a0-\u10ff]"), "ka"),
    ("armenian", re.compile("[\u0530-\u058f]"), "hy"),
    ("amharic", re.compile("[\u1200-\u137f]"), "am"),
)

_WEIGHTS: dict[str, list[tuple[str, float]]] = {}


def _weights() -> dict[str, list[tuple[str, float]]]:
    """Each small word with its languages; a word that several share counts for less."""
    if not _WEIGHTS:
        shared: dict[str, list[str]] = {}
        for language, words in SMALL_WORDS.items():
            for word in set(words.split()):
                shared.setdefault(word, []).append(language)
        for word, languages in shared.items():
            _WEIGHTS[word] = [(language, 1 / len(languages)) for language in languages]
    return _WEIGHTS


def detect(text: str) -> str | None:
    """The ISO 639-1 code of a text's language, or None if that is not clear.

    Args:
        text: a text of at least a sentence or two.
    """
    text = text[:LOOKED_AT]
    letters = sum(map(str.isalpha, text))
    if letters < 20:
        return None
    counts = {name: len(pattern.findall(text)) for name, pattern, _ in SCRIPTS}
    # Japanese mixes kana with Chinese characters; Chinese has no kana.
    if counts["kana"] > 0.1 * (counts["kana"] + counts["han"]) and counts["kana"] > 5:
        counts["kana"] += counts["han"]
        counts["han"] = 0
    for name, _, language in SCRIPTS:
        if counts[name] > 0.4 * letters:
            return language
    words = [word.casefold().replace("’", "'") for word in WORD.findall(text)]
    weights = _weights()
    votes: Counter[str] = Counter()
    hits = 0
    for word in words:
        if word in weights:
            hits += 1
            for language, weight in weights[word]:
                votes[language] += weight
    # Running text has a fifth of small words or more; a list of names has none.
    if hits < 3 or hits < 0.04 * len(words):
        return None
    (first, most), *others = votes.most_common(2)
    if others and most < 1.15 * others[0][1]:
        return None
    return first
