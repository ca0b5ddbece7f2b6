import type { OptionName } from '../profile/profile.ts';
import { dateOptions } from '../profile/supported-options.ts';

/** These options without the dates that cannot stand beside others of them (PS3.15 E.3.6): the first of those stays. */
export function optionsTogether(options: readonly OptionName[]): readonly OptionName[] {
  const dates = options.find((option) => dateOptions.includes(option));
  return options.filter((option) => option === dates || !dateOptions.includes(option));
}
