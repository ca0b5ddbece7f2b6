import { factsOf } from '../../pipeline/batch/job-of.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { namesPatient, searchLeft, showsText } from '../../pipeline/redaction/text-left.ts';
import type { TextLeft } from '../../pixel-data/redaction/redaction.ts';
import { outcomeOf } from '../outcome-of.ts';

/**
 * What text stays in the image of a file beside its own boxes, by the search and by what is known of an earlier one. What a program
 * blanks does not count as blanked: another profile, or a run without the search, may not blank it.
 */
export function textLeftIn(file: BatchFile): TextLeft | null {
  const { search, redaction } = file;
  const left = search && searchLeft(factsOf(search), redaction?.areas ?? []);
  const outcome = outcomeOf(file);
  const codes = 'findings' in outcome ? outcome.findings.map(({ code }) => code) : [];
  const isLeftIn = codes.includes('pixels-text-left-in') || codes.includes('pixels-blanked-text-left-in');
  if (namesPatient(left) || isLeftIn || redaction?.textLeft === 'patients') return 'patients';
  return showsText(left) ? 'other' : (redaction?.textLeft ?? null);
}
