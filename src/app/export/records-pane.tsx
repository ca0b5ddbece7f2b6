import { Download, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import type { RecordsProgress } from '../batch/batch-state.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { Notice } from '../ui/controls/notice.tsx';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';

const text = exportStrings.records;

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
      <h2 id="records-h">{text.heading}</h2>
      <div className="note held">
        <Icon of={TriangleAlert} />
        <span className="note-text">
          <strong>{text.identify}</strong> {strings.records.warning}
        </span>
      </div>
      <div className="row between wrap">
        <label className="check small">
          <input
            type="checkbox"
            checked={includesOriginals}
            onChange={(event) => setIncludesOriginals(event.target.checked)}
          />
          {text.originals}
        </label>
        <button
          type="button"
          className="btn"
          disabled={isBuilding || props.isBusy}
          onClick={() => props.onSaveRecords(includesOriginals)}
        >
          <Icon of={Download} />
          {text.save}
        </button>
      </div>
      {includesOriginals && <p className="hint">{text.quotes}</p>}
      {isBuilding && (
        <div className="row between">
          <span className="row muted small" role="status" aria-label={text.status}>
            <Icon of={LoaderCircle} size={14} className="spin" />
            {text.building(records.what)}
          </span>
          <button type="button" className="btn small" onClick={props.onCancel}>
            {text.stop}
          </button>
        </div>
      )}
      {records.kind === 'failed' && <Notice tone="danger">{records.message}</Notice>}
      <div className="row between receipt">
        <span className="muted small">{text.receipt}</span>
        <button type="button" className="btn small" disabled={isBuilding || props.isBusy} onClick={props.onSaveReceipt}>
          {text.saveReceipt}
        </button>
      </div>
    </section>
  );
}
