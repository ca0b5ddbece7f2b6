import { boundedMemo } from '../bounded-memo.ts';
import { isSafeWord } from '../clean-text/safe-words.ts';
import { foldText, tokensOf, withoutUmlauts } from '../residual/fold-text.ts';
import { isPlaceholderName } from '../residual/placeholder-name.ts';
import { isStopWord } from '../residual/stop-words.ts';
import { writtenDates } from '../residual/written-dates.ts';

/** What a text says of some patient of the batch, whichever file it stands in. */
export type PatientTrace = 'patient-name' | 'patient-id' | 'birth-date';

type PatientFacts = {
  readonly patientName: string;
  readonly patientId: string;
  /** DA, as the file has it. */
  readonly patientBirthDate: string;
};

/** Collects words of patients; once that is done, finds them in texts in a time that does not depend on how many there are. */
export type BatchWords = {
  readonly add: (facts: PatientFacts) => void;
  /** @returns the most telling trace, or null. */
  readonly find: (text: string) => PatientTrace | null;
};

/** A list that grows asks for the same texts again and again. */
const mostRemembered = 65_536;
const shortestName = 3;
const shortestId = 4;

export function createBatchWords(): BatchWords {
  const names = new Set<string>();
  const ids = new Set<string>();
  const dates = new Set<string>();
  const known = new Set<string>();
  return {
    add: ({ patientName, patientId, patientBirthDate }) => {
      const key = `${patientName}\n${patientId}\n${patientBirthDate}`;
      if (known.has(key)) return;
      known.add(key);
      for (const word of nameWords(patientName)) names.add(word);
      const id = foldText(patientId.trim());
      if (id.length >= shortestId && !isSafeWord(id)) ids.add(id);
      for (const date of writtenDates(patientBirthDate)) dates.add(date);
    },
    find: boundedMemo((text) => {
      const folded = foldText(text);
      const tokens = tokensOf(folded);
      if (tokens.some((token) => names.has(token))) return 'patient-name';
      const chunks = [...tokens, ...folded.split(separators), ...folded.split(finerSeparators), folded];
      if (chunks.some((chunk) => ids.has(chunk))) return 'patient-id';
      return chunks.some((chunk) => dates.has(chunk)) ? 'birth-date' : null;
    }, mostRemembered),
  };
}

/** What stands between the words of a text, and hardly inside an ID; the finer ones may do both. */
const separators = /[\s\\^,;:=()[\]"']+/u;
const finerSeparators = /[\s\\^,;:=()[\]"'_/]+/u;

/** Words of a name that mean nothing else: `HEAD^PHANTOM` would make every head a patient. */
function nameWords(name: string): readonly string[] {
  if (isPlaceholderName(name)) return [];
  const words = [name, withoutUmlauts(name)].flatMap((text) => tokensOf(foldText(text)));
  return words.filter(
    (word) => word.length >= shortestName && !/^\p{N}+$/u.test(word) && !isSafeWord(word) && !isStopWord(word),
  );
}
