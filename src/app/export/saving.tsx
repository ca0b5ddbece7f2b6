import type { SaveProgress } from '../batch/batch-state.ts';
import { ProgressBar } from '../ui/controls/progress-bar.tsx';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';

const text = exportStrings.save;

/** How far a save has come, and the way to end it. Spoken every tenth, politely. */
export function Saving({ save, onCancel }: { save: Extract<SaveProgress, { kind: 'saving' }>; onCancel: () => void }) {
  const percent = save.total === 0 ? 0 : (100 * save.written) / save.total;
  return (
    <div className="saving">
      <ProgressBar name={strings.save.bars[save.what]} value={save.written} max={save.total} />
      <div className="row between">
        <span className="muted num small">
          {save.what === 'check' ? strings.save.bars.check : text.amount(save.written, save.total, save.writtenBytes)}
        </span>
        <button type="button" className="btn small" disabled={save.isCancelling} onClick={onCancel}>
          {save.isCancelling ? text.cancelling : text.cancel}
        </button>
      </div>
      <p className="vh" role="status" aria-label={text.status}>
        {strings.save.percent(Math.floor(percent / 10) * 10)}
      </p>
    </div>
  );
}
