import type { Signature } from '../outcomes.ts';
import type { DecideState } from './decide-state.ts';

/** As many characters as `decisions.json` takes. */
export const mostInitials = 12;

/** Signs what is decided now. Of the initials, invisible characters and outer spaces do not count. */
export function sign({ initials }: Pick<DecideState, 'initials'>): Signature {
  const by = initials.replaceAll(/\p{C}/gu, '').trim();
  return { atIso: new Date().toISOString(), ...(by !== '' && { by }) };
}
