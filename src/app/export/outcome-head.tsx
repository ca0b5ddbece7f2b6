import { Fragment } from 'react';
import { profileTitle } from '../../profile/profile-title.ts';
import { isEdited } from '../batch/edit-purpose.ts';
import type { OutcomeCounts } from '../batch/outcomes.ts';
import { useBatch } from '../store/use-batch.ts';
import { formatDuration, formatSize } from '../ui/format.ts';
import { exportStrings } from '../ui/strings/export.ts';

const text = exportStrings.outcome;

/** The statement of the result. Tests read the status word by word: plain integers, no grouping. */
export function OutcomeHead(props: { counts: Omit<OutcomeCounts, 'ready'>; total: number; sizeBytes: number }) {
  const lastRunMs = useBatch((state) => state.lastRunMs);
  const profile = useBatch((state) => state.profile);
  const { deidentified, held, skipped, failed } = props.counts;
  return (
    <section className="outcome-head" aria-label={text.region}>
      <h1 className="vh">{text.heading}</h1>
      <p role="status" aria-label={text.status} className="statement num">
        {text.counts(deidentified, held, skipped, failed).map((part, at, all) => (
          <Fragment key={part}>
            {at > 0 && ' '}
            <span className="nowrap">{at < all.length - 1 ? `${part},` : part}</span>
          </Fragment>
        ))}
      </p>
      <p className="muted small">
        {text.profile(profileTitle(profile), isEdited(profile), profile.tableEdition)}{' '}
        {text.amount(formatSize(props.sizeBytes), formatDuration(lastRunMs))} {text.sum(props.total)}
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
