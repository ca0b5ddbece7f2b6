import type { PixelStatement } from '../../deidentify/pixel-statement.ts';
import { pseudonymsOf } from '../../deidentify/pseudonym.ts';
import type { Signature } from '../../deidentify/value-decision.ts';
import { factsOf } from '../../pipeline/batch/job-of.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import type { TextLeft } from '../../pixel-data/redaction/redaction.ts';
import { outcomeOf } from '../outcome-of.ts';
import { savedDevices } from './device-boxes.ts';
import { type InForce, madeUnder } from './made-under.ts';
import { uidForm } from './read-decisions.ts';
import {
  type BoxScope,
  decisionsFormat,
  decisionsVersion,
  type MadeUnder,
  type SavedBoxes,
  type SavedDecisions,
  type SavedDevice,
  type SavedDocument,
  type SavedRelease,
  type SavedSearch,
  type SavedValue,
} from './saved-decisions.ts';
import { textLeftIn } from './text-left-in.ts';

/** Boxes that a person applied in some files, by id. */
type AppliedBoxes = Signature & {
  readonly scope: BoxScope;
  /** What the page had displayed before. */
  readonly shown: string;
  readonly ids: readonly number[];
};

/** What is decided beside what the files carry. */
export type DecidedBeside = {
  /** In the order in which they were applied. */
  readonly boxes: readonly AppliedBoxes[];
  /** Boxes by device that were opened, or come from elsewhere. Absent: none. */
  readonly devices?: readonly SavedDevice[];
  /** Files that a person left out, and the key under which they are named, or their new UIDs; null where none can be. */
  readonly leftOut:
    | { readonly ids: readonly number[]; readonly projectKey: Uint8Array }
    | { readonly uids: readonly string[] }
    | null;
  /** What the search came to in all files, or in those with these ids, goes along, for runs that do not search. Absent: in none. */
  readonly withSearches?: true | ReadonlySet<number>;
  /** What is in force, or was where these decisions come from; null where nobody knows. */
  readonly under: InForce | MadeUnder | null;
};

/**
 * `decisions.json`: what is in force in which files, by their new SOP Instance UIDs. Of several boxes of a file the last ones count.
 * Files without an output have no new UID and are not in it, unless a person left them out.
 */
export function decisionsJson(files: Iterable<BatchFile>, beside: DecidedBeside): string {
  return decisionsText(collectDecisions(files, beside));
}

/** The same in pieces: one text has an end, at half a gigabyte, and a search of millions of images says more. */
export function* decisionsPieces(files: Iterable<BatchFile>, beside: DecidedBeside): Generator<string> {
  yield* piecesOf(collectDecisions(files, beside));
}

export function decisionsText(decisions: SavedDecisions): string {
  return [...piecesOf(decisions)].join('');
}

function* piecesOf(decisions: SavedDecisions): Generator<string> {
  const json = { format: decisionsFormat, formatVersion: decisionsVersion, ...decisions };
  let before = '{\n';
  for (const [name, value] of Object.entries(json)) {
    yield `${before}  "${name}": `;
    if (name === 'searches') yield* linesOf(value as readonly SavedSearch[]);
    else yield JSON.stringify(value, null, 2).replaceAll('\n', '\n  ');
    before = ',\n';
  }
  yield '\n}\n';
}

/** There may be as many as files, so each takes one line. */
function* linesOf(searches: readonly SavedSearch[]): Generator<string> {
  for (const [n, search] of searches.entries()) yield `${n === 0 ? '[' : ','}\n    ${JSON.stringify(search)}`;
  yield searches.length === 0 ? '[]' : '\n  ]';
}

/**
 * What is decided, by new UIDs. A UID that more than one file of the batch has is named by none but the leaving out: who reads it
 * later could not tell which of the files a person has looked at.
 */
export function collectDecisions(
  files: Iterable<BatchFile>,
  { boxes: applied, devices: opened = [], leftOut: left, under, withSearches }: DecidedBeside,
): SavedDecisions {
  const leftOut = leftOutUids(files, left);
  const shared = new Set<string>();
  const last = new Map<number, AppliedBoxes>();
  for (const decision of applied) for (const id of decision.ids) last.set(id, decision);
  const isDecided = (file: BatchFile) =>
    Boolean(
      last.get(file.id) ?? file.release ?? file.document ?? savedSearch(file, withSearches) ?? file.values?.length,
    );
  const nameOfDecided = (file: BatchFile) => (isDecided(file) ? nameOf(file) : null);
  const bearers = countBearers(files, namesIn(files, nameOfDecided), leftOut);
  const lists = createLists();
  for (const file of files) {
    const uid = nameOfDecided(file);
    if (uid === null) continue;
    const boxes = last.get(file.id);
    const search = savedSearch(file, withSearches);
    if (bearers.get(uid) === 1) {
      addDecisions(lists, file, uid, boxes);
      if (search) lists.searches.add(factsOf(search), uid);
    } else shared.add(uid);
  }
  // Without the key nobody can tell a station by its mark.
  const devices =
    under !== null && 'projectKey' in under ? savedDevices(applied, files, under.projectKey, opened) : opened;
  return {
    ...(under && { madeUnder: 'keyCheck' in under ? under : madeUnder(under) }),
    boxes: lists.boxes.all(),
    ...(devices.length > 0 && { devices }),
    releases: lists.releases.all(),
    values: lists.values.all(),
    documents: lists.documents.all(),
    ...(withSearches && { searches: lists.searches.all() }),
    leftOut: [...new Set(leftOut)],
    ...(shared.size > 0 && { sharedUids: [...shared] }),
  };
}

