"""What dciodvfy holds against files: iod_errors.py, with one JSON list of paths on each line of its input.

Prints one JSON object per line: path to its errors. Values are cut from the messages, so that a new value does not make an old
error look new.
"""

import json
import re
import subprocess
import sys


def main():
    for line in sys.stdin:
        print(json.dumps({path: errors_of(path) for path in json.loads(line)}), flush=True)


def errors_of(path):
    try:
        run = subprocess.run(["dciodvfy", path], capture_output=True, timeout=120)
    except subprocess.TimeoutExpired:
        return ["dciodvfy did not end"]
    lines = run.stderr.decode("latin-1").splitlines()
    return sorted({normalise(line) for line in lines if line.startswith("Error")})


def normalise(line):
    line = re.sub(r"(value|Value)( is)?[ =]+[<\"'].*?[>\"']", "value", line)
    line = re.sub(r"<[0-9.]{10,}>", "<uid>", line)
    line = re.sub(r"= <[^>]*>", "= <>", line)
    line = re.sub(r"UID [0-9.]+", "UID uid", line)
    return re.sub(r"\[\d+\]|/\d+\b", "[]", line).strip()


main()
