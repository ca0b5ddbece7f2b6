import type { Destination } from '../pipeline/destination.ts';
import type { ImageService } from '../pipeline/image-service.ts';
import type { Pool } from '../pipeline/pool.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';
import type { Source } from '../pipeline/source.ts';
import type { Profile } from '../profile/profile.ts';

/** A finished archive: written to the place the user picked, or staged for an ordinary download. */
export type SavedArchive =
  | { readonly kind: 'picked'; readonly fileName: string; readonly sizeBytes: number }
  | { readonly kind: 'staged'; readonly file: File; readonly discard: () => Promise<void> };

type RecordsRequest = {
  readonly files: readonly BatchFile[];
  readonly profile: Profile;
  readonly includesOriginalValues: boolean;
  readonly signal: AbortSignal;
};

/** What main.tsx hands to the page: everything that touches workers, files, storage or chance. */
export type AppServices = {
  readonly pool: Pool;
  readonly images: ImageService;
  readonly sources: {
    /** Must be called synchronously in the drop handler. */
    readonly fromDrop: (dataTransfer: DataTransfer) => Source;
    readonly fromFiles: (files: readonly File[]) => Source;
    readonly sample: () => Source;
  };
  /** Asks for a place (save picker where it exists, else staging). Null when the user dismissed the picker. */
  readonly openZip: (suggestedName: string) => Promise<Destination<SavedArchive> | null>;
  readonly buildRecords: (request: RecordsRequest) => Promise<Blob>;
  readonly buildReceipt: (request: RecordsRequest) => Promise<Blob>;
  readonly download: (blob: Blob, fileName: string) => void;
  /** 32 random bytes from WebCrypto. */
  readonly createProjectKey: () => Uint8Array;
  readonly hashProfile: (profile: Profile) => Promise<string>;
};
