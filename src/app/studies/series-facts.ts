import type { Series } from '../batch/derived/study-nodes.ts';
import type { Hold } from '../batch/outcomes.ts';

/** What the headers of a series say beyond its totals. */
export type SeriesFacts = {
  readonly transferSyntaxUids: readonly string[];
  /** Kinds of hold with the number of files, most first; what profile and decisions make of them is not asked here. */
  readonly risks: readonly (readonly [kind: Hold['kind'], files: number])[];
  readonly frames: number;
};

/** Read from all members. */
export function seriesFacts(members: Series['members']): SeriesFacts {
  const syntaxes = new Set<string>();
  const risks = new Map<Hold['kind'], number>();
  let frames = 0;
  for (const { scan } of members) {
    if (scan.kind !== 'dicom') {
      continue;
    }
    syntaxes.add(scan.summary.transferSyntaxUid);
    frames += scan.summary.frames;
    for (const kind of new Set(scan.holds.map((hold) => hold.kind))) {
      risks.set(kind, (risks.get(kind) ?? 0) + 1);
    }
  }
  return { transferSyntaxUids: [...syntaxes], risks: [...risks].sort((a, b) => b[1] - a[1]), frames };
}
