import type { Profile } from '../../profile/profile.ts';
import { dateOptions } from '../../profile/supported-options.ts';
import type { MethodCode } from './method-codes.ts';
import type { PriorMarks } from './prior-marks.ts';

/** Enumerated values of Longitudinal Temporal Information Modified (0028,0303) (PS3.3 C.12.1.1.7). */
export type TemporalMark = 'UNMODIFIED' | 'MODIFIED' | 'REMOVED';

/**
 * What is true of the dates after this run. What was removed or modified before stays so: no option brings it back.
 * @param hasStart false when times are counted from the start of their study, and nobody can say when that was: all went
 * @param prior the file's own (0028,0303), or the code of an earlier run where it is missing
 */
export function temporalMark(
  profile: Pick<Profile, 'options'>,
  hasStart: boolean,
  prior: Pick<PriorMarks, 'longitudinalTemporalInformationModified' | 'codes'>,
): TemporalMark {
  const dates = dateOptions.find((option) => profile.options.includes(option));
  const now =
    dates === undefined ? 'REMOVED' : dates === 'retainFullDates' ? 'UNMODIFIED' : hasStart ? 'MODIFIED' : 'REMOVED';
  const said = byStrength.find((mark) => mark === prior.longitudinalTemporalInformationModified);
  const before = said ?? (prior.codes.includes('113107') ? 'MODIFIED' : 'UNMODIFIED');
  return byStrength.indexOf(before) > byStrength.indexOf(now) ? before : now;
}

const byStrength: readonly TemporalMark[] = ['UNMODIFIED', 'MODIFIED', 'REMOVED'];

/** The code that goes with a mark, so that the two never contradict each other; never both. */
export function dateCodes(mark: TemporalMark): readonly MethodCode[] {
  return mark === 'UNMODIFIED' ? ['113106'] : mark === 'MODIFIED' ? ['113107'] : [];
}
