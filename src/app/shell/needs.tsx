import type { BatchState } from '../batch/batch-state.ts';
import type { Intents } from '../intents/create-intents.ts';
import { NeedsNote } from '../profile/purpose/needs-note.tsx';

/** What converters would miss, above the files and in the result. */
export function Needs({ state, intents }: { state: BatchState; intents: Intents }) {
  return (
    <NeedsNote
      files={state.files}
      profile={state.profile}
      undo={state.purposeSwitch}
      onSwitch={intents.switchToPurpose}
      onUndo={intents.undoPurpose}
    />
  );
}
