import { memo } from 'react';
import { seriesKeyOf } from '../../pipeline/batch/series-key.ts';
import type { BatchState } from '../batch/batch-state.ts';
import type { Patient, Series } from '../batch/derived/study-nodes.ts';
import { standingOf } from '../batch/outcomes.ts';
import { ImageView } from '../image/image-view.tsx';
import { PreviewPane } from '../preview/preview-pane.tsx';
import { RemainsNote } from '../remains/remains-note.tsx';
import { RemainsView } from '../remains/remains-view.tsx';
import { useBatch, useBatchInPieces } from '../store/use-batch.ts';
import { ErrorBoundary } from '../ui/controls/error-boundary.tsx';
import { reviewStrings } from '../ui/strings/review.ts';

/** The file that is open: what changes in it, its images, and what remains in the whole batch. */
export const OpenFilePane = memo(function OpenFilePane({ onOpenFile }: { onOpenFile: (id: number) => void }) {
  const open = useBatchInPieces(openFileOf, takesLong);
  const file = useBatch(({ files }) => files.find(({ id }) => id === open?.id) ?? null);
  const rules = useBatch((state, derived) => derived.rules(state));
  const key = file?.scan.kind === 'dicom' ? seriesKeyOf(file.scan.summary) : null;
  const series = useBatch((state, derived) =>
    key === null ? null : findSeries(derived.patients(state, 'by-need'), key),
  );
  return (
    <ErrorBoundary region={reviewStrings.parts.preview} shows={file?.id}>
      <PreviewPane
        open={file === null || open === null ? null : { ...open, file, series, standing: standingOf(file, rules) }}
        onOpenFile={onOpenFile}
        image={file === null ? null : <ImageView file={file} series={series} onOpenFile={onOpenFile} />}
        remains={<RemainsView onOpenFile={onOpenFile} />}
        remainsNote={<RemainsNote />}
      />
    </ErrorBoundary>
  );
});

const openFileOf = ({ openFile }: BatchState) => openFile;

/** The table of a file has many rows. That a file is being read is said at once. */
function takesLong(before: BatchState['openFile'], next: BatchState['openFile']): boolean {
  return before?.view !== next?.view && (before === null || next?.view.kind !== 'loading');
}

function findSeries(patients: readonly Patient[], key: string): Series | null {
  for (const { studies } of patients) {
    for (const study of studies) {
      const series = study.series.find((candidate) => candidate.key === key);
      if (series !== undefined) return series;
    }
  }
  return null;
}
