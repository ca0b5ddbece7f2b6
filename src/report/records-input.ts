import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { Pool } from '../pipeline/contracts/pool.ts';
import type { ReceiptLine } from '../pipeline/contracts/upload.ts';
import type { Profile } from '../profile/profile.ts';
import type { Distinct } from './batch-summary.ts';
import type { StreamBundle } from './bundle.ts';
import type { Crosswalk } from './crosswalk.ts';
import type { DecidedBeside } from './decisions/decisions-json.ts';
import type { OutputRow } from './outputs-csv.ts';
import type { ValueReview } from './value-review.ts';

/** What the page asks for. */
export type RecordsRequest = DecidedBeside & {
  readonly files: readonly BatchFile[];
  readonly profile: Profile;
  readonly includesOriginalValues: boolean;
  readonly signal: AbortSignal;
  /** What servers have said of uploaded files; empty when nothing was uploaded. */
  readonly uploads: readonly ReceiptLine[];
  readonly review: ValueReview;
  /** What was put out, where it is known byte by byte; absent: the bundle has no `outputs.csv`. */
  readonly outputs?: readonly OutputRow[];
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

/** What records are made of: files in the order in which they list them, and outputs in order of path. Both are gone through several times. */
export type OrderedRequest = Omit<RecordsRequest, 'files' | 'outputs'> & {
  readonly files: Iterable<BatchFile>;
  readonly outputs?: Iterable<OutputRow>;
};

/** Where what grows with the batch is held while records are made. */
export type RecordsHolding = {
  readonly createCrosswalk: () => Crosswalk;
  readonly createDistinct: () => Distinct;
};
