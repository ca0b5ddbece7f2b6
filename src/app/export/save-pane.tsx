import { FileArchive, FolderOutput } from 'lucide-react';
import { type ReactNode, useState } from 'react';
import { sameOutput } from '../batch/derived/same-output.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { Notice } from '../ui/controls/notice.tsx';
import { Segments } from '../ui/controls/segments.tsx';
import { exportStrings } from '../ui/strings/export.ts';
import { strings } from '../ui/strings.ts';
import { NoRoom } from './no-room.tsx';
import { ResumeNote } from './resume-note.tsx';
import { Saving } from './saving.tsx';
import { UnneededNote } from './unneeded-note.tsx';
import { WrittenArchives } from './written-archives.tsx';

const text = exportStrings.save;

type Packing = (typeof strings.save.layouts)[number][0];

/** Everything that is de-identified now, as one ZIP, as one ZIP per study, or file by file into a folder. */
export function SavePane(props: {
  count: number;
  sizeBytes: number;
  examplePath: string | null;
  isBusy: boolean;
  /** Files that wait for a person: deciding comes first then. */
  waiting: number;
  /** Another feature's note, beside the buttons. */
  projectKey: ReactNode;
  /** Above the buttons: what has to be done before files can be saved. */
  before: ReactNode;
}) {
  const save = useBatch((state) => state.save);
  const resume = useBatch((state) => state.resume);
  const archives = useBatch((state) => state.archives);
  const intents = useIntents();
  const { canSaveToFolder } = intents;
  const layout = useBatch((state) => state.layout);
  const hashesOutputs = useBatch((state) => state.hashesOutputs);
  const [packing, setPacking] = useState<Packing>('one');
  const example = layout === 'pseudonyms' ? props.examplePath : strings.save.nameExamples[layout];
  // Not true any more once a decision or another layout makes the archive another one.
  const same = useBatch((state) => (state.save.kind === 'unneeded' ? sameOutput(state, state.save.what) : null));
  const isSaving = save.kind === 'saving';
  const cannotSave = props.count === 0 || props.isBusy || save.kind === 'saving';
  return (
    <section className="section" aria-labelledby="save-h" id="pane-save">
      <h2 id="save-h">{text.heading}</h2>
      {props.before}
      <div className="row wrap">
        <button
          type="button"
          className={props.waiting > 0 ? 'btn large grow' : 'btn primary large grow'}
          disabled={cannotSave}
          onClick={() => (packing === 'one' ? intents.saveZip() : intents.saveStudies())}
        >
          <Icon of={FileArchive} />
          {text.zip}
        </button>
        {canSaveToFolder && (
          <button type="button" className="btn large grow" disabled={cannotSave} onClick={intents.saveToFolder}>
            <Icon of={FolderOutput} />
            {text.folder}
          </button>
        )}
      </div>
      <Segments label={strings.save.layout} choices={strings.save.layouts} value={packing} onChange={setPacking} />
      {packing === 'per-study' && !canSaveToFolder && <p className="hint">{strings.save.downloadsApart}</p>}
      <Segments
        label={strings.save.names}
        choices={strings.save.nameChoices}
        value={layout}
        onChange={(chosen) => !isSaving && intents.chooseLayout(chosen)}
      />
      <p className="hint" aria-live="polite">
        {strings.save.namesAbout[layout]}
        {example !== null && (
          <>
            <br />
            <code className="muted example-path">{example}</code>
          </>
        )}
      </p>
      <label className="check small">
        <input
          type="checkbox"
          checked={hashesOutputs}
          disabled={isSaving}
          aria-describedby="hashes-about"
          onChange={(event) => intents.chooseHashes(event.target.checked)}
        />
        {strings.save.hashes}
      </label>
      <p className="hint" id="hashes-about">
        {strings.save.hashesAbout}
      </p>
      {save.kind === 'no-room' && (
        <NoRoom
          save={save}
          isBusy={cannotSave}
          onSaveAnyway={() => intents.saveZip(true)}
          onSaveStudies={() => {
            setPacking('per-study');
            intents.saveStudies();
          }}
        />
      )}
      {save.kind === 'unneeded' && same !== null && (
        <UnneededNote written={same} isBusy={cannotSave} onSaveAgain={() => void intents.saveAgain(save.what)} />
      )}
      {save.kind === 'saving' && <Saving save={save} onCancel={intents.cancelSave} />}
      {save.kind === 'stopped' && <Notice tone={save.isFailure ? 'danger' : 'held'}>{save.message}</Notice>}
      {resume !== null && save.kind !== 'saving' && (
        <ResumeNote
          resume={resume}
          isBusy={cannotSave}
          onResume={intents.resumeSave}
          onDiscard={intents.discardResume}
        />
      )}
      <WrittenArchives
        archives={archives}
        waiting={props.waiting}
        isBusy={cannotSave}
        onSaveRest={intents.saveRest}
        onDownloadAgain={intents.downloadAgain}
        onDeleteCopy={intents.deleteCopy}
      />
      <p className="hint">
        {props.count === 0 ? strings.save.nothing : strings.save.amount(props.count, props.sizeBytes)}
      </p>
      {props.projectKey}
    </section>
  );
}
