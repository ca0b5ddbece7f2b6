import type { Destination } from '../../pipeline/contracts/destination.ts';
import type { FolderSaving } from '../../pipeline/contracts/folder-saving.ts';
import type { DrawPages } from '../../pipeline/contracts/pages.protocol.ts';
import type { Pool } from '../../pipeline/contracts/pool.ts';
import type { SignIns } from '../../pipeline/contracts/sign-in.ts';
import type { Source } from '../../pipeline/contracts/source.ts';
import type { TextService, TileSearch } from '../../pipeline/contracts/text-search.ts';
import type {
  DeployedDestination,
  NewIdentifiers,
  ReceiptLine,
  TestLine,
  UnfinishedUpload,
  UploadEnd,
  UploadPause,
  UploadSettings,
  UploadTarget,
} from '../../pipeline/contracts/upload.ts';
import type { ImageService } from '../../pipeline/image/image-service.ts';
import type { Profile } from '../../profile/profile.ts';
import type { RecordsRequest } from '../../report/records-input.ts';

/** Where an archive waits for its download, and what fits there. */
export type StagingRoom =
  | { readonly kind: 'storage'; readonly freeBytes: number }
  /** `limitBytes` is for all archives together; `freeBytes` is what copies that are still kept leave of it. */
  | { readonly kind: 'memory'; readonly freeBytes: number; readonly limitBytes: number };

/** A finished archive: written to the place the user picked, or kept by the browser for an ordinary download. */
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
  /** Handed to the browser's downloads, and no copy is kept any more. */
  | { readonly kind: 'downloaded'; readonly sizeBytes: number }
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
  /** Takes the folder away when no ZIP was finished in it. */
  readonly removeIfEmpty: () => Promise<void>;
};

/** What an upload knows of the batch, and the functions that it reports to. */
type UploadBatch = {
  readonly projectKey: Uint8Array;
  readonly settings: UploadSettings;
  /** Files that the upload has to send. */
  readonly total: number;
  readonly identifiersOf: (id: number) => NewIdentifiers;
  /** What the server has already said of a file that it has; null: send it. */
  readonly acknowledged: (id: number) => ReceiptLine | null;
  readonly onSettled: (line: ReceiptLine) => void;
  /** Bytes handed to the network since the last call; negative when they have to be sent again. */
  readonly onSent: (bytes: number) => void;
  /** Sending waits, or goes on. */
  readonly onPaused: (pause: UploadPause | null) => void;
};

/** Where the person lets this computer remember a purpose or profile, as text; null: nothing. */
export type ProfileMemory = { readonly read: () => string | null; readonly write: (text: string | null) => void };

/** What main.tsx hands to the page: everything that touches workers, files, storage or chance. */
export type AppServices = {
  readonly pool: Pool;
  readonly images: ImageService;
  readonly texts: TextService;
  readonly tileTexts: TileSearch;
  readonly drawPages: DrawPages;
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
  /** Sends no request before the first file is written to it. */
  readonly openUpload: (target: UploadTarget, batch: UploadBatch) => Destination<UploadEnd>;
  readonly uploadJournal: {
    /** Uploads that were broken off, the newest first. */
    readonly listUnfinished: (projectKey: Uint8Array) => Promise<readonly UnfinishedUpload[]>;
    /** Forgets one. What the server has stays there. */
    readonly discard: (id: string) => Promise<void>;
  };
  /** Who gives tokens to this page, and how it stands with them. */
  readonly signIns: SignIns;
  readonly testConnection: (target: UploadTarget, signal: AbortSignal) => AsyncIterable<TestLine>;
  /** Asks for a folder where the browser can, else stages. Null when the person dismissed the picker. */
  readonly openStudyZips: () => Promise<StudyZips | null>;
  /** Null where the browser cannot give access to a folder. */
  readonly folders: FolderSaving | null;
  /** Room for archives that wait for a download; null where they go to a place that the person picks, or unknown. */
  readonly stagingRoom: () => Promise<StagingRoom | null>;
  readonly buildRecords: (request: RecordsRequest) => Promise<Blob>;
  readonly buildReceipt: (request: RecordsRequest) => Promise<Blob>;
  readonly download: (blob: Blob, fileName: string) => void;
  /** 32 random bytes from WebCrypto. */
  readonly createProjectKey: () => Uint8Array;
  readonly profileMemory: ProfileMemory;
  readonly hashProfile: (profile: Profile) => Promise<string>;
};
