import { type ReactNode, useMemo, useState } from 'react';
import { assertNever } from '../../dicom/assert-never.ts';
import {
  blankDocuments,
  decideValue,
  drawDocuments,
  leaveFilesOut,
  letFilesThrough,
  type MadeDecision,
  switchPurpose,
} from '../batch/decide/make-decision.ts';
import { entriesOfPatient, entryBeside } from '../batch/decide/open-entry.ts';
import { seenNumbers } from '../batch/decide/seen-images.ts';
import { sign } from '../batch/decide/sign.ts';
import { subjectOf, type WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { DecisionPane } from '../decide/decision-pane.tsx';
import { DrawingProblems, DrawingStatus } from '../decide/drawing-status.tsx';
import { EntryHead } from '../decide/entry-head.tsx';
import { HeldFiles } from '../decide/held-files.tsx';
import { HeldValue } from '../decide/held-value.tsx';
import { MissingPatient } from '../decide/missing-patient.tsx';
import { meaningOf, usePressGuard } from '../decide/press-guard.ts';
import { ShortcutsDialog } from '../decide/shortcuts-dialog.tsx';
import { usePageDrawing } from '../decide/use-page-drawing.ts';
import { type AskingWay, type WayOut, waysOut } from '../decide/ways-out.ts';
import { PatientTableSection } from '../profile/patient-table-section.tsx';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { decideStrings } from '../ui/strings/decide.ts';
import { useEntryKeys } from './use-entry-keys.ts';

/** The open entry where something else than an image waits: its files, and what is decided about them. */
export function FilesEntry(props: { entry: WaitingEntry; entries: readonly WaitingEntry[]; toast: ReactNode }) {
  const { entry, entries } = props;
  const intents = useIntents();
  const all = useBatch((state) => state.files);
  const images = useBatch(({ decide }) => decide.seen);
  const initials = useBatch(({ decide }) => decide.initials);
  const hasTable = useBatch(({ profile }) => profile.patients.kind === 'lookup');
  const [asked, setAsked] = useState<{ readonly about: string; readonly way: AskingWay } | null>(null);
  const ask = (way: AskingWay | null) => {
    if (way === null) setAsked(null);
    else if (!entry.isChecking) setAsked({ about: subjectOf(entry), way });
  };
  const seenOf = ({ seriesKey, files }: WaitingEntry) => seenNumbers(images, seriesKey, files);
  const seen = seenOf(entry);
  const ways = waysOut(entry, 0, seen);
  const subject = () => ({ entry, files: entry.files, seen, ...sign({ initials }) });
  const decide = (
    { decision, act }: MadeDecision,
    next: string | null = entryBeside(entries, entry.key, 1)?.key ?? null,
  ) => {
    if (!entry.isChecking) void intents.decideEntry(decision, act, next);
  };
  // The pages wait as images under the same series, and come next, unless the person has gone on to something else.
  const drawing = usePageDrawing(entry, (drawn, isOpen) => {
    const { decision, act } = drawDocuments(subject(), drawn);
    void intents.decideEntry(decision, act, isOpen ? entry.key : undefined);
  });
  const ofPatient = useMemo(() => entriesOfPatient(entries, entry), [entries, entry]);
  const leavePatientOut = () => {
    const signed = sign({ initials });
    const made = ofPatient.map((one) => leaveFilesOut({ entry: one, files: one.files, seen: seenOf(one), ...signed }));
    const others = entries.filter((one) => one === entry || !ofPatient.includes(one));
    void intents.decideEntries(made, entryBeside(others, entry.key, 1)?.key ?? null);
  };
  const guard = usePressGuard(meaningOf(subjectOf(entry), ways));
  const act = (way: WayOut, beganMs = performance.now()) => {
    if (drawing.place !== null || !guard.takes(way, beganMs)) return;
    switch (way) {
      case 'remove-value':
        return decide(decideValue(subject(), all, { kind: 'remove' }));
      case 'switch-purpose':
        return decide(switchPurpose(subject(), 'neuroimaging'));
      case 'blank-page':
        return decide(blankDocuments(subject()));
      case 'pages':
        return drawing.start();
      default:
        return decide(leaveFilesOut(subject()));
    }
  };
  const answer = (way: AskingWay, text: string) => {
    switch (way) {
      case 'let-through':
        return decide(letFilesThrough(subject(), text));
      case 'replace':
        return decide(decideValue(subject(), all, { kind: 'replace', text }));
      case 'not-an-identifier':
        return decide(decideValue(subject(), all, { kind: 'not-an-identifier', reason: text }));
      case 'over-text':
        // About images alone.
        return;
      default:
        return assertNever(way);
    }
  };
  const { beside, isHelpOpen, setHelpOpen } = useEntryKeys(entry, entries, intents, (key) => {
    if (drawing.place !== null) return;
    switch (key) {
      case 'primary':
        return act(ways.primary);
      case 'leave-out':
        return decide(leaveFilesOut(subject()));
      case 'nothing':
        return ways.others.includes('not-an-identifier') ? ask('not-an-identifier') : undefined;
      case 'replace':
        return ways.others.includes('replace') ? ask('replace') : undefined;
      default:
        // The other keys are about a picture.
        return;
    }
  });
  return (
    <>
      <section className="pane decide-series" aria-labelledby="entry-l">
        <EntryHead
          entry={entry}
          onInspect={() => intents.inspect(entry.files[0]?.id ?? 0)}
          onHelp={() => setHelpOpen(true)}
        />
        {entry.value !== null && <HeldValue entry={entry} value={entry.value} rowOf={intents.rowOf} />}
        <HeldFiles entry={entry} onInspect={intents.inspect} />
      </section>
      <DecisionPane
        entry={entry}
        ways={ways}
        boxes={0}
        evidence={{ look: 'part', seen, seenAfter: null }}
        about={
          entry.reason === 'patient' ? <MissingPatient entry={entry} way={hasTable && <PatientTableSection />} /> : null
        }
        underWay={drawing.place && <DrawingStatus place={drawing.place} onCancel={drawing.cancel} />}
        bulk={
          ofPatient.length > 1 && (
            <button
              type="button"
              className="btn decide-act"
              aria-disabled={entry.isChecking}
              onClick={() => !entry.isChecking && leavePatientOut()}
            >
              {decideStrings.missing.leaveOut(ofPatient.length)}
            </button>
          )
        }
        toast={drawing.problems.length > 0 ? <DrawingProblems problems={drawing.problems} /> : props.toast}
        isSettling={guard.isSettling}
        onAct={act}
        question={{
          asking: asked?.about === subjectOf(entry) ? asked.way : null,
          count: entry.files.length,
          onAsk: ask,
          onAnswer: answer,
        }}
        onBeside={beside}
      />
      {isHelpOpen && <ShortcutsDialog onClose={() => setHelpOpen(false)} />}
    </>
  );
}
