import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Rectangle } from '../pixel-data/redaction/redaction.ts';

/** What other programs say of a blanked file. */
export type PeerVerdict = {
  readonly outside: number;
  readonly largest: number;
  readonly distinct: number;
  readonly darkest: number;
};

const python = process.env['PYTHON_PATH'] ?? '/usr/bin/python3';

/** True when Python has pydicom and numpy; says aloud that tests are skipped when it has not. */
export function hasPydicom(): boolean {
  return pythonWith('pydicom, numpy');
}

/** The same of any packages, as an import statement names them. */
export function pythonWith(packages: string): boolean {
  try {
    execFileSync(python, ['-c', `import ${packages}`], { stdio: 'ignore' });
    return true;
  } catch {
    console.warn(`Tests that need ${packages} in Python are skipped: they are not installed.`);
    return false;
  }
}

/**
 * Decompresses both files with a program that shares no code with ours, and has pydicom compare them.
 * @param decompress program and options; null when pydicom decodes by itself
 */
export function judgeByPeers(
  before: Uint8Array,
  after: Uint8Array,
  boxes: readonly Rectangle[],
  decompress: readonly string[] | null,
  margin = 0,
): PeerVerdict {
  const folder = mkdtempSync(join(tmpdir(), 'nescio-blanked-'));
  try {
    const paths = Object.entries({ before, after }).map(([name, bytes]) => {
      const path = join(folder, `${name}.dcm`);
      writeFileSync(path, bytes);
      if (decompress === null) return path;
      const [program, ...options] = decompress;
      execFileSync(program!, [...options, path, `${path}.raw`], { stdio: 'ignore' });
      return `${path}.raw`;
    });
    const places = JSON.stringify(boxes.map(({ column, row, columns, rows }) => [column, row, columns, rows]));
    const answer = execFileSync(python, ['e2e/peers/judge_blanked.py', ...paths, places, `${margin}`], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    return JSON.parse(answer) as PeerVerdict;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
