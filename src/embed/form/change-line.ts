import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import { element } from './dom.ts';
import { formStrings } from './form-strings.ts';

/** One change: tag, old value struck, new value, action. */
export function changeLine({ path, name, before, after, effect, action, reason }: DiffRow): HTMLLIElement {
  const none = (text: string) => element('span', { class: 'none' }, text);
  const text = (name: 'del' | 'ins', value: string) => element(name, { class: 'clip', title: value }, value);
  const isEmpty = effect === 'emptied' || after === null || after === '';
  return element(
    'li',
    { class: 'change' },
    element('code', { title: name }, path),
    before === null ? none(formStrings.added) : before === '' ? none(formStrings.empty) : text('del', before),
    effect === 'removed' ? none(formStrings.removed) : isEmpty ? none(formStrings.empty) : text('ins', after),
    element('abbr', { title: reason }, action),
  );
}
