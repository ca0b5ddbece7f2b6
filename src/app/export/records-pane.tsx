import { Download, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { RecordsProgress } from '../batch-state.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { strings } from '../ui/strings.ts';

/** The bundle that stays here and identifies patients, and the receipt that may be shared. */
export function RecordsPane(props: {
  records: RecordsProgress;
  isBusy: boolean;
  onSaveRecords: (includesOriginalValues: boolean) => void;
  onSaveReceipt: () => void;
  onCancel: () => void;
}) {
  const [includesOriginals, setIncludesOriginals] = useState(false);
  const { records } = props;
  const isBuilding = records.kind === 'building';
  return (
    <section className="section" aria-labelledby="records-h">
      <h2 id="records-h">Records</h2>
      <div className="note held">
        <Icon of={TriangleAlert} />
        <span className="note-text">
          <strong>These identify patients.</strong> {strings.records.warning}
        </span>
      </div>
      <div className="row between wrap">
        <label className="check small">
          <input
            type="checkbox"
            checked={includesOriginals}
            onChange={(event) => setIncludesOriginals(event.target.checked)}
          />
          Include original values
        </label>
        <button
          type="button"
          className="btn"
          disabled={isBuilding || props.isBusy}
          onClick={() => props.onSaveRecords(includesOriginals)}
        >
          <Icon of={Download} />
          Save records
        </button>
      </div>
      {includesOriginals && (
        <p className="hint">changes.csv will quote every value before its change, names and dates included.</p>
      )}
      {isBuilding && (
        <div className="row between">
          <span className="row muted small" role="status" aria-label="Building records">
            <Icon of={LoaderCircle} size={14} className="spin" />
            Going through the files again for {records.what}.zip
          </span>
          <button type="button" className="btn small" onClick={props.onCancel}>
            Stop
          </button>
        </div>
      )}
      {records.kind === 'failed' && <Notice tone="danger">{records.message}</Notice>}
      <div className="row between receipt">
        <span className="muted small">Receipt: changes without originals, profile, report. It may be shared.</span>
        <button type="button" className="btn small" disabled={isBuilding || props.isBusy} onClick={props.onSaveReceipt}>
          Save receipt
        </button>
      </div>
    </section>
  );
}
