import type { Pool } from '../pipeline/pool.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';
import type { ReceiptLine } from '../pipeline/upload.ts';
import type { Profile } from '../profile/profile.ts';
import type { StreamBundle } from './bundle.ts';
import type { ValueReview } from './value-review.ts';

/** What the page asks for. */
export type RecordsRequest = {
  readonly files: readonly BatchFile[];
  readonly profile: Profile;
  readonly includesOriginalValues: boolean;
  readonly signal: AbortSignal;
  /** What servers have said of uploaded files; empty when nothing was uploaded. */
  readonly uploads: readonly ReceiptLine[];
  readonly review: ValueReview;
};

/** What the page does not know, handed in where everything is wired. */
export type RecordsContext = {
  readonly pool: Pick<Pool, 'inspect'>;
  /** When the records are made, as the report shall print it. */
  readonly createdAt: string;
  /** Name and version of the program, as the report shall print them. */
  readonly product: string;
  /** Writes bundles that are too large for memory; null when there is no such writer. */
  readonly streamBundle: StreamBundle | null;
};
