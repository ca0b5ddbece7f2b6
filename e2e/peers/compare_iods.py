"""Runs dciodvfy over pairs of files and reports the errors that the output has and the input has not.

Reads JSON: {"pairs": [{"before", "after"}]}. Prints JSON: {"compared": N, "newErrors": [{"file", "error"}]}. Values are cut
from the messages, so that a replaced value does not make an old error look new.
"""

import json
import re
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor


def main():
    pairs = json.load(sys.stdin)["pairs"]
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(new_errors, pairs))
    json.dump({"compared": len(pairs), "newErrors": [error for errors in results for error in errors]}, sys.stdout)


def new_errors(pair):
    before = errors_of(pair["before"])
    return [{"file": pair["before"], "error": error} for error in sorted(errors_of(pair["after"]) - before)]


def errors_of(path):
    run = subprocess.run(["dciodvfy", path], capture_output=True, timeout=120)
    lines = run.stderr.decode("latin-1").splitlines()
    return {normalise(line) for line in lines if line.startswith("Error")}


def normalise(line):
    line = re.sub(r"(value|Value)( is)?[ =]+[<\"'].*?[>\"']", "value", line)
    line = re.sub(r"<[0-9.]{10,}>", "<uid>", line)
    line = re.sub(r"(ReferencedSOPInstanceUID) [0-9.]+", r"\1 <uid>", line)
    return re.sub(r"\[\d+\]", "[]", line).strip()


main()
