import { type MouseEvent, type ReactNode, useId, useLayoutEffect, useRef, useState } from 'react';
import { areAllSeen, isAnySeen, type SeenCounts } from '../../dicom/seen-counts.ts';
import { subjectOf, type WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { Chip } from '../ui/controls/chip.tsx';
import { NoteForm } from '../ui/controls/note-form.tsx';
import { decideStrings } from '../ui/strings/decide.ts';
import { seenStrings } from '../ui/strings/seen.ts';
import { belongsToPrimary } from './focus-primary.ts';
import { InitialsField } from './initials-field.tsx';
import { createPressStart, pressesButton, releases } from './press-guard.ts';
import { type AskingWay, asksForText, type LookOn, type WayOut, type WaysOut } from './ways-out.ts';

const text = decideStrings;
const keys: Readonly<Partial<Record<WayOut, string>>> = {
  nothing: 'N',
  'leave-out': 'X',
  'leave-document': 'X',
  'not-an-identifier': 'N',
  replace: 'R',
};

type Evidence = {
  readonly look: LookOn;
  readonly seen: SeenCounts;
  /** Of the images with the boxes blanked; null where none are to be blanked. */
  readonly seenAfter: SeenCounts | null;
};

type Question = {
  /** The way out that asks for a line of text now; null where none does. */
  readonly asking: AskingWay | null;
  /** How many files the answer is about. */
  readonly count: number;
  readonly onAsk: (way: AskingWay | null) => void;
  /** A way out that asked for a line of text, and that line. */
  readonly onAnswer: (way: AskingWay, text: string) => void;
};

/** What is decided on the open entry: what is known, what the record will say, and the ways out. */
export function DecisionPane(props: {
  entry: WaitingEntry;
  ways: WaysOut;
  /** How many boxes the first button would blank. */
  boxes: number;
  evidence: Evidence;
  /** The list of boxes and what a decision applies to; null where there is no image. */
  about: ReactNode;
  toast: ReactNode;
  /** The way to decide about this entry together with others. */
  bulk?: ReactNode;
  /** In the place of the ways out while something is under way; null by default. */
  underWay?: ReactNode;
  /** True while the buttons are so new that a press was meant for others. */
  isSettling: boolean;
  /** @param beganMs when the press began, by the clock of the page */
  onAct: (act: Exclude<WayOut, AskingWay>, beganMs: number) => void;
  question: Question;
  /** Opens the entry so many places behind this one. */
  onBeside: (step: 1 | -1) => void;
}) {
  const { entry, ways, evidence } = props;
  const { seen } = evidence;
  const { asking, onAsk, onAnswer } = props.question;
  const primary = useRef<HTMLButtonElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const subject = subjectOf(entry);
  const lastSubject = useRef(subject);
  const { isChecking } = entry;
  const isBusy = Boolean(props.underWay);
  const isImage = entry.reason === 'may-show-text';
  // biome-ignore lint/correctness/useExhaustiveDependencies: for another entry, and when a question is put or answered or work ends.
  useLayoutEffect(() => {
    const isOther = lastSubject.current !== subject;
    lastSubject.current = subject;
    if (belongsToPrimary(document, foot.current, isOther)) primary.current?.focus({ preventScroll: true });
  }, [subject, asking, isBusy]);
  const [start] = useState(createPressStart);
  const press = (way: WayOut, { timeStamp }: MouseEvent) => {
    const beganMs = start.take(timeStamp);
    if (asksForText(way)) onAsk(way);
    else props.onAct(way, beganMs);
  };
  const isTooNew = (way: WayOut) => props.isSettling && releases(way);
  // To blank is another way out only where nothing was displayed yet.
  const isUnseen = (way: WayOut) => way === 'blank' || (way === 'nothing' && !isAnySeen(seen));
  const whyId = useId();
  return (
    <section className="pane decide-decision" aria-labelledby="decision-l">
      <div className="pane-head">
        <h2 id="decision-l">{text.decision}</h2>
        <Chip tone="held">{text.reasons[entry.reason]}</Chip>
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable (WCAG 2.1.1). */}
      <section className="scroll decision-about" tabIndex={0} aria-label={text.why}>
        <p className="decision-lead">
          {isImage ? text.lead.images(entry.images) : text.lead.files(entry.files.length)}
        </p>
        <ul className="decision-reasons muted">
          {entry.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
        {!entry.isReleasable && entry.reason !== 'identifier' && <p className="muted">{text.onlyLeaveOut}</p>}
        {props.about}
        {isImage && <SeenLines seen={seen} after={evidence.seenAfter} />}
        <InitialsField />
      </section>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: the presses are those of the buttons in it. */}
      <div
        className="decision-foot"
        ref={foot}
        onPointerDown={({ timeStamp }) => start.down(timeStamp)}
        onKeyDown={(event) => pressesButton(event) && start.down(event.timeStamp)}
      >
        {props.toast}
        {isChecking && (
          <p role="status" className="muted">
            {text.checkedAgain}
          </p>
        )}
        {isBusy ? (
          props.underWay
        ) : asking !== null ? (
          <NoteForm
            text={text.asked[asking]}
            count={props.question.count}
            isChecking={isChecking}
            onCancel={() => onAsk(null)}
            onNote={(note) => {
              onAsk(null);
              onAnswer(asking, note);
            }}
          />
        ) : (
          <>
            <button
              type="button"
              className="btn primary large decide-act"
              ref={primary}
              aria-keyshortcuts="Enter"
              aria-disabled={isChecking || ways.primary === 'wait' || isTooNew(ways.primary)}
              onClick={(event) => !isChecking && press(ways.primary, event)}
            >
              {nameOf(ways.primary, props.boxes, evidence)}
              {ways.primary !== 'wait' && (
                <span className="key-hint" aria-hidden="true">
                  ↵
                </span>
              )}
            </button>
            <div className="decision-others">
              {ways.others.map((way) => {
                const isBlocked = isUnseen(way) || isChecking;
                return (
                  <button
                    key={way}
                    type="button"
                    className="btn decide-act"
                    aria-keyshortcuts={keys[way]}
                    aria-disabled={isBlocked || isTooNew(way)}
                    aria-describedby={isUnseen(way) ? `${whyId}-${way}` : undefined}
                    onClick={(event) => !isBlocked && press(way, event)}
                  >
                    {nameOf(way, props.boxes, evidence)}
                    {keys[way] !== undefined && (
                      <span className="key-hint" aria-hidden="true">
                        {keys[way]}
                      </span>
                    )}
                  </button>
                );
              })}
            </div>
            {ways.others.filter(isUnseen).map((way) => (
              <p key={way} id={`${whyId}-${way}`} className="decide-why faint small">
                {text.lookFirst[way === 'blank' ? 'blank' : 'nothing']}
              </p>
            ))}
            {props.bulk}
            <div className="row between">
              <button
                type="button"
                className="btn quiet small"
                aria-keyshortcuts="ArrowLeft"
                onClick={() => props.onBeside(-1)}
              >
                <span className="key-hint" aria-hidden="true">
                  ←
                </span>
                {text.acts.back}
              </button>
              <button
                type="button"
                className="btn quiet small"
                aria-keyshortcuts="ArrowRight"
                onClick={() => props.onBeside(1)}
              >
                {text.acts.skip}
                <span className="key-hint" aria-hidden="true">
                  →
                </span>
              </button>
            </div>
          </>
        )}
      </div>
    </section>
  );
}

