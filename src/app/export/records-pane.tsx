import { Download, LoaderCircle, TriangleAlert } from 'lucide-react';
import { useState } from 'react';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { Notice } from '../ui/controls/notice.tsx';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';

const text = exportStrings.records;

/** The bundle that stays here and identifies patients, and the receipt that may be shared. */
export function RecordsPane({ isBusy }: { isBusy: boolean }) {
  const [includesOriginals, setIncludesOriginals] = useState(false);
  const records = useBatch((state) => state.records);
  const { saveRecords, saveReceipt, cancelRecords } = useIntents();
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
          disabled={isBuilding || isBusy}
          onClick={() => saveRecords(includesOriginals)}
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
            {records.isWaiting ? text.waiting(records.what) : text.building(records.what)}
          </span>
          <button type="button" className="btn small" onClick={cancelRecords}>
            {text.stop}
          </button>
        </div>
      )}
      {records.kind === 'failed' && <Notice tone="danger">{records.message}</Notice>}
      <div className="row between receipt">
        <span className="muted small">{text.receipt}</span>
        <button type="button" className="btn small" disabled={isBuilding || isBusy} onClick={saveReceipt}>
          {text.saveReceipt}
        </button>
      </div>
    </section>
  );
}
