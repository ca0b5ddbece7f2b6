import type { BatchFile } from '../../pipeline/run-batch.ts';
import type { Hold } from '../outcomes.ts';
import { seriesKeyOf } from '../study-nodes.ts';

/** Held files of one series that wait for the same reasons, so that one decision fits all of them. */
export type HoldGroup = {
  readonly key: string;
  readonly title: string;
  readonly patient: string;
  readonly modality: string;
  readonly kind: Hold['kind'];
  readonly reasons: readonly string[];
  readonly isReleasable: boolean;
  /** Releasing images that may show text asks whether they were looked at. */
  readonly needsLook: boolean;
  readonly files: readonly BatchFile[];
};

type Draft = { readonly group: HoldGroup; readonly files: BatchFile[] };

/** In order of the files; groups that can be released first. */
export function groupHolds(files: readonly BatchFile[]): readonly HoldGroup[] {
  const drafts = new Map<string, Draft>();
  for (const file of files) {
    if (file.outcome?.kind !== 'held' || file.scan.kind !== 'dicom') {
      continue;
    }
    const { holds } = file.outcome;
    const { summary } = file.scan;
    const reasons = [...new Set(holds.map(({ reason }) => reason))];
    const key = `${seriesKeyOf(summary)} ${reasons.join(' ')}`;
    const draft = drafts.get(key);
    if (draft !== undefined) {
      draft.files.push(file);
      continue;
    }
    const members = [file];
    const group: HoldGroup = {
      key,
      title: summary.seriesDescription || `Series ${summary.seriesNumber || 'without number'}`,
      patient: summary.patientName || summary.patientId,
      modality: summary.modality,
      kind: holds[0]?.kind ?? 'self-check',
      reasons,
      isReleasable: holds.every((hold) => hold.isReleasable),
      needsLook: holds.some((hold) => hold.kind === 'pixels'),
      files: members,
    };
    drafts.set(key, { group, files: members });
  }
  return [...drafts.values()].map(({ group }) => group).sort((a, b) => Number(b.isReleasable) - Number(a.isReleasable));
}
