import { useCallback, useMemo } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { isWriting } from '../batch/derived/is-writing.ts';
import { DecisionsCard } from '../decide/decisions-card.tsx';
import { ResultView } from '../export/result-view.tsx';
import { type AskForThumbnail, ThumbnailPicture } from '../image/thumbnail.tsx';
import { ProjectKeyNote } from '../key/project-key-note.tsx';
import { NeedsNote } from '../profile/purpose/needs-note.tsx';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { DestinationPane } from '../upload/destination-pane.tsx';
import { SearchProgress } from './search-progress.tsx';
import { useDecisionsInForce, useElsewhere, useTakeable } from './use-decisions-in-force.ts';

/** The step in which what became of the files is saved and sent. */
export function ResultStep() {
  return (
    <ResultView
      destination={<Destination />}
      projectKey={<KeyNote />}
      needs={<NeedsNote />}
      searchProgress={<SearchProgress />}
      decisions={<Decisions />}
      exportedPicture={exportedPicture}
    />
  );
}

const exportedPicture = (file: BatchFile) => <ExportedPicture file={file} />;

/** As the file leaves: boxes blanked, overlays left off. */
function ExportedPicture({ file }: { file: BatchFile }) {
  const { images } = useIntents();
  const areas = file.redaction?.areas ?? null;
  const ask = useCallback<AskForThumbnail>(
    (content, frame, onResult) => images.exported(content, frame, onResult, areas),
    [images, areas],
  );
  return <ThumbnailPicture ask={ask} content={file.content} frame={0} />;
}

function Destination() {
  const files = useBatch((state) => state.files);
  const isBusy = useBatch(({ postponed, save }) => postponed !== null || save.kind === 'saving');
  const upload = useBatch((state) => state.upload);
  const intents = useIntents();
  const count = useMemo(() => files.filter(({ outcome }) => outcome?.kind === 'deidentified').length, [files]);
  return (
    <DestinationPane
      destinations={intents.destinations}
      signIns={intents.signIns}
      count={count}
      isBusy={isBusy}
      upload={upload}
      onUpload={intents.upload}
      onUploadAgain={intents.uploadAgain}
      onCancel={intents.cancelUpload}
      onDiscard={intents.discardBrokenOff}
      onTest={intents.testConnection}
    />
  );
}

function Decisions() {
  const decisions = useDecisionsInForce();
  const takeable = useTakeable();
  const elsewhere = useElsewhere(decisions);
  const isBusy = useBatch(isWriting);
  const { takeDecisionBack } = useIntents();
  return (
    <DecisionsCard
      decisions={decisions}
      takeable={takeable}
      elsewhere={elsewhere}
      isBusy={isBusy}
      onTakeBack={(made) => void takeDecisionBack(made)}
    />
  );
}

function KeyNote() {
  const projectKey = useBatch((state) => state.projectKey);
  const isBusy = useBatch(
    ({ recounting, save, upload }) => recounting > 0 || save.kind === 'saving' || upload.kind === 'sending',
  );
  const isAsked = useBatch(({ keyQuestion }) => keyQuestion !== null);
  const { saveKey, openKey } = useIntents();
  return <ProjectKeyNote projectKey={projectKey} isBusy={isBusy} isAsked={isAsked} onSave={saveKey} onOpen={openKey} />;
}
