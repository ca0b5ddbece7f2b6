import type { LeaveOut } from '../profile.ts';
import { type JsonPlace, readBoolean, readList, readMembers, readText } from './json-reader.ts';

/** Longer lists than any modality or class list of the standard. */
const mostEntries = 500;

const codeForm = {
  pattern: /^[A-Z0-9_][A-Z0-9_ ]{0,15}$/,
  hint: 'a code of at most 16 capitals, digits, _ and spaces',
};
const uidForm = { pattern: /^(?=.{1,64}$)(0|[1-9]\d*)(\.(0|[1-9]\d*))+$/, hint: 'a UID (PS3.5 9.1)' };

/** Reads the member `leaveOut`. Lists are sorted and repeats dropped, so that equal filters have equal hashes. */
export function readLeaveOut(place: JsonPlace): LeaveOut | null {
  const names = ['modalities', 'sopClasses', 'imageTypes', 'doseReports', 'screenCaptures'] as const;
  const members = readMembers(place, names);
  if (!members) return null;
  const list = (member: JsonPlace | undefined, form: typeof codeForm) =>
    member ? readList(member, mostEntries, (entry) => readText(entry, form)) : [];
  const flag = (member: JsonPlace | undefined) => (member ? readBoolean(member) : false);
  const modalities = list(members.modalities, codeForm);
  const sopClasses = list(members.sopClasses, uidForm);
  const imageTypes = list(members.imageTypes, codeForm);
  const doseReports = flag(members.doseReports);
  const screenCaptures = flag(members.screenCaptures);
  if (!modalities || !sopClasses || !imageTypes || doseReports === null || screenCaptures === null) return null;
  return {
    modalities: inOrder(modalities),
    sopClasses: inOrder(sopClasses),
    imageTypes: inOrder(imageTypes),
    doseReports,
    screenCaptures,
  };
}

function inOrder(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort();
}
