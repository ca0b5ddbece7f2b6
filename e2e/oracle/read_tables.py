"""Writes data/rules.json, the oracle's own copy of the tables: read_tables.py <folder with ps3.15-e1-1.json and others>.

It reads the collected tables themselves and nothing that the product made of them.
"""

import json
import os
import sys

OPTIONS = {
    "rtnSafePriv": "retainSafePrivate",
    "rtnUIDs": "retainUids",
    "rtnDevId": "retainDeviceIdentity",
    "rtnInstId": "retainInstitutionIdentity",
    "rtnPatChars": "retainPatientCharacteristics",
    "rtnLongFullDates": "retainFullDates",
    "rtnLongModifDates": "retainModifiedDates",
    "cleanDesc": "cleanDescriptors",
    "cleanStructCont": "cleanStructuredContent",
    "cleanGraph": "cleanGraphics",
}


def main(folder):
    def rows(name):
        with open(os.path.join(folder, name + ".json")) as file:
            return json.load(file)

    table = rows("ps3.15-e1-1")
    lists = {
        "table": [
            [row["id"], row["vr"], row["basic"], {OPTIONS[key]: action for key, action in row["opt"].items()}]
            for row in table["rows"]
        ],
        "qmenta": [[row["id"], row["action"]] for row in rows("qmenta-profile")["rows"] if not row.get("duplicateOf")],
        "beyond": [row["id"] for row in rows("ps3.15-gaps")["rows"]],
        "safePrivate": [
            [row["creator"], row["group"], row["element"], row["vr"]] for row in rows("ps3.15-safe-private")["rows"]
        ],
        "structuralUids": [row["tag"][1:5] + row["tag"][6:10] for row in rows("ps3.6-uids")["rows"] if row["role"] == "structural"],
    }
    target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "data", "rules.json")
    with open(target, "w") as file:
        head = '{\n "edition": %s,\n "tableDigest": %s' % (json.dumps(table["edition"]), json.dumps(table["tableDigest"]))
        file.write(head)
        for name, entries in lists.items():
            file.write(',\n "%s": [\n  %s\n ]' % (name, ",\n  ".join(json.dumps(entry) for entry in entries)))
        file.write("\n}\n")


main(sys.argv[1])
