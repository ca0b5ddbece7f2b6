import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import { strings } from '../ui/strings.ts';

/** What was done to a value and by which rule, as a sentence. */
export function rowSentence({ effect, reason, action }: Pick<DiffRow, 'effect' | 'reason' | 'action'>): string {
  if (reason.startsWith('No rule names it')) return `${effects[effect]}: no rule names it.`;
  const meaning = action === '+' || reason.startsWith('Own rule') ? '' : ` (${strings.actions[action]})`;
  const isUnchanged = effect === 'kept' && action !== 'K';
  return isUnchanged
    ? `${effects.kept}: rule ${reason}${meaning} found nothing to change.`
    : `${effects[effect]} by rule ${reason}${meaning}.`;
}

const effects: Readonly<Record<DiffRow['effect'], string>> = {
  kept: 'Kept as it is',
  removed: 'Removed',
  emptied: 'Emptied',
  replaced: 'Replaced',
  added: 'Added',
};
