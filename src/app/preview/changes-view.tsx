import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useCallback, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { DiffView } from '../batch/batch-state.ts';
import type { Series } from '../batch/derived/study-nodes.ts';
import { takesOptions } from '../batch/edit-profile.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { Segments } from '../ui/controls/segments.tsx';
import { focusOnce } from '../ui/focus-once.ts';
import { strings } from '../ui/strings.ts';
import { startState, withFilter, withPinned } from './changes/diff-state.ts';
import { TagChanges } from './changes/tag-changes.tsx';
import { FileNotes } from './file-notes.tsx';
import { ReportReading, type ReportWord } from './report-reading.tsx';
import { SeriesChanges, seriesNote } from './series-changes.tsx';

type Scope = 'file' | 'series';
const SCOPES: readonly (readonly [Scope, string])[] = [
  ['file', strings.diff.scope.file],
  ['series', strings.diff.scope.series],
];

/** What changes in one file, or in all files of its series. What a person set in either table stays while they page. */
export function ChangesView(props: {
  file: BatchFile;
  view: DiffView;
  series: Series | null;
  onOpenFile: (id: number) => void;
}) {
  const { file, view, series } = props;
  const survey = useBatch((state) => state.seriesSurvey);
  const takesRules = useBatch(({ profile }) => takesOptions(profile.preset));
  const { surveySeries, leaveSeries, writeRule, writeWord, release } = useIntents();
  const reading = {
    release: file.release,
    onDecide: (said: Parameters<ReportWord['onDecide']>[0]) => release([file.id], said),
  };
  const [scope, setScope] = useState<Scope>('file');
  const [ofFile, setOfFile] = useState(startState);
  const [ofSeries, setOfSeries] = useState(startState);
  // The file whose table takes the focus once it is there, because the person came from another table.
  const [focusFor, setFocusFor] = useState<number | null>(null);
  const onFocusTaken = useCallback(() => setFocusFor(null), []);
  const isSeries = scope === 'series' && series !== null && series.members.length > 1;
  const openFile = (id: number, row: DiffRow) => {
    setScope('file');
    setFocusFor(id);
    // A path of a series has no item numbers: what is in a sequence is found by its number.
    const filter = { ...startState.filter, search: row.depth > 0 ? row.tag : '' };
    setOfFile(withPinned({ ...withFilter(ofFile, filter), activeKey: row.path }, row.path));
    if (id !== file.id) {
      props.onOpenFile(id);
    }
  };
  const table = {
    onWriteRule: takesRules ? writeRule : null,
    onWriteWord: takesRules ? writeWord : null,
    onOpenFile: openFile,
    takesFocus: focusFor === file.id,
    onFocusTaken,
  };
  return (
    <>
      {series !== null && series.members.length > 1 && (
        <div className="scope">
          <Segments label={strings.diff.scope.label} choices={SCOPES} value={scope} onChange={setScope} />
          <span role="status" className="series-note">
            {isSeries ? seriesNote(survey, series) : ''}
          </span>
        </div>
      )}
      {isSeries ? (
        <SeriesChanges
          {...table}
          ofSeries={series}
          survey={survey}
          onSurvey={surveySeries}
          onLeave={leaveSeries}
          state={ofSeries}
          onChange={setOfSeries}
        />
      ) : (
        <FileChanges
          {...table}
          seriesKey={series !== null && series.counts.held > 0 ? series.key : null}
          reading={reading}
          view={view}
          state={ofFile}
          onChange={setOfFile}
        />
      )}
    </>
  );
}

function FileChanges({
  view,
  reading,
  seriesKey,
  ...table
}: Omit<ComponentProps<typeof TagChanges>, 'rows' | 'series'> & {
  view: DiffView;
  reading: ReportWord;
  seriesKey: string | null;
}) {
  switch (view.kind) {
    case 'loading':
      return (
        <p className="empty grow row" tabIndex={-1} ref={table.takesFocus ? focusOnce : undefined}>
          <Icon of={LoaderCircle} className="spin" />
          {strings.diff.working}
        </p>
      );
    case 'inspected':
      return (
        <>
          <FileNotes holds={view.holds} findings={view.findings} seriesKey={seriesKey} />
          <ReportReading view={view} word={reading} />
          <TagChanges {...table} rows={view.rows} series={null} />
        </>
      );
    case 'broken':
      return (
        <p className="empty grow" role="alert">
          {view.message}
        </p>
      );
    default:
      return (
        <p className="empty grow" role="alert">
          {view.reason}
        </p>
      );
  }
}
