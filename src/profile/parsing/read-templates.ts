import type { DeviceTemplate } from '../profile.ts';
import {
  type JsonPlace,
  memberOf,
  problemAt,
  readInteger,
  readList,
  readMembers,
  readOneOf,
  readText,
} from './json-reader.ts';

const mostTemplates = 200;
const mostFrames = 10_000;
const mostRectangles = 64;
/** US, the VR of Rows and Columns. */
const mostPixels = 0xffff;

const textForm = { pattern: /^(?! )[^\\\p{Cc}]{1,64}(?<! )$/u, hint: 'a text of 1 to 64 characters without backslash' };
const uidForm = { pattern: /^(?=.{1,64}$)(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/, hint: 'a UID (PS3.5 9.1)' };

/** Reads the member `templates`. None at all is the same as an empty list, and has the same hash. */
export function readTemplates(place: JsonPlace): readonly DeviceTemplate[] | null {
  return readList(place, mostTemplates, readTemplate);
}

function readTemplate(place: JsonPlace): DeviceTemplate | null {
  const members = readMembers(place, ['match', 'kind', 'frames', 'rectangles'] as const);
  if (!members) return null;
  const match = readMatch(memberOf(members, 'match', place));
  const kind = readOneOf(memberOf(members, 'kind', place), ['blank', 'keep']);
  const frames = members.frames ? readFrames(members.frames) : 'all';
  const rectangles = readRectangles(memberOf(members, 'rectangles', place));
  if (!match || kind === null || frames === null || !rectangles) return null;
  return { match, kind, frames, rectangles };
}

function readMatch(place: JsonPlace): DeviceTemplate['match'] | null {
  const members = readMembers(place, ['manufacturer', 'model', 'sopClass', 'rows', 'columns'] as const);
  if (!members) return null;
  const rows = readInteger(memberOf(members, 'rows', place), 1, mostPixels);
  const columns = readInteger(memberOf(members, 'columns', place), 1, mostPixels);
  const manufacturer = members.manufacturer && readText(members.manufacturer, textForm);
  const model = members.model && readText(members.model, textForm);
  const sopClass = members.sopClass && readText(members.sopClass, uidForm);
  if (rows === null || columns === null || manufacturer === null || model === null || sopClass === null) return null;
  return {
    ...(manufacturer === undefined ? {} : { manufacturer }),
    ...(model === undefined ? {} : { model }),
    ...(sopClass === undefined ? {} : { sopClass }),
    rows,
    columns,
  };
}

function readFrames(place: JsonPlace): DeviceTemplate['frames'] | null {
  if (place.value === 'all') return 'all';
  const frames = readList(place, mostFrames, (entry) => readInteger(entry, 0, 2_147_483_646));
  if (frames === null) return null;
  if (Array.isArray(place.value) && place.value.length === 0) return problemAt(place, 'Must name a frame, or be all.');
  return [...new Set(frames)].sort((a, b) => a - b);
}

function readRectangles(place: JsonPlace): DeviceTemplate['rectangles'] | null {
  const rectangles = readList(place, mostRectangles, readRectangle);
  if (rectangles === null) return null;
  return Array.isArray(place.value) && place.value.length === 0
    ? problemAt(place, 'Must have a rectangle.')
    : rectangles;
}

function readRectangle(place: JsonPlace): DeviceTemplate['rectangles'][number] | null {
  const members = readMembers(place, ['column', 'row', 'columns', 'rows'] as const);
  if (!members) return null;
  const column = readInteger(memberOf(members, 'column', place), 0, mostPixels);
  const row = readInteger(memberOf(members, 'row', place), 0, mostPixels);
  const columns = readInteger(memberOf(members, 'columns', place), 1, mostPixels);
  const rows = readInteger(memberOf(members, 'rows', place), 1, mostPixels);
  return column === null || row === null || columns === null || rows === null ? null : { column, row, columns, rows };
}
