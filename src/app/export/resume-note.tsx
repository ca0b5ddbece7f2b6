import { FolderOutput } from 'lucide-react';
import type { ResumeOffer } from '../batch/batch-state.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { strings } from '../ui/strings.ts';

/** A save to a folder that was broken off, where it can go on. */
export function ResumeNote(props: {
  resume: ResumeOffer;
  isBusy: boolean;
  onResume: () => void;
  onDiscard: () => void;
}) {
  const { save, refusal } = props.resume;
  return (
    <section className="note held" aria-label={strings.resume.heading}>
      <Icon of={FolderOutput} />
      <div className="note-text">
        <p>
          <strong>{strings.resume.heading}.</strong> {strings.resume.standing(save.finished, save.total)}{' '}
          <code>{save.folderName}</code>.{refusal !== null && ` ${strings.resume.refusals[refusal]}`}
        </p>
        <span className="row note-acts">
          {refusal === null && (
            <button type="button" className="btn small" disabled={props.isBusy} onClick={props.onResume}>
              {strings.shell.resume}
            </button>
          )}
          <button type="button" className="link" onClick={props.onDiscard}>
            {strings.shell.discard}
          </button>
        </span>
        <p className="small">{strings.resume.discard}</p>
      </div>
    </section>
  );
}
