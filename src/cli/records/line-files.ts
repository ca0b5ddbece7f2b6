import { closeSync, openSync, readSync, writeSync } from 'node:fs';

const windowBytes = 256 * 1024;
const blockCharacters = 256 * 1024;
const lineEnd = 10;

/** A line of a file and how many bytes it has there; the line end is not in either. */
type Line = { readonly text: string; readonly length: number };

/** Reads a text file line by line, whatever its size. What stands behind the last line end is no line. */
export function* readLines(place: string): Generator<Line> {
  const file = openSync(place, 'r');
  try {
    let window = Buffer.allocUnsafe(windowBytes);
    let held = 0;
    let offset = 0;
    while (true) {
      // A line that is longer than the window.
      if (held === window.length) window = Buffer.concat([window, Buffer.allocUnsafe(window.length)]);
      const count = readSync(file, window, held, window.length - held, offset + held);
      if (count === 0) return;
      held += count;
      let from = 0;
      for (let end = window.indexOf(lineEnd); end >= 0 && end < held; end = window.indexOf(lineEnd, from)) {
        yield { text: window.toString('utf8', from, end), length: end - from };
        from = end + 1;
      }
      window.copyWithin(0, from, held);
      held -= from;
      offset += from;
    }
  } finally {
    closeSync(file);
  }
}

/** Writes a new text file for its owner alone, many lines at a time. */
export function createLineFile(place: string) {
  const file = openSync(place, 'wx', 0o600);
  let text = '';
  const flush = () => {
    const bytes = Buffer.from(text);
    for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at);
    text = '';
  };
  return {
    add: (line: string): void => {
      text += `${line}\n`;
      if (text.length >= blockCharacters) flush();
    },
    close: (): void => {
      try {
        flush();
      } finally {
        closeSync(file);
      }
    },
  };
}
