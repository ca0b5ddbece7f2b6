import { FolderOutput, X } from 'lucide-react';
import { useState } from 'react';
import type { ResumeOffer } from '../batch/batch-state.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { jsonFiles, pickFile } from '../ui/pick-file.ts';
import { strings } from '../ui/strings.ts';

/** Offered at the start: a save to a folder that a reload or a crash broke off. */
export function ResumeCard(props: { resume: ResumeOffer; onLoadKey: (file: File) => void; onDiscard: () => void }) {
  const [isDismissed, setDismissed] = useState(false);
  const [hasLoaded, setLoaded] = useState(false);
  const { save, refusal } = props.resume;
  if (isDismissed) {
    return null;
  }
  const problem = refusal !== null && (hasLoaded || refusal !== 'other-key') ? strings.resume.refusals[refusal] : null;
  return (
    <section className="card resume" aria-labelledby="resume-h">
      <Icon of={FolderOutput} size={18} />
      <div className="resume-text">
        <h2 id="resume-h">{strings.resume.heading}</h2>
        <p className="muted">
          {strings.resume.standing(save.finished, save.total)} <code>{save.folderName}</code>.
        </p>
        {refusal === 'other-key' && (
          <ol className="resume-steps">
            {strings.resume.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
        <p
          role="status"
          aria-label={strings.shell.resumeState}
          className={problem === null ? 'resume-standing' : 'resume-standing problem'}
        >
          {problem ?? (refusal === null ? strings.resume.keyMatches : '')}
        </p>
        <div className="row wrap">
          {refusal === 'other-key' && (
            <button
              type="button"
              className="btn primary"
              onClick={() =>
                pickFile(jsonFiles, (file) => {
                  setLoaded(true);
                  props.onLoadKey(file);
                })
              }
            >
              {strings.shell.resume}
            </button>
          )}
          <button type="button" className="btn" onClick={props.onDiscard}>
            {strings.shell.discard}
          </button>
        </div>
        <p className="hint">
          {strings.resume.discard} {strings.resume.zip}
        </p>
      </div>
      <button type="button" className="icon-btn" aria-label={strings.shell.dismiss} onClick={() => setDismissed(true)}>
        <Icon of={X} />
      </button>
    </section>
  );
}
