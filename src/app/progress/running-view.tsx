import { X } from 'lucide-react';
import { useMemo } from 'react';
import { describeProfile } from '../../profile/describe-profile.ts';
import { profileTitle } from '../../profile/profile-title.ts';
import type { RunProgress } from '../batch/batch-state.ts';
import { countDone } from '../batch/outcomes.ts';
import { PageNotice } from '../store/page-notice.tsx';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { ProgressBar } from '../ui/controls/progress-bar.tsx';
import { Totals } from '../ui/controls/totals.tsx';
import { formatBytes, formatClock, formatCount, formatDuration, formatSize } from '../ui/format.ts';
import { progressStrings } from '../ui/strings/progress.ts';
import { strings } from '../ui/strings.ts';
import { NeedsAttention } from './needs-attention.tsx';
import { PatientProgress } from './patient-progress.tsx';
import type { RunFigures } from './run-figures.ts';
import { runFigures } from './run-figures.ts';
import { RunSide } from './run-side.tsx';

const text = progressStrings.running;

/** The run: one bar, a few figures, failures first, patients, workers last. */
export function RunningView() {
  const run = useBatch((state, derived) => derived.run(state));
  return run === null ? null : <Running run={run} />;
}

function Running({ run }: { run: RunProgress }) {
  const files = useBatch((state) => state.files);
  const patients = useBatch((state, derived) => derived.patients(state, 'as-found'));
  const profile = useBatch((state) => state.profile);
  const hash = useBatch((state) => state.profileHash);
  const { cancelRun } = useIntents();
  const { counts, done, doneBytes, totalBytes } = useMemo(() => countDone(files), [files]);
  const figures = runFigures(run, done, files.length);
  const tenth = Math.floor(figures.percent / 10) * 10;
  return (
    <>
      <main id="main" className="page" tabIndex={-1}>
        <div className="split">
          <div className="main">
            <section className="run-head" aria-labelledby="run-h">
              <div className="row between">
                <h1 id="run-h" className="statement num">
                  {text.heading(done, files.length)}
                </h1>
                <button type="button" className="btn" disabled={run.isCancelling} onClick={cancelRun}>
                  <Icon of={X} />
                  {run.isCancelling ? text.cancelling : text.cancel}
                </button>
              </div>
              <ProgressBar
                className="bar large"
                name={text.bar}
                value={done}
                max={files.length}
                percent={figures.percent}
                said={text.value(done, files.length)}
              />
              <Figures figures={figures} doneBytes={doneBytes} totalBytes={totalBytes} />
              <p className="vh" role="status" aria-label={text.progress}>
                {text.percent(tenth, files.length)}
              </p>
            </section>
            <PageNotice />
            <NeedsAttention files={files} />
            <PatientProgress patients={patients} />
          </div>
          <RunSide
            name={profileTitle(profile)}
            lines={describeProfile(profile).lines}
            hash={hash}
            workers={run.workers}
          />
        </div>
      </main>
      <footer className="actionbar">
        <Totals
          fine={[counts.deidentified, text.deidentified]}
          held={counts.held}
          skipped={counts.skipped}
          failed={counts.failed}
        />
        <div className="end">
          <span className="muted small wide">{strings.run.background}</span>
        </div>
      </footer>
    </>
  );
}

function Figures(props: { figures: RunFigures; doneBytes: number; totalBytes: number }) {
  const { leftMs, filesPerSecond, elapsedMs } = props.figures;
  const done = formatBytes(props.doneBytes);
  return (
    <dl className="stats big">
      <div>
        <dt>{text.figures.left}</dt>
        <dd>{leftMs === null ? '–' : formatDuration(leftMs)}</dd>
      </div>
      <div>
        <dt>{text.figures.pace}</dt>
        <dd>{filesPerSecond === null ? '–' : formatCount(Math.round(filesPerSecond))}</dd>
      </div>
      <div>
        <dt>{text.figures.done}</dt>
        <dd>
          {done.value}
          <small>{text.of(done.unit, formatSize(props.totalBytes))}</small>
        </dd>
      </div>
      <div>
        <dt>{text.figures.elapsed}</dt>
        <dd>{formatClock(elapsedMs)}</dd>
      </div>
    </dl>
  );
}
