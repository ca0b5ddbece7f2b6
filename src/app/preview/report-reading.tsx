import { BookOpenCheck, Hand } from 'lucide-react';
import { useState } from 'react';
import type { Inspection } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { Release, UnsignedRelease } from '../batch/outcomes.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { previewStrings } from '../ui/strings/preview.ts';
import { ReadingDialog } from './reading-dialog.tsx';
import { textsOf } from './report-texts.ts';

const text = previewStrings.reading;

/** What a person has said of the open file, and how they say that they have read it; null takes it back. */
export type ReportWord = {
  readonly release: Release | null;
  readonly onDecide: (release: UnsignedRelease | null) => void;
};

/** Of a report whose text a program has cleaned: the way to read what is left, and the word that it was read. */
export function ReportReading({ view, word }: { view: Inspection; word: ReportWord }) {
  const [isOpen, setOpen] = useState(false);
  const { textMark } = view;
  const { release, onDecide } = word;
  // A release of all that held the file is another word about it, and this one would take its place.
  if (textMark === undefined || (release !== null && release.covers === undefined)) return null;
  if (release?.texts === textMark) {
    return (
      <div className="file-notes">
        <div className="note ok" role="status">
          <Icon of={BookOpenCheck} />
          <span className="note-text">{text.read}</span>
          <button type="button" className="btn" onClick={() => onDecide(null)}>
            {text.takeBack}
          </button>
        </div>
      </div>
    );
  }
  const texts = textsOf(view.rows);
  const confirm = () => {
    setOpen(false);
    onDecide({
      reason: text.reason,
      pixels: { kind: 'unstated' },
      shown: text.shown(texts.length),
      covers: 'texts',
      texts: textMark,
    });
  };
  return (
    <div className="file-notes">
      <div className="note held">
        <Icon of={Hand} />
        <span className="note-text">{text.waits}</span>
        <button type="button" className="btn" onClick={() => setOpen(true)}>
          {text.open}
        </button>
      </div>
      {isOpen && <ReadingDialog key={textMark} texts={texts} onRead={confirm} onClose={() => setOpen(false)} />}
    </div>
  );
}
