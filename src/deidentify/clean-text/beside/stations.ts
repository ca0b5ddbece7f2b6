import { foldText } from '../../residual/fold-text.ts';
import deviceNames from '../data/device-names.json' with { type: 'json' };
import stationWords from '../data/station-words.json' with { type: 'json' };
import { isKnownWord } from '../known-words.ts';
import { isSafeCompound } from '../parameter-word.ts';

const setOf = (words: string): ReadonlySet<string> => new Set(words.split(' '));
const modalities = setOf(stationWords.modalities);
const rooms = setOf(stationWords.rooms);
const notModels = setOf(stationWords.notModels);
const models: ReadonlySet<string> = new Set(
  [
    ...Object.keys(deviceNames.makers),
    ...Object.values(deviceNames.makers).flatMap((names) => names.split(' ')),
  ].filter((name) => name.length > 1 && /^\p{L}/u.test(name) && !notModels.has(name) && !modalities.has(name)),
);
const sites = setOf(stationWords.sites);

/** Words and figures that a hyphen or underscore joins, the last of them with a figure, one letter alone, or a place. */
export const stationNames =
  /(?<![\p{L}\p{N}_-])\p{L}[\p{L}\p{N}]{0,15}(?:[-_][\p{L}\p{N}]{1,16}){1,4}(?![\p{L}\p{N}_-])/gu;

/** `Rm4`, `ROOM2`. */
const numberedRoom =
  /^(?:rm|room|bay|suite|theatre|scanner|saal|raum|salle|sala|sal|kamer|huone|oda|rum|stue|gabinet|pracownia|kabinet|кабинет|каб)\p{N}{1,2}$/u;
const numberedDevice = /^(?:ct|mri?|mrt|rm|irm|tc|tac|tdm|xr|cr|dr|us|pet|mg|xa|rf)\p{N}{1,2}$/u;

/** `Skyra_Rm4_Tower`, `STGEO_CT1`: a room or a device with its number, between words that say nothing of an image. */
function isNumberedPlace(parts: readonly string[]): boolean {
  if (!parts.some((part) => numberedRoom.test(part) || numberedDevice.test(part))) return false;
  const isUnknown = (part: string) => /^\p{L}{3,}$/u.test(part) && !isSafeCompound(part) && !isKnownWord(part);
  const isPlace = (part: string) => numberedRoom.test(part) || rooms.has(part) || sites.has(part) || isUnknown(part);
  const isBesidePlace = (part: string) =>
    numberedDevice.test(part) ||
    /^\p{N}{1,3}$/u.test(part) ||
    models.has(part.replace(/\p{N}$/u, '')) ||
    modalities.has(part);
  return (
    parts.every((part) => isPlace(part) || isBesidePlace(part)) &&
    parts.some((part) => isPlace(part) || models.has(part))
  );
}

/**
 * Whether a joined row of words is the name of a device or a room: `MRI-SKYRA-07`, `CATHLAB-B2`, `EYE-CLIN-02`. It has a word for a
 * room, or a model or place behind a modality, and ends with what counts them.
 */
export function isStationName(found: string): boolean {
  const parts = foldText(found).split(/[-_]/);
  if (isNumberedPlace(parts)) return true;
  const last = parts.at(-1) ?? '';
  const [first = '', ...others] = parts.slice(0, -1).map((part) => part.replace(/\p{N}{1,2}t?$/u, ''));
  // CT1-NOTAUFNAHME
  if (sites.has(last)) return modalities.has(first) && others.length === 0 && first !== parts[0];
  if (!/^(?:\p{L}?\p{N}{1,3}|[a-f])$/u.test(last)) return false;
  const before = others.at(-1) ?? first;
  if (/^\p{L}$/u.test(last) && !rooms.has(before) && !models.has(before)) return false;
  if ([first, ...others].some((name) => rooms.has(name))) return true;
  return others.length === 0
    ? models.has(first)
    : modalities.has(first) && others.some((name) => sites.has(name) || models.has(name));
}
