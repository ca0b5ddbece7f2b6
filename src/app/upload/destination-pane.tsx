import { Check, Upload } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import type { SignIns } from '../../pipeline/contracts/sign-in.ts';
import type { DeployedDestination, TestLine, UploadTarget } from '../../pipeline/contracts/upload.ts';
import { hostOf, type UploadProgress } from '../batch/upload-progress.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { signInStrings } from '../ui/strings/upload/sign-in.ts';
import { uploadStrings as text } from '../ui/strings/upload/uploads.ts';
import { addressProblem } from './address-problem.ts';
import { ConnectionTest, type TestState } from './connection-test.tsx';
import { isReady, SignIn, useSignIn } from './sign-in-status.tsx';
import { credentialsOf, draftOf, type TargetDraft, TargetForm } from './target-form.tsx';
import { Sending, UploadResult } from './upload-result.tsx';

/** Where de-identified files can be sent: nothing leaves before the person presses Upload. */
export function DestinationPane(props: {
  destinations: readonly DeployedDestination[];
  signIns: SignIns;
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
  const chosen = destinations[draft.chosen];
  const source = chosen?.credentials ?? null;
  const signIn = useSignIn(props.signIns, source);
  // A token that is given is for the server that it is given for.
  const problem = addressProblem(draft.url, chosen && source ? [chosen] : destinations);
  const kind = chosen?.kind;
  const isSignedIn = source === null || isReady(source, signIn);
  const isComplete = problem === null && isSignedIn && (kind !== 'xnat' || draft.project.trim() !== '');
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
    credentials: source === null ? credentialsOf(draft) : { kind: 'issued', source },
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
          {source !== null && <SignIn source={source} state={signIn} signIns={props.signIns} />}
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
            <Hint
              isSignedIn={isSignedIn}
              isComplete={isComplete}
              count={props.count}
              host={hostOf(draft)}
              stores={stores}
            />
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

/** What is missing, or what the button does. */
function Hint(props: {
  isSignedIn: boolean;
  isComplete: boolean;
  count: number;
  host: string;
  stores: readonly string[];
}) {
  if (!props.isSignedIn) return <p className="hint">{signInStrings.first}</p>;
  if (!props.isComplete) return <p className="hint">{text.noProject}</p>;
  return <p className="hint">{props.count === 0 ? text.nothing : text.what(props.host, props.stores)}</p>;
}
