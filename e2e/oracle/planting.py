"""Values that are planted into attributes: one for each value representation, each to be known again in raw bytes.

Text carries a token of `ZQ` and eight letters that occurs once in all files. Dates are of two kinds: those that an option of
the table may keep, and those that no option keeps (birth dates and the like); one date of each kind for all files, in years
that no real file has, so that no shifted date looks like another planted one.
"""

import hashlib

DATE, TIME = "18570314", "213749.607181"
OTHER_DATE, OTHER_TIME = "17890622", "052813.940217"
UID_ROOT = "1.2.999."
AGE, OLD_AGE = "047Y", "094Y"
LETTERS = "BCDFGHJKLMNPRSTVWX"


def number_of(seed, *parts):
    text = "\0".join([str(seed), *parts])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big")


def token_of(seed, *parts):
    number = number_of(seed, *parts)
    letters = ""
    for _ in range(8):
        number, digit = divmod(number, len(LETTERS))
        letters += LETTERS[digit]
    return "ZQ" + letters


def value_for(vr, may_be_kept, seed, *parts):
    """A value for pydicom. `may_be_kept` tells which of the two dates."""
    token = token_of(seed, *parts)
    number = number_of(seed, *parts)
    date, time = (DATE, TIME) if may_be_kept else (OTHER_DATE, OTHER_TIME)
    if vr == "DA":
        return date
    if vr == "TM":
        return time
    if vr == "DT":
        return date + time
    if vr == "UI":
        return UID_ROOT + str(10**11 + number % 10**11)
    if vr == "PN":
        return token + "^ANNA"
    if vr == "AS":
        return OLD_AGE if number % 4 == 0 else AGE
    if vr == "IS":
        return "1773%06d" % (number % 10**6)
    if vr == "DS":
        return "7731.%08d" % (number % 10**8)
    if vr in ("US", "UL", "SS", "SL"):
        return 31337
    if vr in ("FL", "FD"):
        return 31337.5
    if vr in ("OB", "OW", "UN", "OF", "OD", "OL"):
        return (token * 2).encode()
    if vr == "UR":
        return "https://%s.example/anna" % token
    if vr in ("ST", "LT", "UT", "UC"):
        return "CHEST seen by %s on Monday, AXIAL" % token
    if vr == "LO":
        return "CHEST %s AXIAL" % token
    return token
