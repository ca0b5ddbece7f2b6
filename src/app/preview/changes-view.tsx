import { LoaderCircle } from 'lucide-react';
import type { ComponentProps } from 'react';
import { useCallback, useState } from 'react';
import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { DiffView, SeriesSurvey } from '../batch/batch-state.ts';
import type { Series } from '../batch/derived/study-nodes.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { Segments } from '../ui/controls/segments.tsx';
import { strings } from '../ui/strings.ts';
import { startState, withFilter, withPinned } from './changes/diff-state.ts';
import type { WriteRule } from './changes/rule-actions.tsx';
import { TagChanges } from './changes/tag-changes.tsx';
import type { WriteWord } from './changes/word-decisions.tsx';
import { FileNotes } from './file-notes.tsx';
import { ReportReading, type ReportWord } from './report-reading.tsx';
import { SeriesChanges, seriesNote } from './series-changes.tsx';

type Scope = 'file' | 'series';
const SCOPES: readonly (readonly [Scope, string])[] = [
  ['file', strings.diff.scope.file],
  ['series', strings.diff.scope.series],
];

/** Of the file and its series, whichever of them is shown. */
export type ChangesProps = {
  series: Series | null;
  seriesSurvey: SeriesSurvey | null;
  onSurveySeries: (key: string, ids: readonly number[]) => void;
  onLeaveSeries: () => void;
  onOpenFile: (id: number) => void;
  /** Null where the preset takes no own rules. */
  onWriteRule: WriteRule | null;
  onWriteWord: WriteWord | null;
  reading: ReportWord;
};

/** What changes in one file, or in all files of its series. What a person set in either table stays while they page. */
export function ChangesView(props: { fileId: number; view: DiffView } & ChangesProps) {
  const { view, series } = props;
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
    if (id !== props.fileId) {
      props.onOpenFile(id);
    }
  };
  const table = {
    onWriteRule: props.onWriteRule,
    onWriteWord: props.onWriteWord,
    onOpenFile: openFile,
    takesFocus: focusFor === props.fileId,
    onFocusTaken,
  };
  return (
    <>
      {series !== null && series.members.length > 1 && (
        <div className="scope">
          <Segments label={strings.diff.scope.label} choices={SCOPES} value={scope} onChange={setScope} />
          <span role="status" className="series-note">
            {isSeries ? seriesNote(props.seriesSurvey, series) : ''}
          </span>
        </div>
      )}
      {isSeries ? (
        <SeriesChanges
          {...table}
          ofSeries={series}
          survey={props.seriesSurvey}
          onSurvey={props.onSurveySeries}
          onLeave={props.onLeaveSeries}
          state={ofSeries}
          onChange={setOfSeries}
        />
      ) : (
        <FileChanges {...table} reading={props.reading} view={view} state={ofFile} onChange={setOfFile} />
      )}
    </>
  );
}

function FileChanges({
  view,
  reading,
  ...table
}: Omit<ComponentProps<typeof TagChanges>, 'rows' | 'series'> & { view: DiffView; reading: ReportWord }) {
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
          <FileNotes holds={view.holds} findings={view.findings} />
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

function focusOnce(node: HTMLElement | null): void {
  node?.focus();
}
