import type { Layout } from '../layout/layout.ts';
import type { BatchFile, EarlierSave } from './batch-file.ts';
import type { WorkerSettings } from './deidentify.protocol.ts';
import type { Destination, WrittenOutput } from './destination.ts';

/** What decides the bytes of every file of a save: a broken-off one goes on only where all of it is the same. */
export type SaveIdentity = {
  readonly projectKey: Uint8Array;
  /** SHA-256 of the profile, hexadecimal. */
  readonly profileHash: string;
  readonly patients: WorkerSettings['patients'];
  readonly acrossFiles: AcrossFiles;
};

/** What follows from all files together and decides the bytes of single ones. Identifiers of the inputs: kept only as a keyed hash. */
export type AcrossFiles = {
  /** Studies whose times count from no start, because their files say different ones. */
  readonly unsettledStudies: readonly string[];
  /** Images that are blanked, where UIDs may be kept. */
  readonly blankedInstances: readonly string[];
};

/** What is to be saved: every file of the page, because what is not exportable now may be in the folder from before. */
export type FolderBatch = {
  readonly identity: SaveIdentity;
  readonly files: readonly BatchFile[];
  /** The same files with the names of a layout. Asked for when the folder may be written: it may take long. */
  readonly named: (layout: Layout) => Promise<readonly BatchFile[]>;
};

/** A save to a folder that was broken off, as the journal knows it. Nothing of it identifies a patient. */
export type UnfinishedSave = {
  readonly id: string;
  readonly folderName: string;
  readonly finished: number;
  readonly total: number;
};

/** Why a broken-off save cannot go on with what the page holds now. */
export type ResumeRefusal =
  | 'other-key'
  | 'other-profile'
  | 'other-patients'
  | 'other-files'
  | 'fewer-files'
  /** Finished files wait for a decision now. */
  | 'finished-wait'
  | 'no-permission'
  | 'folder-gone'
  | 'in-use';

export type SavedFolder = { readonly kind: 'folder'; readonly folderName: string };

/** A folder that is ready to be written. */
export type FolderSave = {
  readonly kind: 'open';
  readonly id: string;
  readonly folderName: string;
  readonly layout: Layout;
  readonly destination: Destination<SavedFolder>;
  readonly earlier: EarlierSave;
  /** What `earlier` has finished, byte by byte; null where the journal of an earlier page does not say so. */
  readonly finishedOutputs: readonly WrittenOutput[] | null;
};

/** Saving to folders, each file by itself, with a journal from which a broken-off save can go on. */
export type FolderSaving = {
  /**
   * Asks for a folder and makes a new subfolder in it. Call it from a click.
   * @param batch asked for when the folder is there; null where nothing is to be written any more: the subfolder goes again
   * @returns null then, and when the person dismissed the picker
   */
  readonly open: (batch: () => Promise<FolderBatch | null>, layout: Layout) => Promise<FolderSave | null>;
  /** Saves that pages which are gone, or this one, have broken off; the newest first. */
  readonly listUnfinished: () => Promise<readonly UnfinishedSave[]>;
  /** Key and profile against those of a broken-off save. Null when both are the same. */
  readonly compare: (
    id: string,
    identity: Pick<SaveIdentity, 'projectKey' | 'profileHash'>,
  ) => Promise<ResumeRefusal | null>;
  /** Asks for permission again, as browsers want it after a reload. Call it from a click. @returns null where it was given */
  readonly permit: (id: string) => Promise<ResumeRefusal | null>;
  /** Goes on with a broken-off save whose folder this page may write into. */
  readonly resume: (
    id: string,
    batch: FolderBatch,
  ) => Promise<FolderSave | { readonly kind: 'refused'; readonly reason: ResumeRefusal }>;
  /** Forgets a broken-off save. Its finished files stay where they are. */
  readonly discard: (id: string) => Promise<void>;
};
