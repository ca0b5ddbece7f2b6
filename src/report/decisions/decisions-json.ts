import { pseudonymsOf } from '../../deidentify/pseudonym.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { outcomeOf } from '../outcome-of.ts';
import {
  type BoxScope,
  decisionsFormat,
  decisionsVersion,
  type SavedBoxes,
  type SavedDecisions,
  type SavedDocument,
  type SavedRelease,
  type SavedValue,
} from './saved-decisions.ts';

/** Boxes that a person applied in some files, by id. */
type AppliedBoxes = {
  readonly atIso: string;
  readonly scope: BoxScope;
  /** What the page had displayed before. */
  readonly shown: string;
  readonly ids: readonly number[];
};

/** What is decided beside what the files carry. */
export type DecidedBeside = {
  /** In the order in which they were applied. */
  readonly boxes: readonly AppliedBoxes[];
  /** Files that a person left out, and the key under which they are named, or their new UIDs; null where none can be. */
  readonly leftOut:
    | { readonly ids: readonly number[]; readonly projectKey: Uint8Array }
    | { readonly uids: readonly string[] }
    | null;
};

/**
 * `decisions.json`: what is in force in which files, by their new SOP Instance UIDs. Of several boxes of a file the last ones count.
 * Files without an output have no new UID and are not in it, unless a person left them out.
 */
export function decisionsJson(files: readonly BatchFile[], beside: DecidedBeside): string {
  const decisions = collectDecisions(files, beside);
  const json = { format: decisionsFormat, formatVersion: decisionsVersion, ...decisions };
  return `${JSON.stringify(json, null, 2)}\n`;
}

function collectDecisions(files: readonly BatchFile[], { boxes: applied, leftOut }: DecidedBeside): SavedDecisions {
  const last = new Map<number, AppliedBoxes>();
  for (const decision of applied) for (const id of decision.ids) last.set(id, decision);
  const boxes = createGroups<SavedBoxes>();
  const releases = createGroups<SavedRelease>();
  const values = createGroups<SavedValue>();
  const documents = createGroups<SavedDocument>();
  for (const file of files) {
    const outcome = outcomeOf(file);
    if (outcome.kind !== 'deidentified' && outcome.kind !== 'held') continue;
    const uid = outcome.identity.instanceUidNew;
    const { release, redaction, document } = file;
    const decision = last.get(file.id);
    if (decision !== undefined && redaction !== undefined) {
      const { atIso: at, scope, shown } = decision;
      const { review, areas, seen } = redaction;
      boxes.add({ at, scope, shown, review, areas, ...(seen && { seen }) }, uid);
    }
    if (release !== null) {
      const { atIso: at, reason, pixels, shown, covers = 'all' } = release;
      releases.add({ at, reason, pixels, shown, covers }, uid);
    }
    for (const { atIso: at, ...value } of file.values ?? []) values.add({ at, ...value }, uid);
    if (document !== undefined) documents.add({ at: document.atIso, kind: document.kind }, uid);
  }
  return {
    boxes: boxes.all(),
    releases: releases.all(),
    values: values.all(),
    documents: documents.all(),
    leftOut: leftOutUids(files, leftOut),
  };
}

type WithoutUids<Entry> = Entry extends unknown ? Omit<Entry, 'sopInstanceUids'> : never;

/** Files with the same decision stand in one entry. */
function createGroups<Entry extends { readonly sopInstanceUids: readonly string[] }>() {
  const byKey = new Map<string, { readonly what: WithoutUids<Entry>; readonly uids: string[] }>();
  return {
    add: (what: WithoutUids<Entry>, uid: string): void => {
      const key = JSON.stringify(what);
      const known = byKey.get(key);
      if (known === undefined) byKey.set(key, { what, uids: [uid] });
      else known.uids.push(uid);
    },
    all: (): readonly Entry[] =>
      [...byKey.values()].map(({ what, uids }) => ({ ...what, sopInstanceUids: uids }) as unknown as Entry),
  };
}

/** They have no output: the UID that the key would give them names them. */
function leftOutUids(files: readonly BatchFile[], leftOut: DecidedBeside['leftOut']): readonly string[] {
  if (leftOut === null) return [];
  if ('uids' in leftOut) return leftOut.uids;
  if (leftOut.ids.length === 0) return [];
  const chosen = new Set(leftOut.ids);
  const { newUid } = pseudonymsOf(leftOut.projectKey);
  return files.flatMap(({ id, scan }) => {
    const uid = chosen.has(id) && scan.kind === 'dicom' ? scan.summary.sopInstanceUid : '';
    return uid === '' ? [] : [newUid(uid)];
  });
}
