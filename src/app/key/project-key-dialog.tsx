import type { MouseEvent } from 'react';
import type { BatchState } from '../batch/batch-state.ts';
import { Dialog } from '../ui/controls/dialog.tsx';
import { Notice } from '../ui/controls/notice.tsx';
import { jsonFiles, pickFile } from '../ui/pick-file.ts';
import { strings } from '../ui/strings.ts';

const text = strings.key;

export type KeyIntents = {
  readonly saveKeyAndGoOn: () => void;
  readonly openKey: (file: File) => void;
  readonly goOnWithoutKey: () => void;
  readonly dismissKeyQuestion: () => void;
};

/** Asked before files go where a later session may have to go on. Closing it takes the save or the upload back. */
export function ProjectKeyDialog(props: { question: NonNullable<BatchState['keyQuestion']>; intents: KeyIntents }) {
  const { question, intents } = props;
  return (
    <Dialog title={text.heading} onClose={intents.dismissKeyQuestion}>
      <p className="prose">
        <strong>{text.notSaved}</strong> {text.question[question.about.kind]}
      </p>
      <p className="prose">{text.openHint}</p>
      {question.problem !== null && <Notice tone="danger">{question.problem}</Notice>}
      <div className="row wrap dialog-acts key-answers">
        <button type="button" className="btn quiet" onClick={(event) => answer(event, intents.goOnWithoutKey)}>
          {text.skip}
        </button>
        <button type="button" className="btn" onClick={() => pickFile(jsonFiles, intents.openKey)}>
          {text.open}
        </button>

        <button type="button" className="btn primary" onClick={(event) => answer(event, intents.saveKeyAndGoOn)}>
          {text.save}
        </button>
      </div>
    </Dialog>
  );
}

/** Closed by the browser first, which gives the focus back to the button that asked. */
function answer(event: MouseEvent<HTMLButtonElement>, act: () => void): void {
  act();
  event.currentTarget.closest('dialog')?.close();
}
