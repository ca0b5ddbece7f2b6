import { compareProfiles, comparisonSentences, isSameProfile } from '../../profile/compare-profiles.ts';
import { comparisonCsv } from '../../report/rules-csv.ts';
import { loadProfile } from '../settings/profile-option.ts';

export type ComparisonFormat = 'text' | 'csv' | 'json';

/** What two profiles, by file or by name of a preset, do differently. */
export function compareProfileFiles(
  a: string,
  b: string,
  format: ComparisonFormat,
): { readonly isSame: boolean; readonly text: string } {
  const comparison = compareProfiles(loadProfile(a), loadProfile(b));
  const isSame = isSameProfile(comparison);
  switch (format) {
    case 'csv':
      return { isSame, text: comparisonCsv(comparison, 'A', 'B') };
    case 'json': {
      const { options, settings, rules } = comparison;
      return { isSame, text: `${JSON.stringify({ isSame, options, settings, rules }, null, 2)}\n` };
    }
    case 'text': {
      const sentences = isSame ? ['They do the same to every file.'] : comparisonSentences(comparison, 'A', 'B');
      const settings = comparison.settings.map((one) => `${one.label}: A ${one.a}; B ${one.b}`);
      const rules = comparison.rules.map((rule) => `${rule.tag} ${rule.name}: A ${rule.a.words}; B ${rule.b.words}`);
      return { isSame, text: `${[...sentences, ...settings, ...rules].join('\n')}\n` };
    }
  }
}
