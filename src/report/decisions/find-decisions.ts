import type { Release } from '../../deidentify/context.ts';
import { pseudonymsOf } from '../../deidentify/pseudonym.ts';
import type { DocumentDecision, Signature, ValueDecision } from '../../deidentify/value-decision.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { leftOutByPerson } from '../../pipeline/contracts/file-outcome.ts';
import type { SearchFacts, SearchResult } from '../../pipeline/contracts/text-search.ts';
import type { Redaction } from '../../pixel-data/redaction/redaction.ts';
import type { SavedBoxes, SavedDecisions, SavedDevice } from './saved-decisions.ts';
import { sharedUids } from './shared-uids.ts';

/** Boxes of a file; those of one decision are one object. */
type FoundBoxes = Signature & Pick<SavedBoxes, 'scope' | 'shown'> & { readonly redaction: Redaction };

/** What saved decisions say of one file. */
export type FoundDecisions = {
  readonly id: number;
  /** By which they name it. */
  readonly uid: string;
  readonly boxes: FoundBoxes | null;
  readonly release: Release | null;
  readonly values: readonly ValueDecision[];
  readonly document: DocumentDecision | null;
  /** What a search elsewhere came to; null where nobody says. */
  readonly search: SearchFacts | null;
  readonly isLeftOut: boolean;
  /** Files with other bytes have this UID too: nobody knows which of them was seen, so no more than the leaving out holds. */
  readonly isShared: boolean;
};

/**
 * Finds the files that decisions are about, by the UIDs that the key gives them, or that they keep. Of several decisions of one kind
 * about a file the last one counts; those about values add up. Files that no decision names are not among them.
 */
export async function findDecisions(
  files: readonly BatchFile[],
  saved: SavedDecisions,
  projectKey: Uint8Array,
): Promise<readonly FoundDecisions[]> {
  const byUid = decisionsByUid(saved);
  const { newUid } = pseudonymsOf(projectKey);
  const named = (old: string) => [newUid(old), old].find((one) => byUid.has(one));
  const shared = await sharedUids(files, (old) => named(old) !== undefined);
  return files.flatMap(({ id, scan }) => {
    const old = scan.kind === 'dicom' ? scan.summary.sopInstanceUid : '';
    const uid = old === '' ? undefined : named(old);
    if (uid === undefined) return [];
    const found = byUid.get(uid)!;
    const isShared = shared.has(old);
    return [{ id, uid, ...found, ...(isShared && noneHolds), isShared }];
  });
}

const noneHolds = { boxes: null, release: null, values: [], document: null, search: null } as const;

/** How many instances have decisions that do not hold, as different files have their UID. */
export function countShared(found: readonly FoundDecisions[]): number {
  return new Set(found.flatMap(({ uid, isShared }) => (isShared ? [uid] : []))).size;
}

/** Boxes by device that were drawn in none of these files: those that were are told by the boxes of their files. */
export function devicesBeside(
  { devices = [] }: Pick<SavedDecisions, 'devices'>,
  found: readonly FoundDecisions[],
): readonly SavedDevice[] {
  const own = new Set(found.map(({ boxes }) => (boxes?.scope === 'device' ? boxes.atIso : '')));
  return devices.filter(({ at }) => !own.has(at));
}

/** How many documents had their pages drawn, which has to be done anew. */
export function countPages(found: readonly FoundDecisions[]): number {
  return found.filter(({ document }) => document?.kind === 'pages').length;
}

export type OfUid = Omit<FoundDecisions, 'id' | 'uid' | 'isShared'>;
type Found = { -readonly [Name in keyof Omit<OfUid, 'values'>]: OfUid[Name] } & { readonly values: ValueDecision[] };

/** What was said of the pictures of pages: they are not in the decisions, and the document waits until it is drawn again. */
function forgetPictures(all: Iterable<Found>): void {
  for (const found of all) {
    if (found.document?.kind === 'pages') Object.assign(found, { boxes: null, release: null, search: null });
  }
}

/** What is decided about each file that decisions name. */
export function decisionsByUid(saved: SavedDecisions): ReadonlyMap<string, OfUid> {
  const { boxes, releases, values, documents, searches = [], leftOut } = saved;
  const byUid = new Map<string, Found>();
  const at = (uid: string): Found => {
    const known = byUid.get(uid);
    if (known !== undefined) return known;
    const made: Found = { boxes: null, release: null, values: [], document: null, search: null, isLeftOut: false };
    byUid.set(uid, made);
    return made;
  };
  for (const { at: atIso, by, scope, shown, sopInstanceUids, ...redaction } of boxes) {
    const found: FoundBoxes = { atIso, ...(by !== undefined && { by }), scope, shown, redaction };
    for (const uid of sopInstanceUids) at(uid).boxes = found;
  }
  for (const { sopInstanceUids, at: atIso, covers, ...rest } of releases) {
    const release: Release = covers === 'all' ? { ...rest, atIso } : { ...rest, atIso, covers };
    for (const uid of sopInstanceUids) at(uid).release = release;
  }
  for (const { sopInstanceUids, at: atIso, ...rest } of values) {
    for (const uid of sopInstanceUids) at(uid).values.push({ ...rest, atIso });
  }
  for (const { sopInstanceUids, at: atIso, ...rest } of documents) {
    for (const uid of sopInstanceUids) at(uid).document = { ...rest, atIso };
  }
  for (const { sopInstanceUids, ...search } of searches) {
    for (const uid of sopInstanceUids) at(uid).search = search;
  }
  for (const uid of leftOut) at(uid).isLeftOut = true;
  forgetPictures(byUid.values());
  return byUid;
}

/** The files as the decisions that were found for them have them. */
export function withDecisions(files: readonly BatchFile[], decisions: readonly FoundDecisions[]): readonly BatchFile[] {
  const byId = new Map(decisions.map((found) => [found.id, found]));
  return files.map((file) => {
    const found = byId.get(file.id);
    if (found === undefined) return file;
    return { ...file, ...carriedBy(found), ...(found.isLeftOut && { outcome: leftOutByPerson }) };
  });
}

/** What a file carries of the decisions about it. */
export function carriedBy({ boxes, release, values, document, search }: OfUid) {
  return {
    release,
    ...(boxes && { redaction: boxes.redaction }),
    ...(values.length > 0 && { values }),
    ...(document && { document }),
    ...(search && { search: resultOf(search) }),
  };
}

/** What was read is not in the decisions, so that these are texts that nobody has read. */
function resultOf(search: SearchFacts): SearchResult {
  if (search.kind === 'not-searched') return search;
  const texts = search.hits.map(({ isPatients, ...box }) => ({
    box,
    kind: isPatients ? ('header' as const) : ('other' as const),
    text: null,
    frame: 0,
  }));
  return { kind: 'searched', texts, isTextBeside: search.isTextBeside };
}
