"""Units: what a number is a number of, by one name whatever its spelling.

Names are English singulars ("mile per hour"), as Wikidata labels units. A table of spellings
and a small grammar for what comes after ("per barrel", "a month", "-year-old").
"""

from __future__ import annotations

from quoth.compare.figures.tokens import Tokens
from quoth.resolve.lexicon import word_set

_WORDS = """
percentage: percent, per cent, %, pc, percentages
percentage point: percentage point, percentage points
basis point: basis point, basis points, bps
dollar: dollar, dollars, usd, us dollar, us dollars, u s dollars
euro: euro, euros, eur
pound sterling: pound sterling, pounds sterling, gbp
cent: cent, cents
penny: pence, pennies
japanese yen: yen, jpy
yuan: yuan, renminbi, rmb
indian rupee: rupee, rupees
ruble: ruble, rubles, rouble, roubles
shekel: shekel, shekels
danish krone: danish crown, danish crowns, danish kroner
swedish krona: swedish crowns, swedish kronor
norwegian krone: norwegian crowns, norwegian kroner
krone: krone, kroner, crowns
swiss franc: swiss francs, swiss franc
australian dollar: australian dollars, australian dollar
canadian dollar: canadian dollars, canadian dollar
hong kong dollar: hong kong dollars, hong kong dollar
peso: peso, pesos
croatian kuna: kn, kuna
second: second, seconds, sec, secs
millisecond: millisecond, milliseconds, ms
minute: minute, minutes, min, mins
hour: hour, hours, hr, hrs
day: day, days
week: week, weeks
month: month, months
year: year, years, yr, yrs
decade: decade, decades
century: century, centuries
mile: mile, miles, mi
kilometre: km, kilometre, kilometres, kilometer, kilometers, kms
metre: metre, metres, meter, meters
centimetre: cm, centimetre, centimetres, centimeter, centimeters
millimetre: mm, millimetre, millimetres, millimeter, millimeters
micrometre: μm, µm, micron, microns
nanometre: nm, nanometre, nanometres, nanometer, nanometers
foot: foot, feet, ft
inch: inch, inches, ″
yard: yard, yards, yds
square foot: square foot, square feet, sq ft, sq feet
square metre: square metre, square metres, square meter, square meters, sq m, m²
square mile: square mile, square miles, sq miles
square kilometre: square kilometre, square kilometres, square kilometer, square kilometers, sq km
cubic foot: cubic foot, cubic feet, cu ft
cubic metre: cubic metre, cubic metres, cubic meter, cubic meters
acre: acre, acres
hectare: hectare, hectares, ha
mile per hour: mph, miles per hour, miles an hour
kilometre per hour: km h, km hr, kmh, kph, kilometres per hour, kilometers per hour
mile per gallon: mpg, miles per gallon
revolutions per minute: rpm
kilogram: kg, kilogram, kilograms, kilo, kilos, kgs
gram: gram, grams
milligram: mg, milligram, milligrams
tonne: tonne, tonnes, metric ton, metric tons
ton: ton, tons
pound-mass: pound, pounds, lb, lbs
ounce: ounce, ounces, oz
stone: stone
litre: litre, litres, liter, liters
millilitre: ml, millilitre, millilitres, milliliter, milliliters
gallon: gallon, gallons
barrel: barrel, barrels, bbl
pint: pint, pints
quart: quart, quarts
celsius: degrees celsius, degree celsius, celsius, degrees c, °c, degrees centigrade
fahrenheit: degrees fahrenheit, degree fahrenheit, fahrenheit, degrees f, °f
degree: degree, degrees, °
watt: watt, watts
kilowatt: kw, kilowatt, kilowatts
megawatt: mw, megawatt, megawatts
gigawatt: gw, gigawatt, gigawatts
kilowatt hour: kwh, kilowatt hour, kilowatt hours
megawatt hour: mwh, megawatt hour, megawatt hours
gigawatt hour: gwh, gigawatt hour, gigawatt hours
horsepower: horsepower, hp, ps
brake horsepower: bhp
newton metre: nm torque, newton metre, newton metres
pound-foot: pound feet of torque, pound feet, lb ft of torque
foot pound-force: lb ft, ft lb
volt: volt, volts
hertz: hz, hertz
kilohertz: khz
megahertz: mhz
gigahertz: ghz
decibel: db, decibel, decibels
byte: byte, bytes
megabyte: mb, megabyte, megabytes
gigabyte: gb, gigabyte, gigabytes
terabyte: tb, terabyte, terabytes
megapixel: megapixel, megapixels, mp
milliampere-hour: mah
parts-per-billion: ppb
parts-per-million: ppm
point: point, points
calorie: calorie, calories
kilojoule: kj
carat: carat, carats
gigapascal: gpa, gigapascal, gigapascals
sen: sen
baht: baht
rand: rand
ringgit: ringgit
rupiah: rupiah
turkish lira: lira, liras, turkish lira
dirham: dirham, dirhams
riyal: riyal, riyals
won: won
zloty: zloty, zlotys
forint: forint, forints
naira: naira
shilling: shilling, shillings
dinar: dinar, dinars
brazilian real: reais, brl
singapore dollar: singapore dollars
new zealand dollar: new zealand dollars
bitcoin: bitcoin, bitcoins, btc
megabit per second: mbps, megabits per second
gigabit per second: gbps, gigabits per second
frame per second: fps, frames per second
beat per minute: bpm, beats per minute
kilobyte: kb, kilobytes
nit: nits
lumen: lumens
pound per square inch: psi
cubic centimetre: cc
ampere-hour: ah, amp hours
ampere: amp, amps, ampere, amperes
terawatt hour: twh, terawatt hours
terawatt: tw, terawatts
terahertz: thz
pascal: pa
hectopascal: hpa
kilopascal: kpa
megapascal: mpa
millibar: mbar, millibar, millibars
joule: joule, joules
kilocalorie: kcal
microgram: μg, µg, micrograms, mcg
bushel: bushel, bushels
cup: cups
tablespoon: tablespoon, tablespoons, tbsp
teaspoon: teaspoon, teaspoons, tsp
light-year: light years, light year
nautical mile: nautical mile, nautical miles
knot: knots
fathom: fathoms
furlong: furlongs
mach: mach
trillion cubic feet: tcf
british thermal unit: btu
million british thermal units: mmbtu
fiscal quarter: quarters
fortnight: fortnight, fortnights
night: night, nights
metre per second: m s, metres per second, meters per second
gram per kilometre: g km
earned run average: era
"""

