import type { BatchFile } from '../../pipeline/run-batch.ts';
import type { Series } from '../study-nodes.ts';

/** The pixels of one file, and of its series. */
export function ImageView(_props: { readonly file: BatchFile; readonly series: Series | null }) {
  return <p className="empty grow">The image is not shown yet.</p>;
}
