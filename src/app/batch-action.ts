import type { FileOutcome } from '../pipeline/file-outcome.ts';
import type { WorkerStatus } from '../pipeline/pool.ts';
import type { BatchFile } from '../pipeline/run-batch.ts';
import type { Profile } from '../profile/profile.ts';
import type {
  DiffView,
  PatientTable,
  ProfileRefusal,
  ProjectKey,
  RecordsProgress,
  ResumeOffer,
  RuleUndo,
  SaveKind,
  SeriesSurvey,
} from './batch-state.ts';
import type { Release } from './outcomes.ts';
import type { RemainsAction } from './remains-state.ts';
import type { SavedOutput } from './services.ts';
import type { UploadProgress } from './upload/upload-progress.ts';

export type OutcomeEntry = { readonly id: number; readonly outcome: FileOutcome };

/** Everything that can happen to the batch, in the past tense. */
export type BatchAction =
  | RemainsAction
  | { readonly kind: 'pool-ready'; readonly isNetworkBlocked: boolean }
  | { readonly kind: 'pool-failed'; readonly message: string }
  | { readonly kind: 'url-problem-dismissed' }
  | { readonly kind: 'noticed'; readonly message: string | null }
  | { readonly kind: 'profile-changed'; readonly profile: Profile }
  | { readonly kind: 'profile-refused'; readonly refusal: ProfileRefusal | null }
  | { readonly kind: 'rule-written'; readonly profile: Profile; readonly undo: RuleUndo }
  | { readonly kind: 'series-surveyed'; readonly survey: SeriesSurvey | null }
  | { readonly kind: 'patient-table-changed'; readonly table: PatientTable | null }
  | { readonly kind: 'profile-hashed'; readonly hash: string }
  | { readonly kind: 'key-changed'; readonly projectKey: ProjectKey }
  | { readonly kind: 'key-saved' }
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
  | { readonly kind: 'recounted'; readonly entries: readonly OutcomeEntry[]; readonly isLast: boolean }
  | { readonly kind: 'left-out'; readonly ids: readonly number[] }
  | { readonly kind: 'put-back'; readonly ids: readonly number[] }
  | { readonly kind: 'save-refused'; readonly needBytes: number; readonly freeBytes: number }
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
  | { readonly kind: 'save-cancelling' }
  | { readonly kind: 'save-stopped'; readonly isFailure: boolean; readonly message: string }
  | { readonly kind: 'saved'; readonly archive: SavedOutput; readonly files: number }
  /** `number` is that of the set that this one goes on from. */
  | { readonly kind: 'rest-saved'; readonly archive: SavedOutput; readonly files: number; readonly number: number }
  | { readonly kind: 'resume-offered'; readonly resume: ResumeOffer | null }
  | { readonly kind: 'copy-deleted'; readonly number: number }
  | { readonly kind: 'records-changed'; readonly records: RecordsProgress }
  /** `entries`: files that turned out to have changed while they were read. */
  | { readonly kind: 'upload-changed'; readonly upload: UploadProgress; readonly entries: readonly OutcomeEntry[] }
  | { readonly kind: 'review-opened' }
  | { readonly kind: 'result-opened' }
  | { readonly kind: 'started-over' };
