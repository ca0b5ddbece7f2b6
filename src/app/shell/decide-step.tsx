import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { BatchState } from '../batch/batch-state.ts';
import { countDecided } from '../batch/decide/count-decided.ts';
import { decisionsInForce, lastMade } from '../batch/decide/reduce-decide.ts';
import { seenNumbers } from '../batch/decide/seen-images.ts';
import { createWaitingList, openEntry, type WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { isForetold } from '../batch/forecast-state.ts';
import { countStandings } from '../batch/outcomes.ts';
import { standingRulesOf } from '../batch/standing-rules.ts';
import { DecideView } from '../decide/decide-view.tsx';
import { DecisionToast } from '../decide/decision-toast.tsx';
import { DonePane } from '../decide/done-pane.tsx';
import { waysOut } from '../decide/ways-out.ts';
import { ThumbnailPicture } from '../image/thumbnail.tsx';
import type { Intents } from '../intents/create-intents.ts';
import { decideStrings } from '../ui/strings/decide.ts';
import { FilesEntry } from './decide-files.tsx';
import { ImageEntry } from './decide-images.tsx';
import { SearchProgress } from './search-progress.tsx';
import { useStudies } from './use-studies.ts';

/** The step in which a person settles everything that waits, one entry after the other. */
export function DecideStep({ state, intents }: { state: BatchState; intents: Intents }) {
  const { files, decide } = state;
  const rules = standingRulesOf(state);
  const patients = useStudies(files, rules, 'as-found');
  const [list] = useState(createWaitingList);
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
  const standings = useMemo(() => countStandings(files, rules), [files, rules]);
  const isWhole = useMemo(() => files.length > 0 && isForetold(files), [files]);
  const deliverable = standings.ready + standings.deidentified;
  const canDeliver = state.pool.kind !== 'failed' && files.length > 0;
  const deliver = () => {
    if (!canDeliver) return;
    if (state.hasResult && isWhole) intents.openResult();
    else void intents.deidentify();
  };
  const proposalOf = (entry: WaitingEntry): string => {
    const drawn = state.boxes.drafts.get(entry.seriesKey)?.boxes ?? [];
    const boxes = drawn.filter(({ isTicked }) => isTicked).length;
    const seen = seenNumbers(decide.seen, entry.seriesKey, entry.files);
    const { primary } = waysOut(entry, boxes, seen);
    const { proposals } = decideStrings;
    if (primary === 'blank') return proposals.blank(boxes);
    if (primary === 'look') return proposals.look(seen.of - seen.each);
    return proposals[primary];
  };
  const { glimpse } = intents.images;
  const thumbnail = useCallback(
    (file: BatchFile) => <ThumbnailPicture key={file.id} ask={glimpse} content={file.content} frame={0} />,
    [glimpse],
  );
  const toast = <DecisionToast decision={lastMade(state)} onUndo={() => void intents.undoDecision()} />;
  const common = { state, intents, rules, entries, toast };
  return (
    <DecideView
      entries={entries}
      open={open}
      counts={counts}
      standings={standings}
      files={files.length}
      deliverable={deliverable}
      canDeliver={canDeliver}
      notice={state.notice}
      searchProgress={<SearchProgress state={state} intents={intents} />}
      proposalOf={proposalOf}
      thumbnail={thumbnail}
      onOpen={intents.openEntry}
      onDeliver={deliver}
      onReview={intents.openReview}
      onSaveDecisions={() => void intents.saveDecisions()}
      onOpenDecisions={(file) => void intents.openDecisions(file)}
      onDismissNotice={intents.dismissNotice}
    >
      {open === null ? (
        <DonePane
          decisions={decisionsInForce(state)}
          counts={counts}
          isChecking={state.forecast.phase === 'checking' && !isWhole}
          toast={toast}
          deliverable={deliverable}
          canDeliver={canDeliver}
          onDeliver={deliver}
          onUndo={() => void intents.undoDecision()}
        />
      ) : open.reason === 'may-show-text' ? (
        <ImageEntry entry={open} {...common} />
      ) : (
        <FilesEntry entry={open} {...common} />
      )}
    </DecideView>
  );
}
