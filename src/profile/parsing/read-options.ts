import type { OptionName, PresetId } from '../profile.ts';
import { allOptions, dateConflict, supportedOptions } from '../supported-options.ts';
import { type JsonPlace, problemAt, readList, readOneOf } from './json-reader.ts';

/** Reads the member `options`. Sorted and without repeats, so that equal profiles have equal hashes. */
export function readOptions(place: JsonPlace, preset: PresetId): readonly OptionName[] | null {
  const read = readList(place, allOptions.length, readOption);
  if (read === null) return null;
  if (preset === 'qmenta' && read.length > 0) {
    return problemAt(place, 'The preset qmenta is the published table as it is and takes no options.');
  }
  const conflict = dateConflict(read);
  if (conflict !== null) return problemAt(place, `${conflict}.`);
  return [...new Set(read)].sort();
}

function readOption(place: JsonPlace): OptionName | null {
  const option = readOneOf(place, allOptions);
  if (option === null || supportedOptions.includes(option)) return option;
  return problemAt(place, 'This version does not carry out the option yet. Remove it from the list.');
}
