/** What a key does in this step. */
export type KeyAct =
  | 'primary'
  | 'nothing'
  | 'leave-out'
  | 'skip'
  | 'back'
  | 'undo'
  | 'shortcuts'
  | 'scope'
  | 'draw'
  | 'select'
  | 'picture'
  | 'zoom-in'
  | 'zoom-out'
  | 'zoom-fit'
  | 'image'
  | 'replace'
  | 'mark-page'
  | 'view-one'
  | 'view-all'
  | 'view-sheet'
  | { readonly images: number };

/** What has the focus: a field takes letters, a control Enter, and some controls have arrows of their own. */
export type KeyTarget = { readonly isField: boolean; readonly takesEnter: boolean; readonly takesArrows: boolean };

type Key = {
  readonly key: string;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
};

const letters: Readonly<Record<string, KeyAct>> = {
  n: 'nothing',
  x: 'leave-out',
  z: 'undo',
  r: 'replace',
  s: 'scope',
  b: 'draw',
  v: 'select',
  a: 'picture',
  '?': 'shortcuts',
  '+': 'zoom-in',
  '=': 'zoom-in',
  '-': 'zoom-out',
  '0': 'zoom-fit',
  m: 'mark-page',
  '1': 'view-one',
  '2': 'view-all',
  '3': 'view-sheet',
  Escape: 'image',
};

const arrows: Readonly<Record<string, KeyAct>> = {
  ArrowRight: 'skip',
  ArrowLeft: 'back',
  ArrowUp: { images: -1 },
  ArrowDown: { images: 1 },
  PageUp: { images: -10 },
  PageDown: { images: 10 },
};

/** Null for a key that means nothing here, or something to what has the focus. */
export function actOfKey({ key, ctrlKey, metaKey, altKey }: Key, target: KeyTarget): KeyAct | null {
  if (target.isField || altKey) return null;
  const letter = key.length === 1 ? key.toLowerCase() : key;
  if (ctrlKey || metaKey) return letter === 'z' ? 'undo' : null;
  if (key === 'Enter') return target.takesEnter ? null : 'primary';
  return (target.takesArrows ? undefined : arrows[key]) ?? letters[letter] ?? null;
}

/** Reads off an element what it does with keys itself. */
export function targetOf(element: EventTarget | null): KeyTarget {
  if (!(element instanceof Element)) return { isField: false, takesEnter: false, takesArrows: false };
  const isField = element.matches(
    'textarea, select, [contenteditable], input:not([type="radio"], [type="checkbox"], [type="range"])',
  );
  return {
    isField,
    // Enter does what the first button says where a box that was just drawn has the focus, which Space ticks, or the entry that is open.
    takesEnter:
      element.closest('button, a, summary, [role="option"]') !== null &&
      element.closest('[data-box], [data-entry][aria-current="true"]') === null,
    takesArrows: element.closest('[data-box], [role="slider"], [role="listbox"], input, [data-arrows]') !== null,
  };
}
