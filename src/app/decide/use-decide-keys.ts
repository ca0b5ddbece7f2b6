import { useEffect, useLayoutEffect, useRef } from 'react';
import { flushSync } from 'react-dom';
import { actOfKey, type KeyAct, targetOf } from './decide-keys.ts';

/** Hears the keys of this step wherever the focus is, except where they mean something to what has it, or in a dialog. */
export function useDecideKeys(onAct: (act: KeyAct) => void): void {
  const act = useRef(onAct);
  useLayoutEffect(() => {
    act.current = onAct;
  });
  useEffect(() => {
    const hear = (event: KeyboardEvent) => {
      if (event.defaultPrevented || document.querySelector('dialog[open]') !== null) return;
      const meant = actOfKey(event, targetOf(event.target));
      if (meant === null) return;
      event.preventDefault();
      // A key that is held down goes through images; it does not decide one thing after the other.
      if (event.repeat && typeof meant === 'string') return;
      // The next key means what is on the screen then, however fast it comes.
      flushSync(() => act.current(meant));
    };
    document.addEventListener('keydown', hear);
    return () => document.removeEventListener('keydown', hear);
  }, []);
}
