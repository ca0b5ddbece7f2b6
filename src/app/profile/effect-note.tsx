import { useEffect, useRef } from 'react';
import type { Profile } from '../../profile/profile.ts';
import { useBatch } from '../store/use-batch.ts';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';

/** A reset that can be taken back as long as nothing else was changed. */
export type Reset = { readonly before: Profile; readonly after: Profile; readonly changes: number };

/** What the last change of the profile did to the open file, and the way back from a reset. */
export function EffectNote(props: { reset: Reset | null; onUndo: (profile: Profile) => void }) {
  const { reset } = props;
  const effect = useBatch((state) => state.ruleEffect);
  const counts = useBatch((state) => state.countEffect);
  const sentences = [
    ...(reset === null ? [] : [strings.profile.undone(reset.changes)]),
    ...(effect === null ? [] : [strings.profile.effect(effect)]),
    ...(counts.length === 0 ? [] : [strings.profile.countEffect(counts)]),
  ];
  const undo = useRef<HTMLButtonElement>(null);
  // The button that was pressed went away with the last change, and the focus with it.
  useEffect(() => {
    if (reset !== null) {
      undo.current?.focus();
    }
  }, [reset]);
  return (
    <div className={sentences.length === 0 ? 'vh' : 'effect-note'}>
      <p role="status" aria-label={profilePanelStrings.effect}>
        {sentences.join(' ')}
      </p>
      {reset !== null && (
        <button ref={undo} type="button" className="link small" onClick={() => props.onUndo(reset.before)}>
          {profilePanelStrings.undoReset}
        </button>
      )}
    </div>
  );
}