/** What was seen, and what the files will therefore claim: of images to be blanked, by how they look afterwards. */
function SeenLines({ seen, after }: { seen: SeenCounts; after: SeenCounts | null }) {
  return (
    <div className="decision-evidence">
      <h3>{text.record}</h3>
      <p className="row between">
        <span>{text.seenLarge}</span>
        <span className="num">{text.ofAll(seen.each, seen.of)}</span>
      </p>
      {seen.inProjections > 0 && (
        <p className="row between">
          <span>{text.seenInProjections}</span>
          <span className="num">{text.ofAll(seen.inProjections, seen.of)}</span>
        </p>
      )}
      <p className="row between">
        <span>{text.byDetector}</span>
        <span className="num">{text.ofAll(seen.byDetector, seen.of)}</span>
      </p>
      {after !== null && (
        <p className="row between">
          <span>{text.seenAfter}</span>
          <span className="num">{text.ofAll(after.each, after.of)}</span>
        </p>
      )}
      <p className="faint">
        {after === null
          ? areAllSeen(seen)
            ? text.allSeen
            : seenStrings.notAll
          : text.afterwards[areAllSeen(after) ? 'all' : 'notAll']}
      </p>
    </div>
  );
}

function nameOf(way: WayOut, boxes: number, { look }: Evidence): string {
  if (way === 'blank') return text.acts.blank(boxes);
  if (way === 'look') return text.acts.look[look];
  return text.acts[way];
}
