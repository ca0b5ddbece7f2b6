import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { Inspection, WorkerSettings } from '../../pipeline/contracts/deidentify.protocol.ts';
import type { WrittenOutput } from '../../pipeline/contracts/destination.ts';
import type { FailedOutcome, FileOutcome, OutputPath, SkippedOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { ResumeRefusal, UnfinishedSave } from '../../pipeline/contracts/folder-saving.ts';
import type { NetworkAnswer } from '../../pipeline/contracts/network-answer.ts';
import type { WorkerStatus } from '../../pipeline/contracts/pool.ts';
import type { Survey } from '../../pipeline/contracts/survey.ts';
import type { UnfinishedUpload, UploadTarget } from '../../pipeline/contracts/upload.ts';
import type { Layout } from '../../pipeline/layout/layout.ts';
import type { SearchScope } from '../../pipeline/text/searchable-files.ts';
import type { ParsedPatientTable } from '../../profile/parse-patient-table.ts';
import type { Profile } from '../../profile/profile.ts';
import type { PurposeId } from '../../profile/purposes/purposes.ts';
import type { SavedOutput, StagingRoom } from '../intents/services.ts';
import { type BoxesState, noBoxes } from './boxes.ts';
import { type DecideState, nothingDecided } from './decide/decide-state.ts';
import type { CountEffect } from './derived/count-effect.ts';
import type { RowEffect } from './derived/row-effect.ts';
import { type ForecastState, nothingPlanned } from './forecast-state.ts';
import type { Release } from './outcomes.ts';
import { nothingAsked, type RemainsState } from './remains-state.ts';
import type { SearchState } from './search-state.ts';
import type { UploadProgress } from './upload-progress.ts';

/** The screen the person is on. */
export type Step = 'start' | 'scanning' | 'review' | 'decide' | 'running' | 'result';

export type PoolState =
  | { readonly kind: 'starting' }
  | { readonly kind: 'ready'; readonly network: NetworkAnswer }
  | { readonly kind: 'failed'; readonly message: string };

/** 32 secret bytes, and whether the person has them in a file. */
export type ProjectKey = {
  readonly bytes: Uint8Array;
  readonly origin: 'created' | 'loaded';
  readonly isSaved: boolean;
};

/** What a person asked for and the page does once it knows about the project key. */
export type KeyQuestion = { readonly kind: 'folder' } | { readonly kind: 'upload'; readonly target: UploadTarget };

export type ScanProgress = {
  readonly found: number;
  readonly read: number;
  readonly path: string;
  readonly startedAtMs: number;
  readonly nowMs: number;
  /** What the live region says: changes about once a second, so that a screen reader can follow. */
  readonly announced: { readonly found: number; readonly read: number; readonly nowMs: number };
  readonly isStopping: boolean;
};

export type RunProgress = {
  readonly startedAtMs: number;
  readonly nowMs: number;
  /** Files whose outcome was known before the run: left out, not DICOM, unreadable. */
  readonly settledAtStart: number;
  readonly workers: readonly WorkerStatus[];
  readonly isCancelling: boolean;
};

/** The file that the preview shows. `broken` is a bug or a lost worker; the message is for people. */
export type DiffView =
  | { readonly kind: 'loading' }
  | Inspection
  | FailedOutcome
  | SkippedOutcome
  | { readonly kind: 'broken'; readonly message: string };

/** `isRefreshing` while the same file is looked at again under changed rules. */
type OpenFile = { readonly id: number; readonly view: DiffView; readonly isRefreshing: boolean };

/** The user's own table of patients, as it was read or refused. It identifies patients and is never part of a profile. */
export type PatientTable = { readonly fileName: string; readonly parsed: ParsedPatientTable };

/** Running numbers that were given out under one prefix, in this project. */
export type RunningNumbers = {
  readonly prefix: string;
  readonly digits: number;
  readonly entries: NonNullable<WorkerSettings['patients']>;
};

/** A profile file that was refused. Each problem says where in the JSON it is; '' for the file as a whole. */
export type ProfileRefusal = {
  readonly fileName: string;
  readonly problems: readonly { readonly path: string; readonly message: string }[];
};

/** Own rules that were written beside values since another change of the profile, each with the profile to go back to. */
export type RuleUndo = {
  /** What was done last, for people: a rule written, or one taken back. */
  readonly message: string;
  /** The last one last; empty once all are taken back. */
  readonly steps: readonly { readonly rule: string; readonly profile: Profile }[];
};

/** The switch to a purpose that can be taken back until the profile is changed again. */
export type PurposeSwitch = {
  readonly to: PurposeId;
  readonly before: Profile;
  /** Decisions that the switch made void. They hold again under the profile before. */
  readonly releases: ReadonlyMap<
    number,
    { readonly release: Release; readonly redaction: BatchFile['redaction'] | undefined }
  >;
};

/** All files of one series seen as one. `outdated`: rules or decisions have changed since. */
export type SeriesSurvey = {
  /** As in the tree of studies. */
  readonly key: string;
  readonly state: 'reading' | 'ready' | 'outdated' | 'failed';
  /** Files looked at so far, of all to look at. */
  readonly done: number;
  readonly total: number;
  /** The last whole answer, if need be under the former rules; null before the first. */
  readonly survey: Survey | null;
};

/** An archive that was written, and whether it still agrees with the outcomes. */
export type WrittenArchive = {
  readonly number: number;
  readonly archive: SavedOutput;
  readonly files: number;
  /** How its files are named. */
  readonly layout: Layout;
  readonly isOutOfDate: boolean;
};

/** Outputs as the last save has written them. */
export type WrittenOutputs = {
  /** By file; null where they are those of the outcomes. */
  readonly paths: ReadonlyMap<number, OutputPath> | null;
  /** Null where the checksum of one is not known. */
  readonly rows: readonly WrittenOutput[] | null;
  /** False for what a stopped save has left. */
  readonly isWhole: boolean;
};

/** `check` looks at what a broken-off save has left in its folder; `names` reads what files are to be named by. */
export type SaveKind = 'zip' | 'studies' | 'folder' | 'check' | 'names';

export type SaveProgress =
  | { readonly kind: 'idle' }
  /** Not begun: the archive of this number holds the same already. */
  | { readonly kind: 'unneeded'; readonly what: 'zip' | 'studies'; readonly number: number }
  /** Not begun: the browser would not let the page keep that much. */
  | { readonly kind: 'no-room'; readonly needBytes: number; readonly room: StagingRoom }
  | {
      readonly kind: 'saving';
      readonly what: SaveKind;
      readonly written: number;
      readonly writtenBytes: number;
      readonly total: number;
      readonly totalBytes: number;
      /** The batch changed since the save began. */
      readonly isOutOfDate: boolean;
      readonly isCancelling: boolean;
    }
  | { readonly kind: 'stopped'; readonly isFailure: boolean; readonly message: string };

/** A save to a folder that was broken off, and what keeps it from going on; null when key and profile are the same. */
export type ResumeOffer = { readonly save: UnfinishedSave; readonly refusal: ResumeRefusal | null };

/** A save or an upload that a person asked for while files are searched or judged again. It goes on by itself afterwards. */
export type Postponed = 'save' | 'upload';

export type RecordsProgress =
  | { readonly kind: 'idle' }
  /** `isWaiting`: files are searched for text or judged again, and the records are to tell what comes of it. */
  | { readonly kind: 'building'; readonly what: 'records' | 'receipt'; readonly isWaiting: boolean }
  | { readonly kind: 'failed'; readonly message: string };

export type BatchState = {
  readonly step: Step;
  readonly pool: PoolState;
  /** What is wrong with the page's address; adding files waits until the person has chosen the way out. */
  readonly urlProblem: string | null;
  readonly profile: Profile;
  readonly profileHash: string | null;
  /** The person lets this computer remember profile and purpose. */
  readonly isRemembered: boolean;
  /** Why the last profile file was refused; null after the next change. */
  readonly profileRefusal: ProfileRefusal | null;
  readonly ruleUndo: RuleUndo | null;
  readonly purposeSwitch: PurposeSwitch | null;
  readonly patientTable: PatientTable | null;
  readonly runningNumbers: RunningNumbers | null;
  readonly projectKey: ProjectKey;
  /** Asked before a save to a folder and an upload, until the key is in a file; `problem` is what was wrong with the last answer. */
  readonly keyQuestion: { readonly about: KeyQuestion; readonly problem: string | null } | null;
  /** In order of id; ids may have gaps after a stopped scan. */
  readonly files: readonly BatchFile[];
  /** Files that the person left out, with the outcome of the last run that they return to; null where it gave none. */
  readonly leftOut: ReadonlyMap<number, FileOutcome | null>;
  readonly boxes: BoxesState;
  /** The queue of what waits: which entry is open, what was decided, and what was seen. */
  readonly decide: DecideState;
  readonly openFile: OpenFile | null;
  /** What the last change of rules did to the open file; null until one did. */
  readonly ruleEffect: RowEffect | null;
  /** What the last change of the profile did to the numbers of the batch. */
  readonly countEffect: CountEffect;
  readonly seriesSurvey: SeriesSurvey | null;
  readonly scan: ScanProgress | null;
  readonly forecast: ForecastState;
  readonly search: SearchState;
  /** True once a person confirmed the outcomes with *De-identify*, until the rules change or files come. */
  readonly hasResult: boolean;
  readonly run: RunProgress | null;
  /** How long the plan behind the last result took. */
  readonly lastRunMs: number;
  /** Number of released files that are being processed again. */
  readonly recounting: number;
  readonly save: SaveProgress;
  /** How the next save names its files. */
  readonly layout: Layout;
  /** The next save notes the SHA-256 of each file for `outputs.csv`. */
  readonly hashesOutputs: boolean;
  /** What the last save has put out; null before one, and when outcomes have changed since. */
  readonly outputs: WrittenOutputs | null;
  readonly postponed: Postponed | null;
  readonly archives: readonly WrittenArchive[];
  readonly resume: ResumeOffer | null;
  /** An upload that was broken off. */
  readonly uploadResume: UnfinishedUpload | null;
  readonly records: RecordsProgress;
  readonly upload: UploadProgress;
  readonly remains: RemainsState;
  /** One line about something that did not work or was refused. */
  readonly notice: string | null;
};

export function createBatchState(
  profile: Profile,
  urlProblem: string | null,
  key: Uint8Array,
  scope: SearchScope = 'none',
): BatchState {
  return {
    step: 'start',
    pool: { kind: 'starting' },
    urlProblem,
    profile,
    profileHash: null,
    isRemembered: false,
    profileRefusal: null,
    ruleUndo: null,
    purposeSwitch: null,
    patientTable: null,
    runningNumbers: null,
    projectKey: { bytes: key, origin: 'created', isSaved: false },
    keyQuestion: null,
    files: [],
    leftOut: new Map(),
    boxes: noBoxes,
    decide: nothingDecided,
    openFile: null,
    ruleEffect: null,
    countEffect: [],
    seriesSurvey: null,
    scan: null,
    forecast: nothingPlanned,
    search: { scope, phase: 'resting' },
    hasResult: false,
    run: null,
    lastRunMs: 0,
    recounting: 0,
    save: { kind: 'idle' },
    layout: 'pseudonyms',
    hashesOutputs: false,
    outputs: null,
    postponed: null,
    archives: [],
    resume: null,
    uploadResume: null,
    records: { kind: 'idle' },
    upload: { kind: 'idle' },
    remains: nothingAsked,
    notice: null,
  };
}
