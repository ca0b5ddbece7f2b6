import { Brain, ChevronDown } from 'lucide-react';
import { useMemo } from 'react';
import { purposes } from '../../../profile/purposes/purposes.ts';
import { countNeeds } from '../../batch/derived/count-needs.ts';
import { purposeOf } from '../../batch/edit-purpose.ts';
import { useBatch, useIntents } from '../../store/use-batch.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { formatCount } from '../../ui/format.ts';
import { purposeStrings } from '../../ui/strings/purpose.ts';
import { remedy } from './remedy.ts';
import { UndoSwitch } from './undo-switch.tsx';

const text = purposeStrings.needs;

/** What converters would miss in this batch, and the one click that keeps it in all files. */
export function NeedsNote() {
  const files = useBatch((state) => state.files);
  const profile = useBatch((state) => state.profile);
  const undo = useBatch((state) => state.purposeSwitch);
  const { switchToPurpose, undoPurpose } = useIntents();
  const needs = useMemo(() => countNeeds(files), [files]);
  const isOffered = purposeOf(profile) !== remedy && needs.held + needs.lost > 0;
  if (!isOffered && undo?.to !== remedy) {
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
          <UndoSwitch undo={undo} onUndo={undoPurpose} />
        )}
      </div>
      {isOffered && (
        <button type="button" className="btn small" onClick={() => switchToPurpose(remedy)}>
          {text.switchTo(purposes[remedy].name)}
        </button>
      )}
    </section>
  );
}
