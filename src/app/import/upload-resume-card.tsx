import { Upload } from 'lucide-react';
import type { UnfinishedUpload } from '../../pipeline/contracts/upload.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { jsonFiles, pickFile } from '../ui/pick-file.ts';
import { strings } from '../ui/strings.ts';

const text = strings.uploadResume;

/** Said at the start: an upload that a reload or a crash broke off, and how it goes on. */
export function UploadResumeCard(props: {
  upload: UnfinishedUpload;
  onOpenKey: (file: File) => void;
  onDiscard: () => void;
}) {
  const { stored, total, isSameKey } = props.upload;
  return (
    <section className="card resume" aria-labelledby="upload-resume-h">
      <Icon of={Upload} size={18} />
      <div className="resume-text">
        <h2 id="upload-resume-h">{text.heading}</h2>
        <p className="muted">{text.standing(stored, total)}</p>
        {!isSameKey && (
          <ol className="resume-steps">
            {text.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
        )}
        <p role="status" aria-label={text.status} className="resume-standing">
          {isSameKey ? text.keyMatches : ''}
        </p>
        <div className="row wrap">
          {!isSameKey && (
            <button type="button" className="btn primary" onClick={() => pickFile(jsonFiles, props.onOpenKey)}>
              {strings.key.open}
            </button>
          )}
          <button type="button" className="btn" onClick={props.onDiscard}>
            {text.discard}
          </button>
        </div>
        <p className="hint">{text.whatDiscardDoes}</p>
      </div>
    </section>
  );
}
