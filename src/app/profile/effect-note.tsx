import { useEffect, useRef } from 'react';
import type { Profile } from '../../profile/profile.ts';
import type { RowEffect } from '../row-effect.ts';
import { strings } from '../ui/strings.ts';

/** A reset that can be taken back as long as nothing else was changed. */
export type Reset = { readonly before: Profile; readonly after: Profile; readonly changes: number };

/** What the last change of the profile did to the open file, and the way back from a reset. */
export function EffectNote(props: {
  effect: RowEffect | null;
  reset: Reset | null;
  onUndo: (profile: Profile) => void;
}) {
  const { effect, reset } = props;
  const undo = useRef<HTMLButtonElement>(null);
  // The button that was pressed went away with the last change, and the focus with it.
  useEffect(() => {
    if (reset !== null) {
      undo.current?.focus();
    }
  }, [reset]);
  return (
    <div className={effect === null && reset === null ? 'vh' : 'effect-note'}>
      <p role="status" aria-label="Effect of the last change">
        {[
          ...(reset === null ? [] : [strings.profile.undone(reset.changes)]),
          ...(effect === null ? [] : [strings.profile.effect(effect)]),
        ].join(' ')}
      </p>
      {reset !== null && (
        <button ref={undo} type="button" className="link small" onClick={() => props.onUndo(reset.before)}>
          Undo reset
        </button>
      )}
    </div>
  );
}
