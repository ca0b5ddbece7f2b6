import type { ShownAction } from '../../../profile/action-code.ts';
import { strings } from '../strings.ts';

const TONE: Readonly<Record<ShownAction, string>> = { X: 'x', Z: 'z', D: 'd', U: 'u', C: 'c', K: 'k', '+': 'add' };

/** The action as its letter; the meaning is in the title. */
export function ActionCode({ action }: { action: ShownAction }) {
  return (
    <abbr className={`act ${TONE[action]}`} title={strings.actions[action]}>
      {action}
    </abbr>
  );
}
