import { rename } from 'node:fs/promises';
import path from 'node:path';
import { withFingerprint } from '../../pipeline/batch/output-path.ts';
import type { Deidentifier } from '../create-deidentifier.ts';
import { dropName, hasCode, identityOf, isSameContent, nameFile, withOutput } from './file-steps.ts';
import type { Workshop } from './workshop.ts';

/** What became of a finished file: its place below the root, or why it has none. */
export type Placed = { readonly kind: 'placed'; readonly outputPath: string } | { readonly kind: 'copy' | 'ambiguous' };

/**
 * Gives finished files their places in a folder that others write into at the same time. No lock, so nothing waits for a
 * process that has ended: each step gives or takes one name at once, and a file has its next name before it loses the last.
 *
 * The plain path goes to whoever gives it to its file first. A file with a lesser fingerprint makes the other go: that one gets
 * the path of its own fingerprint first, then leaves. Whoever finds that it has taken away another file than it had looked at
 * places that one again before its own. So the least has the plain path at the end, and all others have theirs, whoever was first.
 */
export function createPlacing(root: string, workshop: Workshop, fingerprint: Deidentifier['fingerprint']) {
  const at = (outputPath: string) => path.join(root, outputPath);
  const fingerprintOf = (name: string) => withOutput(name, fingerprint);

  /** @param made a whole file in the workshop, whose name there is gone afterwards */
  async function place(made: string, outputPath: string): Promise<Placed> {
    const placed = await settle(made, outputPath);
    await dropName(made);
    return placed;
  }

  async function settle(made: string, outputPath: string): Promise<Placed> {
    for (;;) {
      const named = await nameFile(made, at(outputPath));
      if (named === null) throw new Error(`${outputPath} was taken away while it was written. Write it again.`);
      if (named) return { kind: 'placed', outputPath };
      const other = workshop.newName();
      try {
        // Whatever has the path now stays to be read under this name, or has just left it.
        const isThere = await nameFile(at(outputPath), other);
        const placed = isThere === null ? null : await meet(made, other, outputPath);
        if (placed !== null) return placed;
      } finally {
        await dropName(other);
      }
    }
  }

  /** @returns null when the other has made way */
  async function meet(made: string, other: string, outputPath: string): Promise<Placed | null> {
    if (await isSameContent(made, other)) return { kind: 'copy' };
    const [own, theirs] = [await fingerprintOf(made), await fingerprintOf(other)];
    if (own === theirs) return { kind: 'ambiguous' };
    if (own > theirs) return placeBeside(made, withFingerprint(outputPath, own));
    const moved = await placeBeside(other, withFingerprint(outputPath, theirs));
    if (moved.kind === 'ambiguous') return moved;
    await takeAway(other, outputPath);
    return null;
  }

  /** The path of a fingerprint belongs to one content. */
  async function placeBeside(made: string, outputPath: string): Promise<Placed> {
    if (await nameFile(made, at(outputPath))) return { kind: 'placed', outputPath };
    return { kind: (await isSameContent(made, at(outputPath))) ? 'copy' : 'ambiguous' };
  }

  /** Frees a path from a file that has another by now. What has come there meanwhile is placed as if it came now. */
  async function takeAway(expected: string, outputPath: string): Promise<void> {
    const moved = workshop.movedName(outputPath);
    try {
      await rename(at(outputPath), moved);
    } catch (error) {
      // Somebody else has taken it away.
      if (hasCode(error, 'ENOENT')) return;
      throw error;
    }
    if ((await identityOf(moved)) === (await identityOf(expected))) await dropName(moved);
    else await place(moved, outputPath);
  }

  return { place };
}
