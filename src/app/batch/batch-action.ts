import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { FileOutcome } from '../../pipeline/contracts/file-outcome.ts';
import type { NetworkAnswer } from '../../pipeline/contracts/network-answer.ts';
import type { WorkerStatus } from '../../pipeline/contracts/pool.ts';
import type { UnfinishedUpload } from '../../pipeline/contracts/upload.ts';
import type { Layout } from '../../pipeline/layout/layout.ts';
import type { Profile } from '../../profile/profile.ts';
import type { PurposeId } from '../../profile/purposes/purposes.ts';
import type { FoundDecisions } from '../../report/decisions/find-decisions.ts';
import type { SavedOutput, StagingRoom } from '../intents/services.ts';
import type {
  DiffView,
  KeyQuestion,
  PatientTable,
  Postponed,
  ProfileRefusal,
  ProjectKey,
  RecordsProgress,
  ResumeOffer,
  RuleUndo,
  SaveKind,
  SeriesSurvey,
  WrittenOutputs,
} from './batch-state.ts';
import type { BoxesState } from './boxes.ts';
import type { DecideAction } from './decide/decide-state.ts';
import type { FileDecisions } from './file-decisions.ts';
import type { ForecastAction } from './forecast-state.ts';
import type { Release } from './outcomes.ts';
import type { BoxAction } from './reduce-boxes.ts';
import type { RemainsAction } from './remains-state.ts';
import type { SearchAction } from './search-state.ts';
import type { UploadProgress } from './upload-progress.ts';

export type OutcomeEntry = { readonly id: number; readonly outcome: FileOutcome };

/** Everything that can happen to the batch, in the past tense. */
export type BatchAction =
  | RemainsAction
  | ForecastAction
  | BoxAction
  | SearchAction
  | { readonly kind: 'pool-ready'; readonly network: NetworkAnswer }
  | DecideAction
  | { readonly kind: 'pool-failed'; readonly message: string }
  | { readonly kind: 'url-problem-dismissed' }
  | { readonly kind: 'noticed'; readonly message: string | null }
  | { readonly kind: 'profile-changed'; readonly profile: Profile }
  | { readonly kind: 'profile-remembered'; readonly isRemembered: boolean }
  | { readonly kind: 'profile-refused'; readonly refusal: ProfileRefusal | null }
  | { readonly kind: 'rule-written'; readonly profile: Profile; readonly undo: RuleUndo }
  | { readonly kind: 'purpose-switched'; readonly to: PurposeId }
  | { readonly kind: 'purpose-taken-back' }
  | { readonly kind: 'series-surveyed'; readonly survey: SeriesSurvey | null }
  | { readonly kind: 'patient-table-changed'; readonly table: PatientTable | null }
  | { readonly kind: 'profile-hashed'; readonly hash: string }
  | { readonly kind: 'key-asked'; readonly about: KeyQuestion; readonly problem: string | null }
  | { readonly kind: 'key-answered' }
  /** `keepsReleases`: the files are judged again at once, and releases that do not hold any more are taken back then. */
  | { readonly kind: 'key-changed'; readonly projectKey: ProjectKey; readonly keepsReleases?: boolean }
  /** The person has this key in a file. */
  | { readonly kind: 'key-saved'; readonly origin?: ProjectKey['origin'] }
  | { readonly kind: 'scan-started'; readonly nowMs: number }
  | {
      readonly kind: 'scan-advanced';
      readonly found: number;
      readonly path: string;
      readonly files: readonly BatchFile[];
      readonly nowMs: number;
    }
  | { readonly kind: 'scan-stopping' }
  | { readonly kind: 'scan-ended'; readonly notice: string | null }
  | { readonly kind: 'file-refreshing' }
  | { readonly kind: 'file-opened'; readonly id: number; readonly view: DiffView }
  | { readonly kind: 'run-started'; readonly nowMs: number }
  | {
      readonly kind: 'run-advanced';
      readonly entries: readonly OutcomeEntry[];
      readonly workers: readonly WorkerStatus[];
      readonly nowMs: number;
    }
  | { readonly kind: 'run-cancelling' }
  | { readonly kind: 'run-ended'; readonly nowMs: number; readonly notice: string | null }
  | { readonly kind: 'released'; readonly ids: readonly number[]; readonly release: Release | null }
  | { readonly kind: 'files-decided'; readonly entries: readonly FileDecisions[] }
  | {
      readonly kind: 'decisions-opened';
      readonly entries: readonly FoundDecisions[];
      /** All boxes by device that were drawn in none of the files, those that were opened before included. */
      readonly devices: BoxesState['devices'];
    }
  | { readonly kind: 'recounted'; readonly entries: readonly OutcomeEntry[]; readonly isLast: boolean }
  | { readonly kind: 'deciding-again'; readonly ids: readonly number[] }
  | { readonly kind: 'left-out'; readonly ids: readonly number[] }
  | { readonly kind: 'put-back'; readonly ids: readonly number[] }
  | { readonly kind: 'write-postponed'; readonly what: Postponed }
  /** It goes on, or a person does not want it any more. */
  | { readonly kind: 'postponed-ended' }
  | { readonly kind: 'save-unneeded'; readonly what: 'zip' | 'studies'; readonly number: number }
  | { readonly kind: 'save-refused'; readonly needBytes: number; readonly room: StagingRoom }
  | {
      readonly kind: 'save-started';
      readonly what: SaveKind;
      readonly written: number;
      readonly writtenBytes: number;
      readonly total: number;
      readonly totalBytes: number;
    }
  | {
      readonly kind: 'save-advanced';
      readonly written: number;
      readonly writtenBytes: number;
      readonly entries: readonly OutcomeEntry[];
    }
  | { readonly kind: 'layout-chosen'; readonly layout: Layout }
  | { readonly kind: 'hashes-chosen'; readonly hashesOutputs: boolean }
  | { readonly kind: 'outputs-written'; readonly outputs: WrittenOutputs }
  | { readonly kind: 'save-cancelling' }
  | { readonly kind: 'save-stopped'; readonly isFailure: boolean; readonly message: string }
  | { readonly kind: 'saved'; readonly archive: SavedOutput; readonly files: number }
  /** `number` is that of the set that this one goes on from. */
  | { readonly kind: 'rest-saved'; readonly archive: SavedOutput; readonly files: number; readonly number: number }
  | { readonly kind: 'resume-offered'; readonly resume: ResumeOffer | null }
  | { readonly kind: 'upload-resume-offered'; readonly upload: UnfinishedUpload | null }
  | { readonly kind: 'copy-deleted'; readonly number: number }
  | { readonly kind: 'records-changed'; readonly records: RecordsProgress }
  /** `entries`: files that turned out to have changed while they were read. */
  | { readonly kind: 'upload-changed'; readonly upload: UploadProgress; readonly entries: readonly OutcomeEntry[] }
  | { readonly kind: 'review-opened' }
  | { readonly kind: 'result-opened' }
  | { readonly kind: 'started-over' };