UNITS: dict[tuple[str, ...], str] = {}
for _line in _WORDS.strip().splitlines():
    _name, _, _spellings = _line.partition(": ")
    for _spelling in _spellings.split(", "):
        UNITS[tuple(_spelling.split())] = _name
LONGEST = max(map(len, UNITS))

SYMBOLS = {
    "m": "metre",
    "g": "gram",
    "W": "watt",
    "V": "volt",
    "A": "ampere",
    "l": "litre",
    "L": "litre",
    "C": "celsius",
    "F": "fahrenheit",
    "Nm": "newton metre",
    "p": "penny",
    "c": "cent",
    "K": "kelvin",
    "T": "tonne",
    "t": "tonne",
    "s": "second",
    "h": "hour",
    "d": "day",
    "nm": "nanometre",
}
"""Read as units, in this case only, where they touch a number."""
APART = frozenset({"m", "g", "W", "V", "C", "F", "Nm", "p"})
"""Of these, also after a space."""

CURRENCIES = {
    "$": "dollar",
    "€": "euro",
    "£": "pound sterling",
    "¥": "japanese yen",
    "₹": "indian rupee",
    "₽": "ruble",
    "₪": "shekel",
    "₩": "won",
    "usd": "dollar",
    "eur": "euro",
    "gbp": "pound sterling",
    "rm": "malaysian ringgit",
    "rs": "indian rupee",
    "ps": "pound sterling",
    "aud": "australian dollar",
    "cad": "canadian dollar",
    "chf": "swiss franc",
    "jpy": "japanese yen",
    "inr": "indian rupee",
}
"""Before a number. PS and Y= are what is left of £ and ¥ in ASCII."""
COUNTRIES = {
    "us": "dollar",
    "u.s.": "dollar",
    "a": "australian dollar",
    "au": "australian dollar",
    "c": "canadian dollar",
    "ca": "canadian dollar",
    "hk": "hong kong dollar",
    "nz": "new zealand dollar",
    "s": "singapore dollar",
    "n": "namibian dollar",
    "r": "brazilian real",
    "nt": "new taiwan dollar",
}
"""Letters beside a dollar sign."""

MONEY = frozenset(
    {*CURRENCIES.values(), *COUNTRIES.values(), "yuan", "peso", "krone", "cent", "penny"}
) | {"danish krone", "swedish krona", "norwegian krone", "swiss franc", "croatian kuna"}

PER = word_set(
    """
    second minute hour day night week month year annum decade century mile kilometre kilometer metre
    meter foot yard barrel ounce gallon litre liter share unit person head capita tonne ton pound
    gram kilo kilogram acre hectare household family game match bottle bushel pop piece ticket dose
    passenger vote worker
    """
)
"""What "a", "an", "each" and a hyphen may divide by; after "per" any word does."""

NAMES = {"litre": "litre", "liter": "litre", "meter": "metre", "kilometer": "kilometre"}
NAMES |= {"annum": "year", "kilo": "kilogram", "sq": "square metre"}

ADULT = frozenset({"old", "olds"})

