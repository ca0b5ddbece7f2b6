import { type ReactNode, useMemo, useState } from 'react';
import { type ImageGroup, markTogether } from '../batch/decide/image-group.ts';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { fullTitleOf } from '../decide/entry-title.ts';
import { ShortcutsDialog } from '../decide/shortcuts-dialog.tsx';
import { useDecideKeys } from '../decide/use-decide-keys.ts';
import { PagesView } from '../image/pages/pages-view.tsx';
import { useGroupPages } from '../image/pages/use-group-pages.ts';
import type { Size } from '../image/tiles/sheet-layout.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';

/** The images of all series that can be decided together, on pages, in the place of the queue and the open entry. */
export function GroupStep(props: {
  /** The same function while it gives the same group. */
  group: () => ImageGroup;
  room: Size;
  decided: string;
  toast: ReactNode;
  onClose: () => void;
  /** The last page was marked. */
  onEnd: () => void;
}) {
  const { onClose } = props;
  const intents = useIntents();
  const decide = useBatch((state) => state.decide);
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { group } = props;
  const groupNow = useMemo(() => group(), [group]);
  const state = useGroupPages({
    group: groupNow,
    room: props.room,
    marked: decide.marked,
    onMark: (sightings, entries) => markTogether(intents, entries, sightings, decide),
    onEnd: props.onEnd,
  });
  useDecideKeys((key) => {
    if (typeof key === 'object') {
      const step = key.images < 0 ? -1 : 1;
      if (Math.abs(key.images) > 1) state.turnTo(state.page + step);
      else state.scrollBy(step);
      return;
    }
    switch (key) {
      case 'skip':
        return state.turnTo(state.page + 1);
      case 'back':
        return state.turnTo(state.page - 1);
      case 'primary':
      case 'mark-page':
        return state.markPage();
      case 'undo':
        return void intents.undoDecision();
      case 'shortcuts':
        return setHelpOpen(true);
      case 'image':
        return onClose();
      default:
        // The other keys are about a single image or entry.
        return;
    }
  });
  const open = (entry: WaitingEntry) => {
    intents.openEntry(entry.key);
    onClose();
  };
  return (
    <>
      <PagesView
        state={state}
        images={intents.images}
        titleOf={fullTitleOf}
        decided={props.decided}
        toast={props.toast}
        onOpen={open}
        onClose={onClose}
      />
      {isHelpOpen && <ShortcutsDialog onClose={() => setHelpOpen(false)} />}
    </>
  );
}
