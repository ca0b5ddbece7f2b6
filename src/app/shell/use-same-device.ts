import { useMemo, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { BoxScope } from '../../report/decisions/saved-decisions.ts';
import { createDeviceReach } from '../batch/decide/device-proposals.ts';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { boxScopes } from '../image/boxes/box-scopes.ts';
import { useBatch } from '../store/use-batch.ts';
import { boxesStrings } from '../ui/strings/boxes.ts';

const text = boxesStrings.scope;

/**
 * What a decision about the open entry applies to, with *Same device* as the last choice: to be chosen anew in each series.
 * @param file the image that is open
 * @param drawn one image or the series
 */
export function useSameDevice(
  entry: WaitingEntry,
  file: BatchFile,
  entries: readonly WaitingEntry[],
  drawn: { readonly scope: BoxScope; readonly setScope: (scope: BoxScope) => void },
) {
  const [chosenIn, chooseIn] = useState<string | null>(null);
  const [reachOf] = useState(createDeviceReach);
  const drafts = useBatch(({ boxes }) => boxes.drafts);
  const projectKey = useBatch((state) => state.projectKey.bytes);
  const reach = useMemo(
    () => reachOf(entry, file, entries, drafts, projectKey),
    [reachOf, entry, file, entries, drafts, projectKey],
  );
  const isOpen = reach.kind === 'series';
  const scope: BoxScope = isOpen && chosenIn === entry.seriesKey ? 'device' : drawn.scope;
  const setScope = (wanted: BoxScope) => {
    chooseIn(wanted === 'device' ? entry.seriesKey : null);
    drawn.setScope(wanted === 'image' ? 'image' : 'series');
  };
  const order: readonly BoxScope[] = isOpen ? ['image', 'series', 'device'] : ['image', 'series'];
  return {
    scope,
    setScope,
    nextScope: () => setScope(order[(order.indexOf(scope) + 1) % order.length] ?? 'series'),
    choices: [...boxScopes, ['device', isOpen ? text.sameDevice(reach.count) : text.device, !isOpen]] as const,
    /** Why *Same device* cannot be chosen; null where it can. */
    why: isOpen ? null : text.why[reach.why],
    /** In how many other series the boxes are placed. */
    others: scope === 'device' && isOpen ? reach.count - 1 : 0,
  };
}
