"""Dates and times counted from the start of their study: what retainRelativeTimes has to write, worked out anew."""

import json
import os
import re
from datetime import datetime, timedelta

from element_tree import text_of

HERE = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(HERE, "..", "..", "src", "profile", "data", "relative-times.json")) as file:
    LISTS = json.load(file)
PAIRS = {int(date, 16): int(time, 16) for date, time, _ in LISTS["pairs"]}
DATE_OF = {time: date for date, time in PAIRS.items()}
ALONE = {int(tag, 16) for tag, _ in LISTS["timesAlone"]}
ZONES = {int(tag, 16) for tag, _ in LISTS["zones"]}
RELATIVE = {*PAIRS, *DATE_OF, *ALONE, *ZONES, *(int(tag, 16) for tag, _ in LISTS["dateTimes"])}
ORIGIN = datetime(1900, 1, 1)
YEAR = timedelta(days=366)
COUNTED = "times counted from the start of the study"


def day_of(text):
    found = re.fullmatch(r"(\d{4})(\.?)(\d{2})\2(\d{2})", text.strip())
    try:
        return found and datetime(int(found[1]), int(found[3]), int(found[4]))
    except ValueError:
        return None


def time_of(text, least=1):
    found = re.fullmatch(r"(\d{2})(?::?(\d{2})(?::?(\d{2})(?:\.(\d{1,6}))?)?)?", text.strip())
    if not found or sum(part is not None for part in found.groups()[:3]) < least:
        return None
    hours, minutes, seconds = (int(part or 0) for part in found.groups()[:3])
    if hours > 23 or minutes > 59 or seconds > 60:
        return None
    return timedelta(hours=hours, minutes=minutes, seconds=seconds, microseconds=int((found[4] or "").ljust(6, "0")))


class Start:
    """The start of a study, by the Study Date and Study Time of the file itself."""

    def __init__(self, moment, is_counted):
        self.moment, self.is_counted = moment, is_counted

    @staticmethod
    def of(elements):
        """None where there is nothing to count from: dates and times go as without the option."""
        day = day_of(text_of(elements.get(0x00080020)))
        time = time_of(text_of(elements.get(0x00080030)), least=2)
        if day is None or time is None:
            return None
        method = [value.strip() for value in text_of(elements.get(0x00120063)).split("\\")]
        is_marked = text_of(elements.get(0x00280303)).strip() == "MODIFIED" and COUNTED in method
        is_counted = day == ORIGIN and not time and is_marked
        return Start(day + time, is_counted) if time or is_counted else None

    def problem(self, siblings, node, other):
        """None when every value is what it has to be, or none of them can be counted and all went."""
        olds = text_of(node).split("\\")
        expected = [self.expected(siblings, node, olds, n) for n in range(len(olds))]
        news = [] if other is None else text_of(other).split("\\")
        if None in expected:
            kept = [old for old in olds if re.search(r"[1-9]", old) and old in news and not old.strip().startswith("19000101")]
            return "a value that cannot be counted" if kept else None
        if len(olds) != len(news):
            return "another number of values"
        return None if all(self.reads(node, new) == want for new, want in zip(news, expected)) else "another date or time"

    def expected(self, siblings, node, olds, n):
        """The value as it has to be read; None for one that cannot be counted."""
        old = olds[n].strip()
        if node.tag in ZONES:
            return old if re.fullmatch(r"[+-](0\d|1[0-4])[0-5]\d", old) else None
        if old in ("19000101", "19000101000000") and not self.is_counted:
            return None
        if node.tag in PAIRS:
            time = time_of(self.beside(siblings, PAIRS[node.tag], olds, n))
            day = day_of(old)
            return self.within(day and (self.moment_of(day, time) - self.moment + ORIGIN), lambda moved: moved.date())
        if node.tag in DATE_OF or node.tag in ALONE:
            date = self.beside(siblings, DATE_OF.get(node.tag), olds, n).strip()
            time, day = time_of(old), day_of(date)
            if time is None or (date == "19000101" and not self.is_counted):
                return None
            moved = self.moment_of(day or self.midnight(), time) - self.moment + ORIGIN
            return self.within(moved, lambda found: found.time()) if day else moved.time()
        return self.expected_datetime(old)

    def expected_datetime(self, old):
        found = re.fullmatch(r"(\d{8})([\d.]*)([+-]\d{4})?", old)
        day = found and day_of(found[1])
        time = time_of(found[2]) if found and found[2] else None
        if not day or (found[2] and time is None) or (found[3] and not re.fullmatch(r"[+-](0\d|1[0-4])[0-5]\d", found[3])):
            return None
        return self.within(self.moment_of(day, time) - self.moment + ORIGIN, lambda moved: (moved if found[2] else moved.date(), found[3]))

    def moment_of(self, day, time):
        return day + (self.moment - self.midnight() if time is None else time)

    def midnight(self):
        return datetime(self.moment.year, self.moment.month, self.moment.day)

    def within(self, moved, pick):
        if not moved or abs(datetime(moved.year, moved.month, moved.day) - ORIGIN) > YEAR:
            return None
        return pick(moved)

    def beside(self, siblings, tag, olds, n):
        values = text_of(siblings.get(tag)).split("\\") if tag in siblings else []
        return values[n] if len(values) == len(olds) else ""

    def reads(self, node, new):
        if node.tag in ZONES:
            return new.strip()
        if node.tag in PAIRS:
            day = day_of(new)
            return day and day.date()
        if node.tag in DATE_OF or node.tag in ALONE:
            time = time_of(new)
            return None if time is None else (ORIGIN + time).time()
        found = re.fullmatch(r"(\d{8})([\d.]*)([+-]\d{4})?", new.strip())
        day = found and day_of(found[1])
        return day and (day + time_of(found[2]) if found[2] else day.date(), found[3])
