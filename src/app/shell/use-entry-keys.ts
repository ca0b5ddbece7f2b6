import { useState } from 'react';
import { entryBeside } from '../batch/decide/open-entry.ts';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import type { KeyAct } from '../decide/decide-keys.ts';
import { useDecideKeys } from '../decide/use-decide-keys.ts';
import type { Intents } from '../intents/create-intents.ts';

/** Keys that mean the same whatever the open entry is about. */
type CommonKey = 'skip' | 'back' | 'undo' | 'shortcuts';

/** The way through the queue, *Undo* and help, by keys and for the buttons. @param hear the other keys */
export function useEntryKeys(
  entry: WaitingEntry,
  entries: readonly WaitingEntry[],
  intents: Pick<Intents, 'openEntry' | 'undoDecision'>,
  hear: (key: Exclude<KeyAct, CommonKey>) => void,
) {
  const [isHelpOpen, setHelpOpen] = useState(false);
  const beside = (step: 1 | -1) => {
    const other = entryBeside(entries, entry.key, step);
    if (other !== null) intents.openEntry(other.key);
  };
  useDecideKeys((key) => {
    switch (key) {
      case 'skip':
        return beside(1);
      case 'back':
        return beside(-1);
      case 'undo':
        return void intents.undoDecision();
      case 'shortcuts':
        return setHelpOpen(true);
      default:
        return hear(key);
    }
  });
  return { beside, isHelpOpen, setHelpOpen };
}
