/**
 * Makes a label from the name that a zip gives a member. It is shown and goes into `files.csv`; no path on disk is ever
 * made from it, but people and scripts may do so later: back-slashes become slashes, drive letters, leading slashes,
 * `.`, `..` and empty parts go, and control and text-direction characters become `_`.
 * @param archivePath path of the zip itself, put in front.
 * @param memberNumber stands in, counted from 1, when nothing of the name is left.
 */
export function zipMemberPath(archivePath: string, memberName: string, memberNumber: number): string {
  const parts = memberName
    .replaceAll('\\', '/')
    .split('/')
    .map((part) => part.replace(/^(?:[A-Za-z]:)+/, '').replaceAll(unsafeCharacters, '_'))
    .filter((part) => part !== '' && part !== '.' && part !== '..');
  return `${archivePath}/${parts.length > 0 ? parts.join('/') : `member-${memberNumber}`}`;
}

/** C0 and C1 controls, and the marks that reorder or hide text on screen (UAX #9). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: finding control characters is the purpose.
const unsafeCharacters = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]/g;
