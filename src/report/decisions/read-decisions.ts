import type { PixelStatement } from '../../deidentify/pixel-statement.ts';
import type { SeenCounts } from '../../dicom/seen-counts.ts';
import type { SearchHit } from '../../pipeline/contracts/text-search.ts';
import { mostRectangles } from '../../pixel-data/redaction/redaction.ts';
import {
  type JsonPlace,
  memberOf,
  problemAt,
  readBoolean,
  readInteger,
  readKind,
  readList,
  readMembers,
  readOneOf,
  readText,
  wholeOf,
} from './json-reader.ts';
import type {
  MadeUnder,
  SavedBoxes,
  SavedDevice,
  SavedDocument,
  SavedRelease,
  SavedSearch,
  SavedValue,
} from './saved-decisions.ts';

const timeForm = { pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?Z$/, hint: 'a time as 2026-01-02T03:04:05Z' };
export const uidForm = { pattern: /^(?=.{1,64}$)(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/, hint: 'a UID (PS3.5 9.1)' };
const pathForm = {
  pattern: /^\([0-9A-F]{4},[0-9A-F]{4}\)(\[\d{1,9}\]\.\([0-9A-F]{4},[0-9A-F]{4}\)){0,16}$/,
  hint: 'the path of an attribute, as (0008,103E) or (5200,9230)[0].(0018,6030)',
};
const tokenForm = { pattern: /^[0-9A-HJKMNP-TV-Z]{20}$/, hint: 'a mark of 20 digits and capitals' };
const noteForm = { pattern: /^[\s\S]{0,8000}$/, hint: 'a text of at most 8000 characters' };
const initialsForm = { pattern: /^[^\p{C}]{1,12}$/u, hint: 'initials of 1 to 12 characters' };
const valueForm = { pattern: /^[\s\S]{1,1024}$/, hint: 'a text of 1 to 1024 characters' };

const checkForm = { pattern: /^[0-9A-HJKMNP-TV-Z]{26}$/, hint: 'a mark of 26 digits and capitals' };
const hashForm = { pattern: /^[0-9a-f]{64}$/, hint: 'a SHA-256 in hexadecimal' };
const pixelPolicies = ['hold', 'clean', 'export'] as const satisfies readonly MadeUnder['pixels'][];

/** Bounded by the size of the text, as lists of decisions. */
const mostFiles = Number.POSITIVE_INFINITY;
const mostAreas = 64;
const mostFrames = 100_000;
const mostTokens = 64;
const mostHits = 10_000;
const largestCount = 0x7fffffff;
/** US, the VR of Rows and Columns. */
const mostPixels = 0xffff;

export function readMadeUnder(place: JsonPlace): MadeUnder | null {
  const members = readMembers(place, ['keyCheck', 'profileSha256', 'pixels']);
  if (!members) return null;
  const keyCheck = readText(memberOf(members, 'keyCheck', place), checkForm);
  const profileSha256 = readText(memberOf(members, 'profileSha256', place), hashForm);
  const pixels = readOneOf(memberOf(members, 'pixels', place), pixelPolicies);
  return wholeOf({ keyCheck, profileSha256, pixels });
}

export function readBoxes(place: JsonPlace): SavedBoxes | null {
  const members = readMembers(place, [
    'at',
    'by',
    'scope',
    'shown',
    'review',
    'areas',
    'seen',
    'textLeft',
    'sopInstanceUids',
  ]);
  if (!members) return null;
  const signature = readSignature(members, place);
  const scope = readOneOf(memberOf(members, 'scope', place), ['image', 'series', 'device']);
  const shown = readText(memberOf(members, 'shown', place), noteForm);
  const review = readOneOf(memberOf(members, 'review', place), ['seen', 'not-all-seen', 'by-program']);
  const areas = readList(memberOf(members, 'areas', place), mostAreas, readArea);
  const seen = members.seen && { seen: readSeen(members.seen) };
  const textLeft = members.textLeft && { textLeft: readOneOf(members.textLeft, ['patients', 'other']) };
  const sopInstanceUids = readUids(memberOf(members, 'sopInstanceUids', place));
  return signature && wholeOf({ ...signature, scope, shown, review, areas, ...seen, ...textLeft, sopInstanceUids });
}

export function readDevice(place: JsonPlace): SavedDevice | null {
  const members = readMembers(place, ['at', 'match', 'rectangles', 'blanked']);
  if (!members) return null;
  const at = readText(memberOf(members, 'at', place), timeForm);
  const match = readMatch(memberOf(members, 'match', place));
  const rectangles = readList(memberOf(members, 'rectangles', place), mostRectangles, readRectangle);
  const blanked = readBlanked(memberOf(members, 'blanked', place));
  return wholeOf({ at, match, rectangles, blanked });
}

function readMatch(place: JsonPlace): SavedDevice['match'] | null {
  const members = readMembers(place, ['manufacturer', 'model', 'station', 'sopClass', 'rows', 'columns']);
  if (!members) return null;
  const manufacturer = readText(memberOf(members, 'manufacturer', place), valueForm);
  const model = readText(memberOf(members, 'model', place), valueForm);
  const station = readText(memberOf(members, 'station', place), checkForm);
  const sopClass = readText(memberOf(members, 'sopClass', place), valueForm);
  const rows = readInteger(memberOf(members, 'rows', place), 1, mostPixels);
  const columns = readInteger(memberOf(members, 'columns', place), 1, mostPixels);
  return wholeOf({ manufacturer, model, station, sopClass, rows, columns });
}

function readBlanked(place: JsonPlace): SavedDevice['blanked'] | null {
  const members = readMembers(place, ['series', 'last']);
  if (!members) return null;
  const series = readInteger(memberOf(members, 'series', place), 0, largestCount);
  const last = readText(memberOf(members, 'last', place), timeForm);
  return wholeOf({ series, last });
}

export function readRelease(place: JsonPlace): SavedRelease | null {
  const members = readMembers(place, ['at', 'by', 'reason', 'pixels', 'shown', 'covers', 'texts', 'sopInstanceUids']);
  if (!members) return null;
  const signature = readSignature(members, place);
  const reason = readText(memberOf(members, 'reason', place), noteForm);
  const pixels = readStatement(memberOf(members, 'pixels', place));
  const shown = readText(memberOf(members, 'shown', place), noteForm);
  const covers = readOneOf(memberOf(members, 'covers', place), ['all', 'images', 'texts']);
  const texts = members.texts && { texts: readText(members.texts, tokenForm) };
  const sopInstanceUids = readUids(memberOf(members, 'sopInstanceUids', place));
  return signature && wholeOf({ ...signature, reason, pixels, shown, covers, ...texts, sopInstanceUids });
}

export function readValue(place: JsonPlace): SavedValue | null {
  const kind = readKind(place, ['remove', 'replace', 'not-an-identifier']);
  if (kind === null) return null;
  const own = { remove: [], replace: ['text'], 'not-an-identifier': ['tokens', 'reason'] } as const;
  const members = readMembers<(typeof allValueMembers)[number]>(place, [...valueMembers, ...own[kind]]);
  if (!members) return null;
  const signature = readSignature(members, place);
  const path = readText(memberOf(members, 'path', place), pathForm);
  const sopInstanceUids = readUids(memberOf(members, 'sopInstanceUids', place));
  const whole = signature && wholeOf({ ...signature, path, sopInstanceUids });
  switch (kind) {
    case 'remove':
      return whole && { kind, ...whole };
    case 'replace': {
      const text = readText(memberOf(members, 'text', place), valueForm);
      return whole && text !== null ? { kind, ...whole, text } : null;
    }
    case 'not-an-identifier': {
      const readToken = (entry: JsonPlace) => readText(entry, tokenForm);
      const tokens = readList(memberOf(members, 'tokens', place), mostTokens, readToken);
      const reason = readText(memberOf(members, 'reason', place), noteForm);
      return whole && tokens !== null && reason !== null ? { kind, ...whole, tokens, reason } : null;
    }
  }
}

const valueMembers = ['at', 'by', 'kind', 'path', 'sopInstanceUids'] as const;
const allValueMembers = [...valueMembers, 'text', 'tokens', 'reason'] as const;

export function readDocument(place: JsonPlace): SavedDocument | null {
  const members = readMembers(place, ['at', 'by', 'kind', 'sopInstanceUids']);
  if (!members) return null;
  const signature = readSignature(members, place);
  const kind = readOneOf(memberOf(members, 'kind', place), ['blank-page', 'pages']);
  const sopInstanceUids = readUids(memberOf(members, 'sopInstanceUids', place));
  return signature && wholeOf({ ...signature, kind, sopInstanceUids });
}

export function readSearch(place: JsonPlace): SavedSearch | null {
  const kind = readKind(place, ['searched', 'not-searched']);
  if (kind === null) return null;
  const own = kind === 'searched' ? (['hits', 'isTextBeside'] as const) : (['cause'] as const);
  const members = readMembers<'kind' | 'hits' | 'isTextBeside' | 'cause' | 'sopInstanceUids'>(place, [
    'kind',
    ...own,
    'sopInstanceUids',
  ]);
  if (!members) return null;
  const sopInstanceUids = readUids(memberOf(members, 'sopInstanceUids', place));
  if (kind === 'not-searched') {
    const cause = readOneOf(memberOf(members, 'cause', place), ['failed', 'stopped', 'unlikely']);
    return wholeOf({ kind, cause, sopInstanceUids });
  }
  const hits = readList(memberOf(members, 'hits', place), mostHits, readHit);
  const isTextBeside = readBoolean(memberOf(members, 'isTextBeside', place));
  return wholeOf({ kind, hits, isTextBeside, sopInstanceUids });
}

function readHit(place: JsonPlace): SearchHit | null {
  const members = readMembers(place, [...rectangleMembers, 'isPatients']);
  if (!members) return null;
  const isPatients = readBoolean(memberOf(members, 'isPatients', place));
  const hit = wholeOf({ rectangle: rectangleOf(members, place), isPatients });
  return hit && { ...hit.rectangle, isPatients: hit.isPatients };
}

/** Files of earlier versions, and of people who gave no initials, have none. */
function readSignature(
  members: { readonly at?: JsonPlace; readonly by?: JsonPlace },
  place: JsonPlace,
): { readonly at: string; readonly by?: string } | null {
  const at = readText(memberOf(members, 'at', place), timeForm);
  if (members.by === undefined) return wholeOf({ at });
  return wholeOf({ at, by: readText(members.by, initialsForm) });
}

export function readLeftOut(place: JsonPlace): string | null {
  return readText(place, uidForm);
}

function readUids(place: JsonPlace): readonly string[] | null {
  return readList(place, mostFiles, readLeftOut);
}

function readStatement(place: JsonPlace): PixelStatement | null {
  const kind = readKind(place, ['unstated', 'nothing-identifying', 'let-through']);
  if (kind === null) return null;
  if (kind === 'unstated') return readMembers(place, ['kind']) && { kind };
  const isSaid = kind === 'nothing-identifying';
  const members = readMembers(place, isSaid ? (['kind', 'seen', 'isOverText'] as const) : (['kind', 'seen'] as const));
  if (!members) return null;
  const seen = readSeen(memberOf(members, 'seen', place));
  if (!isSaid) return seen && { kind: 'let-through', seen };
  const isOverText = readBoolean(memberOf(members, 'isOverText', place));
  return wholeOf({ kind: 'nothing-identifying' as const, seen, isOverText });
}

function readSeen(place: JsonPlace): SeenCounts | null {
  const names = ['each', 'inProjections', 'byDetector', 'of'] as const;
  const members = readMembers(place, names);
  if (!members) return null;
  const count = (name: (typeof names)[number]) => readInteger(memberOf(members, name, place), 0, largestCount);
  const [each, inProjections, byDetector, of] = names.map(count) as [number, number, number, number];
  if ([each, inProjections, byDetector, of].includes(null as never)) return null;
  if (each + inProjections > of || byDetector > of)
    return problemAt(place, 'Must count no more images than there are.');
  return { each, inProjections, byDetector, of };
}

type Area = SavedBoxes['areas'][number];

function readArea(place: JsonPlace): Area | null {
  const members = readMembers(place, ['kind', 'frames', 'rectangles']);
  if (!members) return null;
  const kind = readOneOf(memberOf(members, 'kind', place), ['blank', 'keep']);
  const frames = readFrames(memberOf(members, 'frames', place));
  const rectangles = readList(memberOf(members, 'rectangles', place), mostRectangles, readRectangle);
  return wholeOf({ kind, frames, rectangles });
}

function readFrames(place: JsonPlace): Area['frames'] | null {
  if (place.value === 'all') return 'all';
  const frames = readList(place, mostFrames, (entry) => readInteger(entry, 0, largestCount));
  return frames && [...new Set(frames)].sort((a, b) => a - b);
}

function readRectangle(place: JsonPlace): Area['rectangles'][number] | null {
  const members = readMembers(place, rectangleMembers);
  return members && rectangleOf(members, place);
}

const rectangleMembers = ['column', 'row', 'columns', 'rows'] as const;
type RectangleMember = (typeof rectangleMembers)[number];

function rectangleOf(
  members: Readonly<Partial<Record<RectangleMember, JsonPlace>>>,
  place: JsonPlace,
): Area['rectangles'][number] | null {
  const column = readInteger(memberOf(members, 'column', place), 0, mostPixels);
  const row = readInteger(memberOf(members, 'row', place), 0, mostPixels);
  const columns = readInteger(memberOf(members, 'columns', place), 1, mostPixels);
  const rows = readInteger(memberOf(members, 'rows', place), 1, mostPixels);
  return wholeOf({ column, row, columns, rows });
}
