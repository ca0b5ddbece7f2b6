"""Scores what a search for text found in the images of make_images.py. Shares no code with the product.

Arguments: the folder with key.json, and found.json: for each file a list of boxes as [column, row, columns, rows, kind], where the
kind is header, other or measurement. A line counts as found when four fifths of its box are covered. "leaving" counts the lines
that tell something in files of class B and C that nothing holds; a clean file of these classes that is held is in "cleanHeldBC". "beside" is
the mean part of an image with text that boxes cover where no line is. Prints JSON.
"""

import json
import os
import sys

import pydicom
from PIL import Image, ImageDraw

COVERED = 0.8


def covered(size, boxes, line):
    """The part of a line's box that lies in any of the boxes."""
    mask = Image.new("1", size, 0)
    draw = ImageDraw.Draw(mask)
    for column, row, columns, rows in boxes:
        draw.rectangle((column, row, column + columns - 1, row + rows - 1), fill=1)
    column, row, columns, rows = line
    part = mask.crop((column, row, column + columns, row + rows))
    return sum(part.getdata()) / (columns * rows) if part.getbbox() else 0


def area_beside(size, boxes, lines):
    """The part of an image that boxes cover though no line of text is there."""
    mask = Image.new("1", size, 0)
    draw = ImageDraw.Draw(mask)
    for fill, rectangles in ((1, [box[:4] for box in boxes]), (0, lines)):
        for column, row, columns, rows in rectangles:
            draw.rectangle((column, row, column + columns - 1, row + rows - 1), fill=fill)
    return sum(mask.getdata()) / (size[0] * size[1])


def main(folder, found_path):
    with open(os.path.join(folder, "key.json")) as key_file, open(found_path) as found_file:
        key, found = json.load(key_file), json.load(found_file)
    score = {"lines": 0, "found": 0, "header": 0, "files": 0, "held": 0, "clean": 0, "cleanHeld": 0, "cleanBC": 0, "cleanHeldBC": 0, "leaving": 0, "leavingLines": [], "missed": []}
    by_class, by_script, by_size = {}, {}, {}
    beside = []
    for name, entry in sorted(key.items()):
        dataset = pydicom.dcmread(os.path.join(folder, name), stop_before_pixels=True)
        size = (int(dataset.Columns), int(dataset.Rows))
        hits = found[name]
        is_held = any(kind != "measurement" for *_, kind in hits)
        tells = [line for line in entry["lines"] if line["tells"] != "measurement"]
        if entry["lines"]:
            beside.append(area_beside(size, hits, [line["box"] for line in entry["lines"]]))
        if entry["form"] == "clean":
            score["clean"] += 1
            score["cleanHeld"] += is_held
            if entry["class"] != "A":
                score["cleanBC"] += 1
                score["cleanHeldBC"] += is_held
        elif tells:
            score["files"] += 1
            score["held"] += is_held
        for line in tells:
            is_found = covered(size, [box[:4] for box in hits], line["box"]) >= COVERED
            is_header = covered(size, [box[:4] for box in hits if box[4] == "header"], line["box"]) >= COVERED
            score["lines"] += 1
            score["found"] += is_found
            score["header"] += is_header
            high = "up to 12" if line["size"] <= 12 else "more"
            for groups, group in ((by_class, entry["class"]), (by_script, line.get("script", "Latin")), (by_size, high)):
                counts = groups.setdefault(group, [0, 0])
                counts[0] += is_found
                counts[1] += 1
            if entry["class"] != "A" and not is_held:
                score["leaving"] += 1
                score["leavingLines"].append([name, entry["kind"], line["tells"], line["size"], line["turned"]])
            if not is_found:
                score["missed"].append([name, entry["kind"], line["tells"], line["size"], line["turned"]])
    score["byClass"], score["byScript"], score["bySize"] = by_class, by_script, by_size
    score["beside"] = round(sum(beside) / max(1, len(beside)), 4)
    print(json.dumps(score))


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2])
