import type { Destination } from '../pipeline/destination.ts';
import type { FolderSaving } from '../pipeline/folder-saving.ts';
import type { ImageService } from '../pipeline/image-service.ts';
import type { Pool } from '../pipeline/pool.ts';
import type { Source } from '../pipeline/source.ts';
import type {
  DeployedDestination,
  NewIdentifiers,
  ReceiptLine,
  TestLine,
  UploadEnd,
  UploadTarget,
} from '../pipeline/upload.ts';
import type { Profile } from '../profile/profile.ts';
import type { RecordsRequest } from '../report/records-input.ts';

/** A finished archive: written to the place the user picked, or staged for an ordinary download. */
type SavedArchive =
  | { readonly kind: 'picked'; readonly fileName: string; readonly sizeBytes: number }
  | { readonly kind: 'staged'; readonly file: File; readonly discard: () => Promise<void> };

/** One ZIP of a set of ZIPs, and where its bytes are when the browser keeps a copy. */
export type StudyZip = {
  readonly name: string;
  readonly files: number;
  readonly sizeBytes: number;
  readonly copy: { readonly file: File; readonly discard: () => Promise<void> } | null;
};

/** Everything that a save can leave behind. */
export type SavedOutput =
  | SavedArchive
  | { readonly kind: 'folder'; readonly folderName: string; readonly sizeBytes: number }
  | {
      readonly kind: 'studies';
      /** Null when the ZIPs went to the browser's downloads. */
      readonly folderName: string | null;
      readonly zips: readonly StudyZip[];
      /** Names of the ZIPs that were not made. */
      readonly left: readonly string[];
    };

/** A place for one ZIP per study: a new folder that the person picked, or staging. */
export type StudyZips = {
  readonly folderName: string | null;
  readonly open: (fileName: string) => Promise<Destination<SavedArchive>>;
};

/** What an upload needs to know of the batch, and whom it tells. */
type UploadBatch = {
  readonly identifiersOf: (id: number) => NewIdentifiers;
  /** What the server has already said of a file that it has; null: send it. */
  readonly acknowledged: (id: number) => ReceiptLine | null;
  readonly onSettled: (line: ReceiptLine) => void;
  /** Bytes handed to the network since the last call; negative when they have to be sent again. */
  readonly onSent: (bytes: number) => void;
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
  /** Where this deployment may send to; none in the build that keeps everything on the machine. */
  readonly destinations: readonly DeployedDestination[];
  /** Asks nobody before the first file is written to it. */
  readonly openUpload: (target: UploadTarget, batch: UploadBatch) => Destination<UploadEnd>;
  readonly testConnection: (target: UploadTarget, signal: AbortSignal) => AsyncIterable<TestLine>;
  /** Asks for a folder where the browser can, else stages. Null when the person dismissed the picker. */
  readonly openStudyZips: () => Promise<StudyZips | null>;
  /** Null where the browser cannot give access to a folder. */
  readonly folders: FolderSaving | null;
  /** Bytes that the browser still grants for staging; null where archives go to a place that the person picks, or unknown. */
  readonly stagingSpace: () => Promise<number | null>;
  readonly buildRecords: (request: RecordsRequest) => Promise<Blob>;
  readonly buildReceipt: (request: RecordsRequest) => Promise<Blob>;
  readonly download: (blob: Blob, fileName: string) => void;
  /** 32 random bytes from WebCrypto. */
  readonly createProjectKey: () => Uint8Array;
  readonly hashProfile: (profile: Profile) => Promise<string>;
};
