"""What a value is: valid for its VR, a date, a number, nothing, or something that was planted."""

import re

from element_tree import text_of

# Dummies and zeros may stand in a file that was de-identified before; equal to the new ones, they identify nobody.
NOTHING = re.compile(rb"^(REMOVED|ANONYMI[SZ]ED|0|1|000Y|19000101(000000(\.0+)?)?|000000(\.0+)?|O|\0*|N-\w{10})?[ \0]*$")
PLANTED = re.compile(
    rb"ZQ[BCDFGHJKLMNPRSTVWX]{8}|(?<![\d.])1\.2\.999\.\d{12}|(?<![\d.])18570314|(?<![\d.])17890622"
    rb"|213749\.607|052813\.940|(?<![\d.])1773\d{6}(?!\d)|(?<![\d.])7731\.\d{8}"
)


def holds_numbers(node):
    """Numbers in text or binary; where an implicit header hides the VR, a value without any word."""
    if node.vr in ("DS", "IS", "FD", "FL", "US", "SS", "UL", "SL"):
        return True
    return node.vr == "UN" and node.items is None and not re.search(rb"[A-Za-z^]{3}", node.value)


VALID = {
    "DA": r"\d{8}",
    "TM": r"\d{2}(\d{2}(\d{2}(\.\d{1,6})?)?)?",
    "DT": r"\d{4}(\d{2}(\d{2}(\d{2}(\d{2}(\d{2}(\.\d{1,6})?)?)?)?)?)?([+-]\d{4})?",
    "UI": r"[0-2](\.(0|[1-9]\d*))+",
    "AS": r"\d{3}[DWMY]",
    "CS": r"[A-Z0-9 _]{0,16}",
    "IS": r" *[+-]?\d{1,12} *",
    "DS": r" *[+-]?[\d.]+([eE][+-]?\d+)? *",
    "AE": r"[^\\]{0,16}",
    "SH": r"[^\\]{0,16}",
    "LO": r"[^\\]{0,64}",
    "PN": r"[^\\]{0,64}(=[^\\]{0,64}){0,2}",
}


def is_valid(node):
    pattern = VALID.get(node.vr)
    return pattern is None or all(re.fullmatch(pattern, text) for text in text_of(node).split("\\"))


def days_of(text):
    found = re.match(r"(\d{4})\.?(\d{2})\.?(\d{2})", text)
    if not found:
        return None
    year, month, day = map(int, found.groups())
    # Days of the Gregorian calendar; only differences count.
    year, month = (year - 1, month + 9) if month < 3 else (year, month - 3)
    return 365 * year + year // 4 - year // 100 + year // 400 + (153 * month + 2) // 5 + day


def deflated_at(data):
    length = int.from_bytes(data[140:144], "little")
    return 144 + length
