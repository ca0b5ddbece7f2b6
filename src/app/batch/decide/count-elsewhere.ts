import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { BatchState } from '../batch-state.ts';
import type { DecideState } from './decide-state.ts';
import { decidedFiles } from './reduce-decide.ts';

/** What is in force about a file, in the order in which it is told. */
const elsewhereKinds = [
  'blanked',
  'nothing-identifying',
  'let-through',
  'texts-read',
  'value',
  'document',
  'left-out',
] as const;
export type ElsewhereKind = (typeof elsewhereKinds)[number];

/**
 * How many files decisions are about that were not made in *Decide* since the page was opened: they came from a file, or were made in the
 * review or on *Deliver*. A file counts once for each kind.
 * @param decisions those of *Decide* that are in force
 * @returns kinds without a file are not there
 */
export function countElsewhere(
  { files, leftOut }: Pick<BatchState, 'files' | 'leftOut'>,
  decisions: DecideState['decisions'],
): readonly (readonly [ElsewhereKind, number])[] {
  const here = new Set(decisions.flatMap(decidedFiles));
  const counts = new Map<ElsewhereKind, number>();
  for (const file of files) {
    if (here.has(file.id)) continue;
    const kinds = leftOut.has(file.id) ? (['left-out'] as const) : kindsOf(file);
    for (const kind of kinds) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  }
  return elsewhereKinds.flatMap((kind) => {
    const count = counts.get(kind);
    return count === undefined ? [] : [[kind, count] as const];
  });
}

function kindsOf({ release, redaction, values, document }: BatchFile): readonly ElsewhereKind[] {
  if (!release && !redaction && !values && !document) return none;
  return [
    ...(redaction ? (['blanked'] as const) : []),
    ...(release ? [kindOf(release)] : []),
    ...(values ? (['value'] as const) : []),
    ...(document ? (['document'] as const) : []),
  ];
}

const none: readonly ElsewhereKind[] = [];

function kindOf({ pixels, covers }: NonNullable<BatchFile['release']>): ElsewhereKind {
  if (pixels.kind === 'nothing-identifying') return 'nothing-identifying';
  return covers === 'texts' ? 'texts-read' : 'let-through';
}
