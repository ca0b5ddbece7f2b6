import { FileArchive } from 'lucide-react';
import type { SaveProgress, WrittenArchive } from '../batch-state.ts';
import { countOf, formatCount, formatSize } from '../ui/format.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { WrittenArchives } from './written-archives.tsx';

/** The archive of everything that is de-identified now. */
export function SavePane(props: {
  count: number;
  sizeBytes: number;
  examplePath: string | null;
  isBusy: boolean;
  save: SaveProgress;
  archives: readonly WrittenArchive[];
  onSaveZip: () => void;
  onCancelSave: () => void;
  onDownloadAgain: (file: File) => void;
  onDeleteCopy: (number: number) => void;
}) {
  const { save } = props;
  return (
    <section className="section" aria-labelledby="save-h" id="pane-save">
      <h2 id="save-h">Save</h2>
      <button
        type="button"
        className="btn primary large"
        disabled={props.count === 0 || props.isBusy || save.kind === 'saving'}
        onClick={props.onSaveZip}
      >
        <Icon of={FileArchive} />
        Save ZIP
      </button>
      {save.kind === 'saving' && <Saving save={save} onCancel={props.onCancelSave} />}
      {save.kind === 'stopped' && <Notice tone={save.isFailure ? 'danger' : 'held'}>{save.message}</Notice>}
      <WrittenArchives
        archives={props.archives}
        onDownloadAgain={props.onDownloadAgain}
        onDeleteCopy={props.onDeleteCopy}
      />
      <p className="hint">
        {props.count === 0
          ? 'No file is de-identified, so there is nothing to save.'
          : `${countOf(props.count, 'file', 'files')}, ${formatSize(props.sizeBytes)}. Paths hold new identifiers only:`}
        {props.examplePath !== null && (
          <>
            <br />
            <code className="muted example-path">{props.examplePath}</code>
          </>
        )}
      </p>
    </section>
  );
}

function Saving({ save, onCancel }: { save: Extract<SaveProgress, { kind: 'saving' }>; onCancel: () => void }) {
  const percent = save.total === 0 ? 0 : (100 * save.written) / save.total;
  return (
    <div className="saving">
      <div
        className="bar"
        role="progressbar"
        aria-label="Saving ZIP"
        aria-valuemin={0}
        aria-valuemax={save.total}
        aria-valuenow={save.written}
      >
        <i style={{ inlineSize: `${percent}%` }} />
      </div>
      <div className="row between">
        <span className="muted num small">
          {formatCount(save.written)} of {countOf(save.total, 'file', 'files')}, {formatSize(save.writtenBytes)}
        </span>
        <button type="button" className="btn small" disabled={save.isCancelling} onClick={onCancel}>
          {save.isCancelling ? 'Cancelling' : 'Cancel'}
        </button>
      </div>
      <p className="vh" role="status" aria-label="Saving">
        {Math.floor(percent / 10) * 10} percent saved
      </p>
    </div>
  );
}
