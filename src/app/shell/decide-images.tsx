import { type ReactNode, useCallback, useEffect, useMemo, useState } from 'react';
import { assertNever } from '../../dicom/assert-never.ts';
import { isAnySeen } from '../../dicom/seen-counts.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { type BoxDraft, rectanglesUnder } from '../batch/boxes.ts';
import { type DevicesInForce, proposedBoxes } from '../batch/decide/device-proposals.ts';
import { blankBoxes, leaveFilesOut, type MadeDecision, sayNothingIdentifying } from '../batch/decide/make-decision.ts';
import { entryBeside } from '../batch/decide/open-entry.ts';
import { showPatient } from '../batch/decide/proposed-draft.ts';
import { seenNumbers } from '../batch/decide/seen-images.ts';
import { sign } from '../batch/decide/sign.ts';
import { subjectOf, type WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { isStillSearched } from '../batch/search-state.ts';
import { DecisionPane } from '../decide/decision-pane.tsx';
import { EntryHead } from '../decide/entry-head.tsx';
import { meaningOf, usePressGuard } from '../decide/press-guard.ts';
import { ShortcutsDialog } from '../decide/shortcuts-dialog.tsx';
import { type AskingWay, asksForText, type WayOut } from '../decide/ways-out.ts';
import { BoxList } from '../image/boxes/box-list.tsx';
import { framesReached } from '../image/boxes/box-reach.ts';
import { leastScaleOf } from '../image/seen/least-scale.ts';
import { SeriesStage } from '../image/series/series-stage.tsx';
import { useSeriesViewer } from '../image/series/use-series-viewer.ts';
import { ViewChoice } from '../image/series/view-choice.tsx';
import { sheetFrames } from '../image/sheet-frames.ts';
import { SeriesSheet } from '../image/tiles/series-sheet.tsx';
import { useSeriesSheet } from '../image/tiles/use-series-sheet.ts';
import type { Intents } from '../intents/create-intents.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Segments } from '../ui/controls/segments.tsx';
import { boxesStrings } from '../ui/strings/boxes.ts';
import { hearSheetKey } from './hear-sheet-key.ts';
import { imageWays } from './image-ways.ts';
import { OpenedDevices } from './opened-devices.tsx';
import { useEntryKeys } from './use-entry-keys.ts';
import { useSameDevice } from './use-same-device.ts';

/** The open entry where images wait: the picture, its boxes, and what is decided about them. */
export function ImageEntry(props: {
  entry: WaitingEntry;
  entries: readonly WaitingEntry[];
  devices: DevicesInForce;
  toast: ReactNode;
  /** The way to decide about this entry together with others. */
  bulk: ReactNode;
}) {
  const { entry, entries } = props;
  const intents = useIntents();
  const rules = useBatch((state, derived) => derived.rules(state));
  const { seriesKey, files, members } = entry;
  const seen = useBatch(({ decide }) => decide.seen);
  const initials = useBatch(({ decide }) => decide.initials);
  const draft = useBatch(({ boxes }) => boxes.drafts.get(seriesKey) ?? null);
  const proposed = proposedBoxes(files, props.devices);
  const frames = useMemo(() => sheetFrames(files), [files]);
  const leastScale = useMemo(() => leastScaleOf(members), [members]);
  const sheet = useSeriesSheet({
    subject: seriesKey,
    start: 'one',
    files,
    frames,
    leastScale,
    seriesOf: useCallback(() => seriesKey, [seriesKey]),
    seen,
    onSeen: intents.noteSeen,
  });
  const viewer = useSeriesViewer({
    seriesKey,
    files,
    members,
    rules,
    images: intents.images,
    boxes: {
      draft: draft ?? proposed?.draft ?? null,
      // Where boxes were proposed, none is a draft too: they would come back.
      onDraw: (drawn) => intents.drawBoxes(seriesKey, drawn ?? (proposed === null ? null : noBox)),
    },
    seen,
    isShown: sheet.mode === 'one',
    onSeen: (sighting) => intents.noteSeen([sighting]),
  });
  const { drawn } = viewer;
  const sameDevice = useSameDevice(entry, viewer.file, entries, drawn);
  const isFromDevice = draft === null && proposed?.isFromDevice === true;
  const inScope = useMemo(
    () => (drawn.scope === 'image' ? files.filter((file) => file === viewer.file) : files),
    [drawn.scope, files, viewer.file],
  );
  const numbers = useMemo(() => seenNumbers(seen, seriesKey, inScope), [seen, seriesKey, inScope]);
  // What a person saw of the images as they will be saved, with exactly these boxes.
  const seenAfter = useMemo(
    () => seenNumbers(seen, seriesKey, drawn.reach.images, (file) => rectanglesUnder(file, drawn.shown)),
    [seen, seriesKey, drawn.reach.images, drawn.shown],
  );
  const ticked = drawn.isOpen ? drawn.boxes.filter(({ isTicked }) => isTicked).length : 0;
  const frameCount = framesReached(drawn.reach);
  const isOne = sheet.mode === 'one';
  const isSearching = useBatch(({ search }) => isStillSearched(files, search));
  const { ways, look } = imageWays(entry, {
    viewer,
    isOne,
    canMark: sheet.counts,
    ticked,
    proposed,
    isSearching,
    seen: numbers,
    seenAfter,
  });
  useFetchAhead(intents, entryBeside(entries, entry.key, 1));
  // A note is asked for before anything is said against what was found.
  const [asked, setAsked] = useState<string | null>(null);
  const isOverPatient = useMemo(() => showPatient(inScope), [inScope]);

  const decide = (made: MadeDecision | null) => {
    if (made === null || entry.isChecking) return;
    const { act } = made;
    const ids = 'ids' in act ? new Set(act.ids) : null;
    const isWhole = files.every(({ id }) => ids === null || ids.has(id));
    const next = isWhole ? (entryBeside(entries, entry.key, 1)?.key ?? null) : entry.key;
    viewer.tools.setTool('select');
    void intents.decideEntry(made.decision, act, next);
  };
  const subjectNow = () => ({ entry, files: inScope, seen: numbers, ...sign({ initials }) });
  const guard = usePressGuard(meaningOf(subjectOf(entry), ways));
  const act = (way: Exclude<WayOut, AskingWay>, beganMs = performance.now()) => {
    if (!guard.takes(way, beganMs)) return;
    const subject = subjectNow();
    switch (way) {
      case 'look':
        if (look === 'boxes') {
          sheet.setMode('one');
          return viewer.tools.setPicture('after');
        }
        if (look === 'page') return sheet.markPage();
        if (look === 'one') return sheet.setMode('one');
        return viewer.lookOn();
      case 'nothing':
        if (!isOverPatient) return decide(sayNothingIdentifying(subject));
        return isAnySeen(numbers) && !entry.isChecking ? setAsked(subjectOf(entry)) : undefined;
      case 'leave-out':
        return decide(leaveFilesOut(subject));
      case 'blank':
        return decide(
          blankBoxes(
            subject,
            { ids: idsOf(drawn.reach.images), seen: seenAfter },
            { draft: drawn.shown, scope: sameDevice.scope, ids: drawn.reach.ids },
            { placedIn: sameDevice.others, isFromDevice },
          ),
        );
      case 'wait':
        return;
      case 'switch-purpose':
      case 'remove-value':
      case 'leave-document':
      case 'blank-page':
      case 'pages':
        // Nothing of this is about images.
        return;
      default:
        return assertNever(way);
    }
  };
  const { beside, isHelpOpen, setHelpOpen } = useEntryKeys(entry, entries, intents, (key) => {
    if (hearSheetKey(sheet, key, frames.count)) return;
    if (typeof key === 'object') return viewer.show(viewer.index + key.images);
    switch (key) {
      case 'primary':
        return asksForText(ways.primary) ? undefined : act(ways.primary);
      case 'nothing':
      case 'leave-out':
        return ways.primary === key || ways.others.includes(key) ? act(key) : undefined;
      case 'scope':
        return sameDevice.nextScope();
      case 'draw':
        viewer.tools.setTool('draw');
        return viewer.drawByKeys();
      case 'select':
        return viewer.tools.setTool('select');
      case 'picture':
        return viewer.tools.togglePicture();
      case 'zoom-in':
        return viewer.zoomIn();
      case 'zoom-out':
        return viewer.zoomOut();
      case 'zoom-fit':
        return viewer.setLook({ ...viewer.look, zoom: 'fit' });
      case 'view-one':
      case 'view-all':
      case 'view-sheet':
      case 'mark-page':
      case 'replace':
        return;
      case 'image':
        return viewer.viewport.current?.focus({ preventScroll: true });
      default:
        return assertNever(key);
    }
  });
  return (
    <>
      <section className="pane decide-series" aria-labelledby="entry-l">
        <EntryHead entry={entry} onInspect={() => intents.inspect(viewer.file.id)} onHelp={() => setHelpOpen(true)} />
        {frames.count > 1 && <ViewChoice mode={sheet.mode} onChange={sheet.setMode} />}
        {isOne ? (
          <SeriesStage viewer={viewer} />
        ) : (
          <SeriesSheet
            sheet={sheet}
            files={files}
            images={intents.images}
            onOpen={(image) => {
              viewer.show(image);
              sheet.setMode('one');
            }}
          />
        )}
      </section>
      <DecisionPane
        entry={entry}
        ways={ways}
        boxes={ticked}
        evidence={{
          look,
          seen: numbers,
          seenAfter: ticked > 0 ? seenAfter : null,
        }}
        toast={props.toast}
        bulk={props.bulk}
        about={
          <>
            <h3>{boxesStrings.heading}</h3>
            {isFromDevice && <p>{boxesStrings.fromDevice}</p>}
            <OpenedDevices file={viewer.file} />
            <BoxList boxes={drawn.boxes} actions={drawn.actions} onDeleted={() => undefined} />
            <Segments
              label={boxesStrings.scope.label}
              choices={sameDevice.choices}
              value={sameDevice.scope}
              onChange={sameDevice.setScope}
            />
            {ticked > 0 && frameCount > 1 && <p className="faint">{boxesStrings.frames(frameCount)}</p>}
            {sameDevice.why !== null && <p className="faint">{sameDevice.why}</p>}
            {sameDevice.others > 0 && <p className="faint">{boxesStrings.placed(sameDevice.others)}</p>}
            {drawn.reach.otherSize > 0 && ticked > 0 && (
              <p className="faint">{boxesStrings.otherSize(drawn.reach.otherSize)}</p>
            )}
          </>
        }
        isSettling={guard.isSettling}
        onAct={act}
        question={{
          asking: asked === subjectOf(entry) ? 'over-text' : null,
          count: inScope.length,
          onAsk: () => setAsked(null),
          onAnswer: (_, note) => decide(sayNothingIdentifying(subjectNow(), note)),
        }}
        onBeside={beside}
      />
      {isHelpOpen && <ShortcutsDialog onClose={() => setHelpOpen(false)} />}
    </>
  );
}

const noBox: BoxDraft = { boxes: [], base: [] };

/** The picture of the next entry is decoded before anybody asks for it. */
function useFetchAhead({ images }: Intents, next: WaitingEntry | null): void {
  const content = next?.reason === 'may-show-text' ? (next.files[0]?.content ?? null) : null;
  useEffect(() => {
    if (content !== null) images.fetchAhead(content);
  }, [images, content]);
}

function idsOf(files: readonly BatchFile[]): readonly number[] {
  return files.map(({ id }) => id);
}
