import { ArrowRight, ChevronLeft, ChevronRight, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { startTransition, useMemo, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { DiffView } from '../batch/batch-state.ts';
import { seriesName } from '../batch/derived/series-name.ts';
import type { Series } from '../batch/derived/study-nodes.ts';
import type { Standing } from '../batch/outcomes.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { TabbedViews } from '../ui/controls/tabs.tsx';
import { formatCount } from '../ui/format.ts';
import { previewStrings } from '../ui/strings/preview.ts';
import { strings } from '../ui/strings.ts';
import { isChanged } from './changes/diff-tree.ts';
import { RuleUndoNote } from './changes/rule-actions.tsx';
import { ChangesView } from './changes-view.tsx';
import { StandingBadge } from './standing-badge.tsx';

/** A file with what is known of it. `isRefreshing` while it is looked at again under changed rules. */
type OpenedFile = {
  readonly file: BatchFile;
  readonly view: DiffView;
  readonly isRefreshing: boolean;
  readonly series: Series | null;
  readonly standing: Standing;
};

/** One file: where it comes from, where it goes, why it waits, and what changes in it. */
export function PreviewPane(props: {
  open: OpenedFile | null;
  onOpenFile: (id: number) => void;
  /** Other features' views of the same file and batch. */
  image: ReactNode;
  remains: ReactNode;
  remainsNote: ReactNode;
}) {
  const { open, onOpenFile } = props;
  const view = open?.view ?? null;
  const undo = useBatch((state) => state.ruleUndo);
  const { undoRule } = useIntents();
  const [tab, setTab] = useState('changes');
  const changed = useMemo(() => (view?.kind === 'inspected' ? view.rows.filter(isChanged).length : 0), [view]);
  return (
    <section
      className="pane preview"
      aria-labelledby="preview-l"
      id="pane-preview"
      aria-busy={open?.isRefreshing ?? false}
    >
      <h2 id="preview-l" className="vh">
        {previewStrings.heading}
      </h2>
      {open === null || view === null ? (
        <p className="empty grow">{strings.preview.empty}</p>
      ) : (
        <>
          <PreviewHead open={open} onOpenFile={onOpenFile} />
          <TabbedViews
            label={previewStrings.views}
            selected={tab}
            // The view before stays until the next one is made.
            onSelect={(id) => startTransition(() => setTab(id))}
            items={[
              {
                id: 'changes',
                name: previewStrings.tabs.changes,
                note:
                  view.kind === 'inspected' ? <ChangesNote changed={changed} total={view.rows.length} /> : undefined,
                content: <ChangesView file={open.file} view={view} series={open.series} onOpenFile={onOpenFile} />,
              },
              {
                id: 'image',
                name: previewStrings.tabs.image,
                note: isHeldForImage(open.standing) ? (
                  <Icon of={TriangleAlert} size={14} className="warn" />
                ) : undefined,
                content: props.image,
              },
              { id: 'remains', name: previewStrings.tabs.remains, note: props.remainsNote, content: props.remains },
            ]}
          />
          <RuleUndoNote undo={undo} onUndo={undoRule} />
        </>
      )}
    </section>
  );
}

function PreviewHead({ open, onOpenFile }: { open: OpenedFile; onOpenFile: (id: number) => void }) {
  const { file, series, standing, view } = open;
  const modality = series === null ? '' : (strings.modalities[series.modality] ?? series.modality);
  return (
    <div className="preview-head">
      <div className="row">
        <h3 className="clip">{(series && seriesName(series)) || file.path.split('/').at(-1)}</h3>
        <StandingBadge standing={standing} />
        <span className="muted clip sop small">{modality}</span>
        {series !== null && <Pager series={series} id={file.id} onOpenFile={onOpenFile} />}
      </div>
      <div className="path row">
        <span className="clip" title={file.path}>
          {file.path}
        </span>
        {view.kind === 'inspected' && (
          <>
            <Icon of={ArrowRight} size={12} />
            <span className="vh">{previewStrings.becomes}</span>
            <span className="clip" title={view.outputPath}>
              {view.outputPath}
            </span>
          </>
        )}
      </div>
    </div>
  );
}

function Pager({ series, id, onOpenFile }: { series: Series; id: number; onOpenFile: (id: number) => void }) {
  const index = series.members.findIndex((member) => member.id === id);
  const previous = series.members[index - 1];
  const next = series.members[index + 1];
  return (
    <span className="row pager">
      <button
        type="button"
        className="icon-btn"
        aria-label={previewStrings.previous}
        aria-disabled={previous === undefined}
        onClick={() => previous && onOpenFile(previous.id)}
      >
        <Icon of={ChevronLeft} />
      </button>
      <span className="num muted nowrap">{previewStrings.of(index + 1, series.members.length)}</span>
      <button
        type="button"
        className="icon-btn"
        aria-label={previewStrings.next}
        aria-disabled={next === undefined}
        onClick={() => next && onOpenFile(next.id)}
      >
        <Icon of={ChevronRight} />
      </button>
    </span>
  );
}

/** `58 of 184`; on a phone `58`. */
function ChangesNote({ changed, total }: { changed: number; total: number }) {
  return (
    <>
      {formatCount(changed)}
      <span className="wide">{previewStrings.ofAll(total)}</span>
    </>
  );
}

/** The Image tab is marked then; the file's own notes say so in words. */
function isHeldForImage(standing: Standing): boolean {
  return standing.kind === 'held' && standing.holds.some(({ kind }) => kind === 'pixels');
}
