import { Check, Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { DeployedDestination, TestLine, UploadTarget } from '../../pipeline/contracts/upload.ts';
import { hostOf, type UploadProgress } from '../batch/upload-progress.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { uploadStrings as text } from '../ui/strings/uploads.ts';
import { addressProblem } from './address-problem.ts';
import { ConnectionTest, type TestState } from './connection-test.tsx';
import { credentialsOf, draftOf, type TargetDraft, TargetForm } from './target-form.tsx';
import { Sending, UploadResult } from './upload-result.tsx';

/** Where de-identified files can be sent: nothing leaves before the person presses Upload. */
export function DestinationPane(props: {
  destinations: readonly DeployedDestination[];
  count: number;
  isBusy: boolean;
  upload: UploadProgress;
  onUpload: (target: UploadTarget) => void;
  /** What the server has not got of the same upload. */
  onUploadAgain: (target: UploadTarget) => void;
  onCancel: () => void;
  /** Forgets an earlier upload that stands in the way. */
  onDiscard: () => void;
  onTest: (target: UploadTarget, signal: AbortSignal) => AsyncIterable<TestLine>;
}) {
  const { destinations, upload } = props;
  const [draft, setDraft] = useState<TargetDraft>(() => draftOf(destinations, 0));
  const [test, setTest] = useState<TestState>({ kind: 'untested' });
  const running = useRef(new AbortController());
  useEffect(() => () => running.current.abort(), []);
  const problem = addressProblem(draft.url, destinations);
  const chosen = destinations[draft.chosen];
  const kind = chosen?.kind;
  const isComplete = problem === null && (kind !== 'xnat' || draft.project.trim() !== '');
  const stores = (chosen?.stores ?? []).map((store) => new URL(store).host);
  const isSending = upload.kind === 'sending';
  const isTested = test.kind === 'tested' && test.lines.every(({ tone }) => tone !== 'failure');

  const change = (next: TargetDraft) => {
    running.current.abort();
    setTest({ kind: 'untested' });
    setDraft(next);
  };
  const target = (): UploadTarget => ({
    kind: kind ?? 'stow-rs',
    url: draft.url,
    credentials: credentialsOf(draft),
    project: draft.project.trim(),
  });
  const runTest = async () => {
    running.current.abort();
    running.current = new AbortController();
    const { signal } = running.current;
    let lines: readonly TestLine[] = [];
    setTest({ kind: 'testing', lines });
    for await (const line of props.onTest(target(), signal)) {
      if (signal.aborted) return;
      lines = [...lines, line];
      setTest({ kind: 'testing', lines });
    }
    if (!signal.aborted) setTest({ kind: 'tested', lines });
  };

  return (
    <section className="section" aria-labelledby="destination-h">
      <div className="row between">
        <h2 id="destination-h">{text.heading}</h2>
        {isTested && (
          <span className="chip ok">
            <Icon of={Check} size={14} />
            {text.tested}
          </span>
        )}
      </div>
      {kind === undefined ? (
        <p className="hint">{text.local}</p>
      ) : (
        <>
          <TargetForm
            destinations={destinations}
            draft={draft}
            problem={problem}
            isLocked={isSending}
            onChange={change}
          />
          <ConnectionTest test={test} />
          <div className="row wrap">
            <button
              type="button"
              className="btn"
              disabled={!isComplete || isSending || test.kind === 'testing'}
              onClick={() => void runTest()}
            >
              {text.test}
            </button>
            <button
              type="button"
              className="btn grow"
              disabled={!isComplete || props.count === 0 || props.isBusy || isSending}
              onClick={() => props.onUpload(target())}
            >
              <Icon of={Upload} />
              {text.upload(props.count, hostOf(draft))}
            </button>
          </div>
          {problem === null && (
            <p className="hint">
              {!isComplete ? text.noProject : props.count === 0 ? text.nothing : text.what(hostOf(draft), stores)}
            </p>
          )}
          {isSending && <Sending upload={upload} onCancel={props.onCancel} />}
          <UploadResult
            upload={upload}
            isBusy={props.isBusy}
            onSendAgain={() => props.onUploadAgain(target())}
            onDiscard={props.onDiscard}
          />
        </>
      )}
    </section>
  );
}
