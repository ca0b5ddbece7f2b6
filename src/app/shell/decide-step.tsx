import { type ComponentProps, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { countUnseen } from '../../dicom/seen-counts.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { BatchState } from '../batch/batch-state.ts';
import { countDecided, decidedWith } from '../batch/decide/count-decided.ts';
import { countTree } from '../batch/decide/count-tree.ts';
import { createDeviceList, proposedBoxes } from '../batch/decide/device-proposals.ts';
import { imageGroup } from '../batch/decide/image-group.ts';
import { openEntry } from '../batch/decide/open-entry.ts';
import { lastMade } from '../batch/decide/reduce-decide.ts';
import { seenNumbers } from '../batch/decide/seen-images.ts';
import { createWaitingList, type WaitingEntry, type WaitingList } from '../batch/decide/waiting-entries.ts';
import type { Derived } from '../batch/derived/create-derived.ts';
import { isStillSearched } from '../batch/search-state.ts';
import { DecideFoot } from '../decide/decide-foot.tsx';
import { DecideView } from '../decide/decide-view.tsx';
import { DecisionToast } from '../decide/decision-toast.tsx';
import { DonePane } from '../decide/done-pane.tsx';
import { waysOut } from '../decide/ways-out.ts';
import { PagesOffer } from '../image/pages/pages-offer.tsx';
import { ThumbnailPicture } from '../image/thumbnail.tsx';
import { useSize } from '../image/use-size.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { decideStrings } from '../ui/strings/decide.ts';
import { FilesEntry } from './decide-files.tsx';
import { ImageEntry } from './decide-images.tsx';
import { GroupStep } from './decide-pages.tsx';
import { SearchProgress } from './search-progress.tsx';
import { useDecisionsInForce } from './use-decisions-in-force.ts';
import { usePagesOpen } from './use-pages-open.ts';

/** What was decided is looked for once nothing waits, not with each decision. */
function DoneStep(props: Omit<ComponentProps<typeof DonePane>, 'decisions'>) {
  return <DonePane {...props} decisions={useDecisionsInForce()} />;
}

/** Gives one queue for as long as the step is open, in the order in which the review has shown its series. */
function createListKeeper() {
  let list: WaitingList | null = null;
  return (state: BatchState, derived: Derived): WaitingList => {
    list ??= createWaitingList(derived.patients(state, 'by-need'));
    return list;
  };
}

/** The step in which a person settles everything that waits, one entry after the other. */
export function DecideStep() {
  const intents = useIntents();
  const files = useBatch((state) => state.files);
  const decide = useBatch((state) => state.decide);
  const boxes = useBatch((state) => state.boxes);
  const search = useBatch((state) => state.search);
  const [devicesOf] = useState(createDeviceList);
  const devices = useBatch(devicesOf);
  const rules = useBatch((state, derived) => derived.rules(state));
  const scanned = useBatch((state, derived) => derived.scanned(state));
  const patients = useBatch((state, derived) => derived.patients(state, 'as-found'));
  const last = useBatch(lastMade);
  const hasFailed = useBatch(({ pool }) => pool.kind === 'failed');
  const isConfirmed = useBatch((state) => state.hasResult);
  const isPlanning = useBatch(({ forecast }) => forecast.phase === 'checking');
  const [listOf] = useState(createListKeeper);
  const list = useBatch(listOf);
  const entries = useMemo(
    () => list(patients, rules, { key: decide.open, files }),
    [list, patients, rules, decide.open, files],
  );
  const before = useRef<typeof entries>([]);
  const open = openEntry(entries, decide.open, before.current);
  const { openEntry: keepOpen } = intents;
  // What a person has before their eyes stays open when a stronger reason joins the queue.
  useEffect(() => {
    before.current = entries;
    if (open !== null && open.key !== decide.open) keepOpen(open.key);
  }, [entries, open, decide.open, keepOpen]);
  const counts = useMemo(() => countDecided(decide.decisions, entries), [decide.decisions, entries]);
  const { standings, isForetold } = useMemo(() => countTree(patients, scanned), [patients, scanned]);
  const isWhole = files.length > 0 && isForetold;
  const deliverable = standings.ready + standings.deidentified;
  const canDeliver = !hasFailed && files.length > 0;
  const deliver = () => {
    if (!canDeliver) return;
    if (isConfirmed && isWhole) intents.openResult();
    else void intents.deidentify();
  };
  const proposalOf = (entry: WaitingEntry): string => {
    const own = boxes.drafts.get(entry.seriesKey);
    const proposed = own === undefined ? proposedBoxes(entry.files, devices) : null;
    const drawn = (own ?? proposed?.draft)?.boxes ?? [];
    const ticked = drawn.filter(({ isTicked }) => isTicked).length;
    const seen = seenNumbers(decide.seen, entry.seriesKey, entry.files);
    const isSearching = isStillSearched(entry.files, search);
    const { primary } = waysOut(entry, ticked, seen, { isBlankable: true, isSearching });
    const { proposals } = decideStrings;
    if (primary === 'blank') return proposals[proposed?.isFromDevice ? 'blankFromDevice' : 'blank'](ticked);
    if (primary === 'look') return proposals.look(countUnseen(seen));
    return proposals[primary];
  };
  const { glimpse } = intents.images;
  const thumbnail = useCallback(
    (file: BatchFile) => <ThumbnailPicture key={file.id} ask={glimpse} content={file.content} frame={0} />,
    [glimpse],
  );
  const toast = (
    <DecisionToast
      decision={last}
      together={last === null ? 0 : decidedWith(decide.decisions, last)}
      onUndo={() => void intents.undoDecision()}
    />
  );
  const room = useRef<HTMLDivElement>(null);
  const size = useSize(room);
  const { pagesAre, setPages } = usePagesOpen();
  const group = useCallback(() => imageGroup(entries, { boxes, devices, search }), [entries, boxes, devices, search]);
  return (
    <DecideView
      entries={entries}
      open={open}
      counts={counts}
      foot={
        <DecideFoot
          files={files.length}
          standings={standings}
          onDeliver={open === null ? null : deliver}
          canDeliver={canDeliver}
          searchProgress={<SearchProgress />}
        />
      }
      proposalOf={proposalOf}
      thumbnail={thumbnail}
      room={room}
      isAtQueue={pagesAre === 'ended'}
      pages={
        pagesAre === 'open' && open !== null ? (
          <GroupStep
            group={group}
            room={size}
            decided={decideStrings.decided(counts.decided, counts.total)}
            toast={toast}
            onClose={() => setPages('closed')}
            onEnd={() => setPages('ended')}
          />
        ) : null
      }
    >
      {open === null ? (
        <DoneStep
          counts={counts}
          isChecking={isPlanning && !isWhole}
          toast={toast}
          deliverable={deliverable}
          canDeliver={canDeliver}
          onDeliver={deliver}
          onUndo={() => void intents.undoDecision()}
        />
      ) : open.reason === 'may-show-text' ? (
        <ImageEntry
          entry={open}
          entries={entries}
          devices={devices}
          toast={toast}
          bulk={<PagesOffer group={group} room={size} onOpen={() => setPages('open')} />}
        />
      ) : (
        <FilesEntry entry={open} entries={entries} toast={toast} />
      )}
    </DecideView>
  );
}