TIMES = frozenset(
    {"second", "minute", "hour", "day", "week", "month", "year", "decade", "century", "millisecond"}
)
LONG = {"second": 1, "minute": 60, "hour": 3600, "day": 86400, "week": 604800}
"""Seconds of the units that can be turned into one another without a calendar."""


def before(t: Tokens, i: int) -> tuple[str, int] | None:
    """The currency that ends just before token `i`, and the token where it begins."""
    at = i - 1
    sign = t.word(at)
    if sign == "=" and t.at(at - 1) == "y" and t.glued(i):
        return "japanese yen", at - 1
    if sign == "$":
        glued = t.glued(at)
        near = t.at(at - 1)
        if near in COUNTRIES and (glued or len(near) > 1) and t.word(at - 1).isupper():
            return COUNTRIES[near], at - 1
        if near == "." and t.at(at - 2) == "s" and t.at(at - 3) == "." and t.at(at - 4) == "u":
            return "dollar", at - 4
        return "dollar", at
    if sign.lower() in COUNTRIES and t.at(at - 1) == "$" and t.glued(at) and t.glued(i):
        return COUNTRIES[sign.lower()], at - 1  # $US5, $A5
    if t.at(at) in CURRENCIES and (not sign.isalpha() or (sign.isupper() and t.glued(i))):
        return CURRENCIES[t.at(at)], at
    if sign == "Rs" or (sign == "." and t.word(at - 1) == "Rs"):
        return "indian rupee", at if sign == "Rs" else at - 1
    if sign.isupper() and len(sign) == 3 and t.at(at) in CURRENCIES:
        return CURRENCIES[t.at(at)], at
    return None


def after(t: Tokens, i: int) -> tuple[str, int] | None:
    """The unit that begins at token `i`, hyphened or not, and the token after it."""
    at = i + 1 if t.at(i) in ("-", "–") and t.glued(i) and t.glued(i + 1) else i
    exact = t.word(at) in ("Nm", "nm") or (t.word(at) == "A" and t.at(at + 1) == "/")
    found = None if exact else _longest(t, at)
    if found is None:
        word = t.word(at)
        if word in SYMBOLS and (t.glued(at) or word in APART):
            if word == "p" and t.at(at + 1) == "." and t.at(at + 2) == "m":
                return None
            raised = t.word(at + 1) == "2" and t.glued(at + 1)
            if word == "m" and raised:
                return "square metre", at + 2
            found = SYMBOLS[word], at + 1
        elif word in ("€", "£", "$") and t.glued(at):
            found = CURRENCIES[word], at + 1
    if found is None:
        return None
    name, end = found
    if name in ("year", "month", "week", "day"):
        old = end + (1 if t.at(end) == "-" else 0)
        if t.at(old) in ADULT:
            return f"{name} of age", old + 1
    return name, end


def _longest(t: Tokens, at: int) -> tuple[str, int] | None:
    words: list[str] = []
    best = None
    end = at
    while len(words) < LONGEST and end < len(t):
        word = t.at(end)
        if word in ("-", "/", ".", "–") and words and len(word) == 1:
            if word == "." and t.at(end - 1) not in ("sq", "cu", "u", "s"):
                break
            end += 1
            continue
        if words and t.apart(end) and t.at(end - 1) != ".":
            break
        words.append(word)
        end += 1
        name = UNITS.get(tuple(words))
        if name is not None:
            best = name, end
    return best


def divided(t: Tokens, i: int, name: str, *, money: bool) -> tuple[str, int]:
    """The unit with what it is divided by, if that follows: "per barrel", "a month", "/cm2"."""
    at, word = i, t.at(i)
    if money and t.word(i) in ("US", "USD", "AUD"):
        at = i + 1
        word = t.at(at)
    elif money and word == "u" and t.at(i + 1) == "." and t.at(i + 2) == "s":
        at = i + 4 if t.at(i + 3) == "." else i + 3
        word = t.at(at)
    if word == "-" and t.at(at + 1) in ("a", "per") and t.at(at + 2) == "-":
        over = t.at(at + 3)
        if over in PER:
            return f"{name} per {NAMES.get(over, over)}", at + 4
    if word == "per" and t.at(at + 1).isalpha() and t.at(at + 1) not in ("cent",):
        unit = _longest(t, at + 1)
        if unit is None and t.word(at + 1) in SYMBOLS:
            unit = SYMBOLS[t.word(at + 1)], at + 2
        over, end = unit or (NAMES.get(t.at(at + 1), t.at(at + 1)), at + 2)
        return f"{name} per {over}", end
    over = t.at(at + 1)
    if word in ("a", "an") and over in PER and t.at(at + 2) not in ("ago", "later", "earlier"):
        half = name in TIMES and over in TIMES and over != "day" and over != "week"
        if not half and (over != "year" or t.at(at + 2) not in ("before", "after")):
            return f"{name} per {NAMES.get(over, over)}", at + 2
    return name, at
