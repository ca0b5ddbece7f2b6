import { takeAway } from './take-away.ts';

/** No layout has outputs below more than four folders. */
const deepest = 5;

/** Names of outputs, of a DICOMDIR among them, and behind them of what the browser writes before it gives a file its name. */
const outputName = /^(.*\.dcm|\d{8}|DICOMDIR)(\.crswap)?$/;

/**
 * Takes away what a page that crashed had begun in its folder: empty files, which no output is, and the browser's swap files. The
 * folder is one that the page made for its own outputs; other files in it stay.
 * @param finished paths that the journal knows as whole; they are not looked at
 */
export async function sweepFolder(folder: FileSystemDirectoryHandle, finished: ReadonlySet<string>): Promise<void> {
  const begun: string[] = [];
  for await (const path of begunIn(folder, '', 1, finished)) begun.push(path);
  await takeAway(folder, begun);
}

async function* begunIn(
  folder: FileSystemDirectoryHandle,
  above: string,
  depth: number,
  finished: ReadonlySet<string>,
): AsyncGenerator<string> {
  for await (const entry of folder.values()) {
    const path = `${above}${entry.name}`;
    if (entry.kind === 'directory') {
      if (depth < deepest) yield* begunIn(entry, `${path}/`, depth + 1, finished);
    } else if (!finished.has(path) && (await isBegun(entry))) {
      yield path;
    }
  }
}

async function isBegun(file: FileSystemFileHandle): Promise<boolean> {
  const [isOutput, , swap] = outputName.exec(file.name) ?? [];
  return isOutput !== undefined && (swap !== undefined || (await file.getFile()).size === 0);
}
