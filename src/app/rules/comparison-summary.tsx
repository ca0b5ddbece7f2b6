import { isSameProfile, type ProfileComparison } from '../../profile/compare-profiles.ts';
import { optionTexts } from '../../profile/describe-options.ts';
import type { OptionName } from '../../profile/profile.ts';
import { strings } from '../ui/strings.ts';

const text = strings.rules.compare;

/** A comparison in words: sentences with counts, then options and settings that differ. */
export function ComparisonSummary(props: {
  comparison: ProfileComparison;
  sentences: readonly string[];
  a: string;
  b: string;
}) {
  const { comparison, a, b } = props;
  const { options, settings, rules } = comparison;
  return (
    <div className="compare-summary">
      <div role="status" aria-label={text.status}>
        <p className="lead">{isSameProfile(comparison) ? text.same : text.differences(rules.length)}</p>
        <ul>
          {props.sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
      {(options.onlyA.length > 0 || options.onlyB.length > 0 || settings.length > 0) && (
        <dl className="compare-settings">
          <Options label={text.onlyIn(a)} options={options.onlyA} />
          <Options label={text.onlyIn(b)} options={options.onlyB} />
          {settings.map((setting) => (
            <div key={setting.label}>
              <dt>{setting.label}</dt>
              <dd>
                {a}: {setting.a}. {b}: {setting.b}.
              </dd>
            </div>
          ))}
        </dl>
      )}
    </div>
  );
}

function Options({ label, options }: { label: string; options: readonly OptionName[] }) {
  return (
    options.length > 0 && (
      <div>
        <dt>{label}</dt>
        <dd>{options.map((option) => optionTexts[option].name).join(', ')}</dd>
      </div>
    )
  );
}
