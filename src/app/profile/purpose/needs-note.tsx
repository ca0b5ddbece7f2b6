import { Brain, ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import type { Profile } from '../../../profile/profile.ts';
import { type PurposeId, purposes } from '../../../profile/purposes/purposes.ts';
import type { PurposeSwitch } from '../../batch/batch-state.ts';
import { countNeeds } from '../../batch/derived/count-needs.ts';
import { purposeOf } from '../../batch/edit-purpose.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { formatCount } from '../../ui/format.ts';
import { purposeStrings } from '../../ui/strings/purpose.ts';
import { remedy } from './remedy.ts';
import { UndoSwitch } from './undo-switch.tsx';

const text = purposeStrings.needs;

/** What converters would miss in this batch, and the one click that keeps it in all files. */
export function NeedsNote(props: {
  files: readonly BatchFile[];
  profile: Profile;
  undo: PurposeSwitch | null;
  onSwitch: (to: PurposeId) => void;
  onUndo: () => void;
}) {
  const needs = useMemo(() => countNeeds(props.files), [props.files]);
  const isOffered = purposeOf(props.profile) !== remedy && needs.held + needs.lost > 0;
  if (!isOffered && props.undo?.to !== remedy) {
    return null;
  }
  return (
    <section className={isOffered ? 'note held needs-note' : 'note needs-note'} aria-label={text.region}>
      <Icon of={Brain} />
      <div className="note-text">
        {isOffered ? (
          <>
            {needs.held > 0 && <strong>{text.held(needs.held)} </strong>}
            {needs.lost > 0 && text.lost(needs.lost)}
            <details className="needs">
              <summary>
                <Icon of={ChevronDown} size={14} className="twist" />
                {text.what}
              </summary>
              <ul className="needs-list">
                {needs.lines.map(({ message, files }) => (
                  <li key={message}>
                    <span>{message}</span>
                    <span className="num faint">{formatCount(files)}</span>
                  </li>
                ))}
              </ul>
            </details>
          </>
        ) : (
          <UndoSwitch undo={props.undo} onUndo={props.onUndo} />
        )}
      </div>
      {isOffered && (
        <button type="button" className="btn small" onClick={() => props.onSwitch(remedy)}>
          {text.switchTo(purposes[remedy].name)}
        </button>
      )}
    </section>
  );
}
