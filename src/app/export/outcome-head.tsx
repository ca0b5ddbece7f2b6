import type { OutcomeCounts } from '../outcomes.ts';
import { countOf, formatDuration, formatSize } from '../ui/format.ts';

/** The statement of the result. Tests read the status word by word: plain integers, no grouping. */
export function OutcomeHead(props: {
  counts: Omit<OutcomeCounts, 'ready'>;
  total: number;
  sizeBytes: number;
  lastRunMs: number;
  profileName: string;
  isEdited: boolean;
  tableEdition: string;
}) {
  const { deidentified, held, skipped, failed } = props.counts;
  const about = `De-identified by profile ${props.profileName}${props.isEdited ? ' (edited)' : ''}, PS3.15 ${props.tableEdition}.`;
  const size = `${formatSize(props.sizeBytes)} in ${formatDuration(props.lastRunMs)}.`;
  return (
    <section className="outcome-head" aria-label="Outcome">
      <h1 className="vh">De-identification finished</h1>
      <p role="status" aria-label="Result" className="statement num">
        {`${deidentified} de-identified, ${held} held, ${skipped} skipped, ${failed} failed`}
      </p>
      <p className="muted small">
        {about} {size} The four numbers add up to the {countOf(props.total, 'file', 'files')} you added.
      </p>
      <div className="outcome" aria-hidden="true">
        <Part count={deidentified} tone="" />
        <Part count={held} tone="held" />
        <Part count={skipped} tone="skip" />
        <Part count={failed} tone="fail" />
      </div>
    </section>
  );
}

function Part({ count, tone }: { count: number; tone: string }) {
  return count > 0 ? <i className={tone} style={{ flexGrow: count }} /> : null;
}
