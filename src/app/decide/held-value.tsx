import { useEffect, useState } from 'react';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { DiffRow } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { HeldPlace } from '../batch/decide/wait-reasons.ts';
import type { WaitingEntry } from '../batch/decide/waiting-entries.ts';
import { shortenMiddle } from '../ui/format.ts';
import { MarkedText } from '../ui/marked-text.tsx';
import { decideStrings } from '../ui/strings/decide.ts';
import { markPlaces } from './mark-places.ts';

const texts = decideStrings.value;

/** Values may have megabytes; of a long stretch its two ends are shown, which are beside what is marked. */
const shorten = (text: string): string => shortenMiddle(text, 400);

/** `of` is the file as it was when it was read: a decision gives another one. */
type Shown = { readonly of: BatchFile | undefined; readonly row: DiffRow | null };

/** The value that an entry is about, as it stands in the first of its files, with what identifies marked. */
export function HeldValue(props: {
  entry: WaitingEntry;
  value: HeldPlace;
  rowOf: (id: number, path: string, signal: AbortSignal) => Promise<DiffRow | null>;
}) {
  const { entry, value, rowOf } = props;
  const [first] = entry.files;
  const [shown, setShown] = useState<Shown | null>(null);
  useEffect(() => {
    const leaving = new AbortController();
    void rowOf(first?.id ?? 0, value.path, leaving.signal).then((row) => {
      if (!leaving.signal.aborted) setShown({ of: first, row });
    });
    return () => leaving.abort();
  }, [first, value.path, rowOf]);
  const row = shown !== null && shown.of === first ? shown.row : undefined;
  if (row === undefined) return <p className="muted held-value">{texts.loading}</p>;
  if (row === null || row.after === null) return <p className="muted held-value">{texts.unreadable}</p>;
  const outcome = first?.outcome;
  const held = outcome?.kind === 'held' ? outcome.holds.filter(({ path }) => path === value.path) : [];
  const stretches = markPlaces(
    row.after,
    held.flatMap((hold) => hold.held?.places ?? []),
  );
  const labels = [...new Set(held.flatMap((hold) => hold.held?.label ?? []))];
  return (
    <section className="held-value" aria-labelledby="held-value-l">
      <h3 id="held-value-l">{texts.heading(`${row.name} ${row.tag}`)}</h3>
      <dl>
        {row.before !== null && row.before !== row.after && (
          <>
            <dt className="muted small">{texts.before}</dt>
            <dd className="mono">{shorten(row.before)}</dd>
          </>
        )}
        <dt className="muted small">{texts.after}</dt>
        <dd className="mono">
          <MarkedText stretches={stretches.map((one) => ({ ...one, text: shorten(one.text) }))} />
        </dd>
      </dl>
      {labels.length > 0 && <p className="muted small">{texts.marked(labels)}</p>}
    </section>
  );
}
