import { useMemo } from 'react';
import type { BatchState } from '../batch/batch-state.ts';
import { ResultView } from '../export/result-view.tsx';
import type { Intents } from '../intents/create-intents.ts';
import { ProjectKeyNote } from '../key/project-key-note.tsx';
import { DestinationPane } from '../upload/destination-pane.tsx';
import { Needs } from './needs.tsx';
import { SearchProgress } from './search-progress.tsx';

/** The step in which what became of the files is saved and sent. */
export function ResultStep({ state, intents }: { state: BatchState; intents: Intents }) {
  return (
    <ResultView
      state={state}
      intents={intents}
      destination={<Destination state={state} intents={intents} />}
      projectKey={<KeyNote state={state} intents={intents} />}
      needs={<Needs state={state} intents={intents} />}
      searchProgress={<SearchProgress state={state} intents={intents} />}
    />
  );
}

function Destination({ state, intents }: { state: BatchState; intents: Intents }) {
  const count = useMemo(
    () => state.files.filter(({ outcome }) => outcome?.kind === 'deidentified').length,
    [state.files],
  );
  return (
    <DestinationPane
      destinations={intents.destinations}
      signIns={intents.signIns}
      count={count}
      isBusy={state.postponed !== null || state.save.kind === 'saving'}
      upload={state.upload}
      onUpload={intents.upload}
      onUploadAgain={intents.uploadAgain}
      onCancel={intents.cancelUpload}
      onDiscard={intents.discardBrokenOff}
      onTest={intents.testConnection}
    />
  );
}

function KeyNote({ state, intents }: { state: BatchState; intents: Intents }) {
  return (
    <ProjectKeyNote
      projectKey={state.projectKey}
      isBusy={state.recounting > 0 || state.save.kind === 'saving' || state.upload.kind === 'sending'}
      isAsked={state.keyQuestion !== null}
      onSave={intents.saveKey}
      onOpen={intents.openKey}
    />
  );
}