function savedSearch({ id, search }: BatchFile, which: DecidedBeside['withSearches']): BatchFile['search'] {
  return which === true || which?.has(id) ? search : undefined;
}

/** @returns null for a file without a UID, or with a kept one that is none: nobody who reads it could say which file is meant */
function nameOf(file: BatchFile): string | null {
  const outcome = outcomeOf(file);
  if (outcome.kind !== 'deidentified' && outcome.kind !== 'held') return null;
  const { instanceUidNew } = outcome.identity;
  return uidForm.pattern.test(instanceUidNew) ? instanceUidNew : null;
}

function createLists() {
  return {
    boxes: createGroups<SavedBoxes>(),
    releases: createGroups<SavedRelease>(),
    values: createGroups<SavedValue>(),
    documents: createGroups<SavedDocument>(),
    searches: createGroups<SavedSearch>(),
  };
}

function addDecisions(
  lists: ReturnType<typeof createLists>,
  file: BatchFile,
  uid: string,
  boxes: AppliedBoxes | undefined,
): void {
  const { release, redaction, document, values = [] } = file;
  const textLeft = textLeftIn(file);
  if (boxes !== undefined && redaction !== undefined) {
    const { scope, shown } = boxes;
    const { review, areas, seen } = redaction;
    lists.boxes.add(
      { ...signed(boxes), scope, shown, review, areas, ...(seen && { seen }), ...(textLeft && { textLeft }) },
      uid,
    );
  }
  if (release !== null) {
    const { reason, shown, covers = 'all', texts } = release;
    const pixels = saidOver(release.pixels, textLeft);
    lists.releases.add({ ...signed(release), reason, pixels, shown, covers, ...(texts && { texts }) }, uid);
  }
  for (const value of values) {
    const { atIso: _atIso, by: _by, ...said } = value;
    lists.values.add({ ...signed(value), ...said }, uid);
  }
  if (document !== undefined) lists.documents.add({ ...signed(document), kind: document.kind }, uid);
}

/** As `decisions.json` has it. */
function signed({ atIso: at, by }: Signature) {
  return by === undefined ? { at } : { at, by };
}

/** The search does not go with the decision: that the person's word is over text of this patient has to stand in it. */
function saidOver(said: PixelStatement, textLeft: TextLeft | null): PixelStatement {
  return said.kind === 'nothing-identifying' && textLeft === 'patients' ? { ...said, isOverText: true } : said;
}

/** New UIDs of the files that something is decided about. All that follows is held for these alone. */
function namesIn(files: Iterable<BatchFile>, nameOfDecided: (file: BatchFile) => string | null): ReadonlySet<string> {
  const named = new Set<string>();
  for (const file of files) {
    const uid = nameOfDecided(file);
    if (uid !== null) named.add(uid);
  }
  return named;
}

/** How many files have each of these UIDs. Equal outputs are put out once; the others of them, which are copies, do not count. */
function countBearers(
  files: Iterable<BatchFile>,
  named: ReadonlySet<string>,
  leftOut: readonly string[],
): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  if (named.size === 0) return counts;
  const count = (uid: string) => counts.set(uid, (counts.get(uid) ?? 0) + 1);
  const newOf = new Map<string, string>();
  for (const file of files) {
    const outcome = outcomeOf(file);
    if (!('identity' in outcome) || !named.has(outcome.identity.instanceUidNew)) continue;
    newOf.set(outcome.identity.instanceUidOld, outcome.identity.instanceUidNew);
    count(outcome.identity.instanceUidNew);
  }
  for (const file of files) {
    const outcome = outcomeOf(file);
    if (file.scan.kind !== 'dicom' || 'identity' in outcome) continue;
    const uid = newOf.get(file.scan.summary.sopInstanceUid);
    if (uid !== undefined && !('code' in outcome && outcome.code === 'copy')) count(uid);
  }
  for (const uid of leftOut) if (named.has(uid)) count(uid);
  return counts;
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
function leftOutUids(files: Iterable<BatchFile>, leftOut: DecidedBeside['leftOut']): readonly string[] {
  if (leftOut === null) return [];
  if ('uids' in leftOut) return leftOut.uids;
  if (leftOut.ids.length === 0) return [];
  const chosen = new Set(leftOut.ids);
  const { newUid } = pseudonymsOf(leftOut.projectKey);
  const uids: string[] = [];
  for (const { id, scan } of files) {
    const uid = chosen.has(id) && scan.kind === 'dicom' ? scan.summary.sopInstanceUid : '';
    if (uid !== '') uids.push(newUid(uid));
  }
  return uids;
}
