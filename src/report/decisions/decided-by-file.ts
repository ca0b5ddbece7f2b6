import type { DecidedBeside } from './decisions-json.ts';
import type { FoundDecisions } from './find-decisions.ts';
import type { InForce } from './made-under.ts';
import type { SavedDevice } from './saved-decisions.ts';

/** The boxes of files, as `decisionsJson` takes them: files that have them of one decision stand together. */
export function appliedBoxes(found: Iterable<Pick<FoundDecisions, 'id' | 'boxes'>>): DecidedBeside['boxes'] {
  const idsOf = new Map<NonNullable<FoundDecisions['boxes']>, number[]>();
  for (const { id, boxes } of found) {
    if (boxes === null) continue;
    const ids = idsOf.get(boxes);
    if (ids === undefined) idsOf.set(boxes, [id]);
    else ids.push(id);
  }
  return [...idsOf].map(([{ redaction: _, ...decision }, ids]) => ({ ...decision, ids }));
}

/** The files that decisions bring the search of: without it, what shows text would leave a run that does not search itself. */
export function broughtSearches(
  found: Iterable<Pick<FoundDecisions, 'id' | 'search'>>,
): Pick<DecidedBeside, 'withSearches'> {
  const ids = new Set<number>();
  for (const { id, search } of found) if (search !== null) ids.add(id);
  return ids.size === 0 ? {} : { withSearches: ids };
}

/** What saved decisions said of files, as `decisionsJson` takes it to save it again. */
export function decidedAgain(
  { found, devices }: { readonly found: readonly FoundDecisions[]; readonly devices: readonly SavedDevice[] },
  under: InForce,
): DecidedBeside {
  const ids = found.flatMap(({ id, isLeftOut }) => (isLeftOut ? [id] : []));
  return {
    boxes: appliedBoxes(found),
    devices,
    leftOut: { ids, projectKey: under.projectKey },
    under,
    ...broughtSearches(found),
  };
}
