import { seriesKeyOf } from '../../pipeline/batch/series-key.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { countImages } from '../batch/derived/count-images.ts';
import type { Hold } from '../batch/outcomes.ts';
import { exportStrings } from '../ui/strings/export.ts';

type HoldReason = Pick<Hold, 'kind' | 'reason'>;

/** Held files of one series that wait for the same reasons, so that one decision fits all of them. */
export type HoldGroup = {
  readonly key: string;
  readonly title: string;
  readonly patient: string;
  readonly modality: string;
  /** What a person reads, once each; a file can be held for reasons of several kinds. The first one's kind marks the row. */
  readonly reasons: readonly HoldReason[];
  readonly isReleasable: boolean;
  /** Images that may show text are looked at, one by one, before anybody can decide on them. */
  readonly needsLook: boolean;
  /** Decide has more ways for what waits than to leave it out. */
  readonly hasWays: boolean;
  /** As in the tree of studies. */
  readonly seriesKey: string;
  /** All frames of its files. */
  readonly images: number;
  readonly files: readonly BatchFile[];
};

type Draft = { readonly group: Omit<HoldGroup, 'images'>; readonly files: BatchFile[] };

/** In order of the files; groups that can be released first. */
export function groupHolds(files: readonly BatchFile[]): readonly HoldGroup[] {
  const drafts = new Map<string, Draft>();
  for (const file of files) {
    if (file.outcome?.kind !== 'held' || file.scan.kind !== 'dicom') {
      continue;
    }
    const { holds } = file.outcome;
    const { summary } = file.scan;
    const reasons = distinctReasons(holds);
    const key = [seriesKeyOf(summary), ...reasons.flatMap(({ kind, reason }) => [kind, reason])].join(' ');
    const draft = drafts.get(key);
    if (draft !== undefined) {
      draft.files.push(file);
      continue;
    }
    const members = [file];
    const group = {
      key,
      title: summary.seriesDescription || exportStrings.held.untitled(summary.seriesNumber),
      patient: summary.patientName || summary.patientId,
      modality: summary.modality,
      reasons,
      isReleasable: holds.every((hold) => hold.isReleasable),
      needsLook: holds.some((hold) => hold.kind === 'pixels'),
      hasWays: holds.some(hasWaysInDecide),
      seriesKey: seriesKeyOf(summary),
      files: members,
    };
    drafts.set(key, { group, files: members });
  }
  return [...drafts.values()].map(withImages).sort((a, b) => Number(b.isReleasable) - Number(a.isReleasable));
}

/** Tells of a reason whether the group before waits for it too, so that it need not be said in full again. */
export function isSaidOf({ kind, reason }: HoldReason, before: HoldGroup | undefined): boolean {
  return before?.reasons.some((other) => other.kind === kind && other.reason === reason) ?? false;
}

function hasWaysInDecide({ kind, canBlankPage }: Hold): boolean {
  return canBlankPage === true || kind === 'residual-identifier' || kind === 'geometry-change';
}

function withImages({ group }: Draft): HoldGroup {
  return { ...group, images: countImages(group.files) };
}

function distinctReasons(holds: readonly Hold[]): readonly HoldReason[] {
  const distinct = new Map<string, HoldReason>();
  for (const { kind, reason } of holds) {
    distinct.set(`${kind} ${reason}`, { kind, reason });
  }
  return [...distinct.values()];
}
