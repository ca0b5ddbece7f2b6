import { FileArchive, FolderOutput } from 'lucide-react';
import { useState } from 'react';
import type { ResumeOffer, SaveProgress, WrittenArchive } from '../batch-state.ts';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Segments } from '../ui/segments.tsx';
import { strings } from '../ui/strings.ts';
import { NoRoom } from './no-room.tsx';
import { ResumeNote } from './resume-note.tsx';
import { Saving } from './saving.tsx';
import { WrittenArchives } from './written-archives.tsx';

export type SaveIntents = {
  readonly saveZip: (ignoresRoom?: boolean) => void;
  readonly saveStudies: () => void;
  readonly saveRest: (number: number) => void;
  readonly saveToFolder: () => void;
  readonly resumeSave: () => void;
  readonly discardResume: () => void;
  readonly cancelSave: () => void;
  readonly downloadAgain: (file: File) => void;
  readonly deleteCopy: (number: number) => void;
  readonly saveKey: () => void;
};

type Layout = (typeof strings.save.layouts)[number][0];

/** Everything that is de-identified now, as one ZIP, as one ZIP per study, or file by file into a folder. */
export function SavePane(props: {
  count: number;
  sizeBytes: number;
  examplePath: string | null;
  isBusy: boolean;
  canSaveToFolder: boolean;
  isKeySaved: boolean;
  save: SaveProgress;
  resume: ResumeOffer | null;
  archives: readonly WrittenArchive[];
  intents: SaveIntents;
}) {
  const { save, intents, canSaveToFolder } = props;
  const [layout, setLayout] = useState<Layout>('one');
  const cannotSave = props.count === 0 || props.isBusy || save.kind === 'saving';
  return (
    <section className="section" aria-labelledby="save-h" id="pane-save">
      <h2 id="save-h">Save</h2>
      <div className="row wrap">
        <button
          type="button"
          className="btn primary large grow"
          disabled={cannotSave}
          onClick={() => (layout === 'one' ? intents.saveZip() : intents.saveStudies())}
        >
          <Icon of={FileArchive} />
          Save ZIP
        </button>
        {canSaveToFolder && (
          <button type="button" className="btn large grow" disabled={cannotSave} onClick={intents.saveToFolder}>
            <Icon of={FolderOutput} />
            Save to folder
          </button>
        )}
      </div>
      <Segments label={strings.save.layout} choices={strings.save.layouts} value={layout} onChange={setLayout} />
      {layout === 'per-study' && !canSaveToFolder && <p className="hint">{strings.save.downloadsApart}</p>}
      {save.kind === 'no-room' && (
        <NoRoom
          save={save}
          onSaveAnyway={() => intents.saveZip(true)}
          onSaveStudies={() => {
            setLayout('per-study');
            intents.saveStudies();
          }}
        />
      )}
      {save.kind === 'saving' && <Saving save={save} onCancel={intents.cancelSave} />}
      {save.kind === 'saving' && save.what === 'folder' && !props.isKeySaved && (
        <p className="hint">
          {strings.save.keyNotSaved}{' '}
          <button type="button" className="link" onClick={intents.saveKey}>
            Save key
          </button>
        </p>
      )}
      {save.kind === 'stopped' && <Notice tone={save.isFailure ? 'danger' : 'held'}>{save.message}</Notice>}
      {props.resume !== null && save.kind !== 'saving' && (
        <ResumeNote
          resume={props.resume}
          isBusy={cannotSave}
          onResume={intents.resumeSave}
          onDiscard={intents.discardResume}
        />
      )}
      <WrittenArchives
        archives={props.archives}
        isBusy={cannotSave}
        onSaveRest={intents.saveRest}
        onDownloadAgain={intents.downloadAgain}
        onDeleteCopy={intents.deleteCopy}
      />
      <p className="hint">
        {props.count === 0 ? strings.save.nothing : strings.save.amount(props.count, props.sizeBytes)}
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
