"""Scores cleaned descriptors against the answer key in sets/. Shares no code with the cleaner.

values [FOLDER]       prints the values of all sets as JSON: [{"id", "text", "patient", "report"}]
score FILE [FOLDER]   FILE: {"id": cleaned text}; prints a table for each language and class, seen and held-out part
misses FILE [FOLDER]  the same, and the tokens lost and told, of the seen part alone

FOLDER is `sets` unless told. `fresh` has values that were written, with their date, before the rules met them: its first
score is the figure that counts, and it has no held-out part.

A line of a set is one value. {x} identifies somebody or something, {=x} does and stands in the header as the
patient's name, ‹x› may go or stay, all else is to be kept. `# language class` opens a class. A fifth of the values, by
their hash, is the held-out part.
"""
import collections
import hashlib
import json
import pathlib
import re
import sys
import unicodedata

HERE = pathlib.Path(__file__).parent
MARK = re.compile(r"\{=?[^{}]*\}|‹[^‹›]*›")
GOALS = {"en": 95.0, "ja": 85.0, "zh": 85.0, "ko": 85.0}


def read_sets(folder):
    for path in sorted((HERE / folder).glob("*.txt")):
        language, kind = path.stem, ""
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if line.startswith("# "):
                language, kind = line[2:].split(" ", 1)
            elif line.strip():
                yield f"{path.stem}:{number}", language, kind, line


def parts_of(line):
    """The marked and unmarked stretches: (kind, text) with kind 'keep', 'tell', 'known' or 'any'."""
    at = 0
    for mark in MARK.finditer(line):
        if mark.start() > at:
            yield "keep", line[at : mark.start()]
        text = mark.group()
        if text.startswith("‹"):
            yield "any", text[1:-1]
        elif text.startswith("{="):
            yield "known", text[2:-1]
        else:
            yield "tell", text[1:-1]
        at = mark.end()
    if at < len(line):
        yield "keep", line[at:]


def is_wide(character):
    code = ord(character)
    return 0x3040 <= code <= 0x30FF or 0x3400 <= code <= 0x9FFF or 0xF900 <= code <= 0xFAFF


def tokens_of(text):
    """Runs of letters and digits, decimals whole; each Han or kana letter by itself, as those scripts have no spaces."""
    text = unicodedata.normalize("NFKC", text).casefold()
    found, run = [], ""
    for at, character in enumerate(text):
        kind = unicodedata.category(character)[0]
        joins = character in ".," and run[-1:].isdigit() and text[at + 1 : at + 2].isdigit()
        if kind in "LMN" and not is_wide(character) or joins:
            run += character
            continue
        if run:
            found.append(run)
            run = ""
        if is_wide(character):
            found.append(character)
    return found + ([run] if run else [])


def is_held_out(line):
    bare = "".join(text for _, text in parts_of(line))
    return hashlib.sha256(bare.encode()).digest()[0] % 5 == 0


def judge(line, cleaned):
    """@returns (meaningful tokens, those lost, identifying tokens, those that still tell)"""
    of = collections.defaultdict(list)
    for kind, text in parts_of(line):
        of["tell" if kind == "known" else kind] += tokens_of(text)
    after = collections.Counter(tokens_of(cleaned))
    free = collections.Counter(of["keep"] + of["any"])
    told = []
    for token in of["tell"]:
        if after[token] > free[token]:
            told.append(token)
            after[token] -= 1
        elif len(token) >= 4 and any(token in other for other in after if other not in free):
            told.append(token)
    lost = []
    for token in of["keep"]:
        if after[token] > 0:
            after[token] -= 1
        else:
            lost.append(token)
    return of["keep"], lost, of["tell"], told


def share(part, whole):
    return f"{100 * part / whole:5.1f}" if whole else "    -"


def score(cleaned, folder, shows_misses):
    rows = collections.defaultdict(lambda: collections.Counter())
    misses = []
    for name, language, kind, line in read_sets(folder):
        keep, lost, tell, told = judge(line, cleaned[name])
        part = "held" if folder == "sets" and is_held_out(line) else "seen"
        for key in ((language, kind), (language, "all"), ("all", "all")):
            row = rows[key]
            row[part, "values"] += 1
            row[part, "keep"] += len(keep)
            row[part, "kept"] += len(keep) - len(lost)
            row[part, "tell"] += len(tell)
            row[part, "gone"] += len(tell) - len(told)
            row[part, "telling"] += bool(told)
        if part == "seen" and (lost or told):
            misses.append(f"{name}\t{' '.join(lost)}\t{' '.join(told)}\t{line} => {cleaned[name]}")
    print(f"{'':24}{'seen':>6} {'kept%':>6} {'gone%':>6} {'telling':>8} |{'held':>5} {'kept%':>6} {'gone%':>6} {'telling':>8}")
    for (language, kind), row in rows.items():
        cells = [
            f"{row[part, 'values']:>5} {share(row[part, 'kept'], row[part, 'keep']):>6} "
            f"{share(row[part, 'gone'], row[part, 'tell']):>6} {row[part, 'telling']:>8}"
            for part in ("seen", "held")
        ]
        print(f"{language + ' ' + kind:24}{' |'.join(cells)}")
    if shows_misses:
        print("\n".join(misses))
    return rows


def below_goals(rows):
    """What a set must give, in both parts together: the goals were set before the held-out part was scored."""
    for (language, kind), row in rows.items():
        both = {name: row["seen", name] + row["held", name] for name in ("keep", "kept", "tell", "gone")}
        goal = GOALS.get(language, 90.0)
        if kind == "all" and language not in ("all", "other") and both["kept"] < goal / 100 * both["keep"]:
            yield f"{language}: {share(both['kept'], both['keep'])} % kept, {goal} wanted"
        if (language, kind) == ("all", "all") and both["gone"] < 0.99 * both["tell"]:
            yield f"{share(both['gone'], both['tell'])} % of identifying tokens gone, 99 wanted"
        if (language, kind) == ("id", "known") and both["gone"] < 0.999 * both["tell"]:
            yield f"{share(both['gone'], both['tell'])} % of what the header names gone, 99.9 wanted"


def main():
    command = sys.argv[1]
    if command == "values":
        json.dump(
            [
                {
                    "id": name,
                    "text": "".join(text for _, text in parts_of(line)),
                    "patient": " ".join(text for kind, text in parts_of(line) if kind == "known"),
                    "report": kind == "report",
                }
                for name, _, kind, line in read_sets(sys.argv[2] if len(sys.argv) > 2 else "sets")
            ],
            sys.stdout,
        )
        return 0
    folder = sys.argv[3] if len(sys.argv) > 3 else "sets"
    rows = score(json.loads(pathlib.Path(sys.argv[2]).read_text("utf-8")), folder, command == "misses")
    faults = list(below_goals(rows))
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
