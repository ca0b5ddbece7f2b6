import type { BatchFile } from '../../../pipeline/contracts/batch-file.ts';
import { strings } from '../../ui/strings.ts';
import type { StandingRules } from '../outcomes.ts';
import { nothingForetold, standingOf } from '../outcomes.ts';

export type ReasonKind = 'held' | 'failed' | 'skipped';

/** Files that will not be exported for the same reason. `reasonOf` is the whole sentence for one file. */
export type ReasonGroup = {
  readonly key: string;
  readonly kind: ReasonKind;
  readonly label: string;
  /** What a person can do about it, '' where nothing needs doing. */
  readonly wayOut: string;
  readonly files: readonly { readonly file: BatchFile; readonly reason: string }[];
};

const ORDER: Readonly<Record<ReasonKind, number>> = { held: 0, failed: 1, skipped: 2 };

/** Held first, then failed and skipped; within each by number of files. */
export function groupReasons(files: readonly BatchFile[], rules: StandingRules): readonly ReasonGroup[] {
  return group(files, (file) => reasonOf(file, rules));
}

/** As `groupReasons`, of the files whose outcome is known. */
export function groupOutcomes(files: readonly BatchFile[]): readonly ReasonGroup[] {
  return group(files, (file) => (file.outcome === null ? null : reasonOf(file, nothingForetold)));
}

function group(files: readonly BatchFile[], reasonFor: (file: BatchFile) => Reason | null): readonly ReasonGroup[] {
  const groups = new Map<string, Group>();
  let last: Group | null = null;
  for (const file of files) {
    const found = reasonFor(file);
    if (found === null) {
      continue;
    }
    // Files with one reason mostly come together, as when thousands are left out at once.
    if (last === null || last.group.kind !== found.kind || last.group.label !== found.label) {
      last = groupFor(groups, found);
    }
    last.members.push({ file, reason: found.reason });
  }
  return [...groups.values()]
    .map(({ group }) => group)
    .sort((a, b) => ORDER[a.kind] - ORDER[b.kind] || b.files.length - a.files.length);
}

type Group = { readonly group: ReasonGroup; readonly members: { file: BatchFile; reason: string }[] };

function groupFor(groups: Map<string, Group>, { kind, label, wayOut }: Reason): Group {
  const key = `${kind} ${label}`;
  const known = groups.get(key);
  if (known !== undefined) {
    return known;
  }
  const members: Group['members'] = [];
  const made = { group: { key, kind, label, wayOut, files: members }, members };
  groups.set(key, made);
  return made;
}

type Reason = Pick<ReasonGroup, 'kind' | 'label' | 'wayOut'> & { readonly reason: string };

function reasonOf(file: BatchFile, rules: StandingRules): Reason | null {
  const standing = standingOf(file, rules);
  switch (standing.kind) {
    case 'held': {
      const [first] = standing.holds;
      const reason = [...new Set(standing.holds.map((hold) => hold.reason))].join(' ');
      return first === undefined ? null : { kind: 'held', label: strings.holdKinds[first.kind], wayOut: '', reason };
    }
    case 'skipped':
      return {
        kind: 'skipped',
        label: strings.skipCodes[standing.code],
        wayOut: strings.result.skips[standing.code],
        reason: standing.reason,
      };
    case 'failed':
      return {
        kind: 'failed',
        label: strings.failureCodes[standing.code],
        wayOut: strings.result.failures[standing.code],
        reason: standing.reason,
      };
    default:
      return null;
  }
}
