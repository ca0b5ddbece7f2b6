import type { OutcomeCounts } from '../outcomes.ts';

/** By how many more or fewer files each of these is foretold; those that stay as many are absent. */
export type CountEffect = readonly { readonly kind: keyof OutcomeCounts; readonly by: number }[];

/** What a change of the profile did to the files of the batch, from one whole forecast to the next. */
export function compareCounts(before: OutcomeCounts, after: OutcomeCounts): CountEffect {
  const old = asForetold(before);
  const now = asForetold(after);
  return KINDS.flatMap((kind) => (now[kind] === old[kind] ? [] : [{ kind, by: now[kind] - old[kind] }]));
}

const KINDS = ['ready', 'held', 'skipped'] as const;

/** What is planned and not confirmed is ready. */
function asForetold({ ready, deidentified, held, skipped }: OutcomeCounts) {
  return { ready: ready + deidentified, held, skipped };
}
