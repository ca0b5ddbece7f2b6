import { Download, Printer } from 'lucide-react';
import { useCallback, useDeferredValue, useMemo, useState } from 'react';
import { presetIds, presetNames } from '../../profile/preset-names.ts';
import type { PresetId, Profile } from '../../profile/profile.ts';
import { profileTitle } from '../../profile/profile-title.ts';
import { ruleTable } from '../../profile/rule-table.ts';
import { rulesCsv } from '../../report/rules-csv.ts';
import { takesOptions, withPreset } from '../batch/edit-profile.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { SearchField } from '../ui/controls/search-field.tsx';
import { formatCount } from '../ui/format.ts';
import { strings } from '../ui/strings.ts';
import { countCodes, filterRules, noRuleFilter } from './filter-rules.ts';
import { PrintSheet } from './print-sheet.tsx';
import { RuleGrid } from './rule-grid.tsx';

const text = strings.rules;

/** Everything that a profile does, attribute by attribute: searched, narrowed, saved and printed. */
export function RuleBrowser(props: { profile: Profile; onSave: (fileName: string, text: string) => void }) {
  const { profile } = props;
  const [preset, setPreset] = useState<PresetId>(profile.preset);
  const [filter, setFilter] = useState(noRuleFilter);
  const [isPrinting, setPrinting] = useState(false);
  const endPrinting = useCallback(() => setPrinting(false), []);
  const shown = preset === profile.preset ? profile : withPreset(profile, preset);
  const lines = useMemo(() => ruleTable(shown), [shown]);
  const codes = useMemo(() => countCodes(lines), [lines]);
  const deferred = useDeferredValue(filter);
  const found = useMemo(() => filterRules(lines, deferred), [lines, deferred]);
  return (
    <div className="rules-view">
      <p className="hint">{text.about}</p>
      <div className="filters wrap">
        <label className="row small">
          {text.profileLabel}
          <select
            className="select"
            value={preset}
            onChange={(event) => setPreset(presetIds.find((id) => id === event.target.value) ?? preset)}
          >
            {presetIds.map((id) => (
              <option key={id} value={id}>
                {labelOf(id, profile)}
              </option>
            ))}
          </select>
        </label>
        <SearchField
          label={text.searchLabel}
          hint={text.searchHint}
          value={filter.search}
          onChange={(search) => setFilter({ ...filter, search })}
        />
        <select
          className="select"
          aria-label={text.actionLabel}
          value={filter.action ?? ''}
          onChange={(event) => setFilter({ ...filter, action: event.target.value || null })}
        >
          <option value="">{text.anyAction}</option>
          {codes.map(([code, count]) => (
            <option key={code} value={code}>
              {code} ({formatCount(count)})
            </option>
          ))}
        </select>
        <span className="muted num small nowrap" role="status">
          {text.shown(found.length, lines.length)}
        </span>
        <span className="row end">
          <button
            type="button"
            className="btn small"
            onClick={() => props.onSave(`nescio-rules-${preset}.csv`, rulesCsv(found))}
          >
            <Icon of={Download} size={14} />
            {text.exportCsv}
          </button>
          <button type="button" className="btn small" onClick={() => setPrinting(true)}>
            <Icon of={Printer} size={14} />
            {text.print}
          </button>
        </span>
      </div>
      <RuleGrid key={preset} lines={found} onShowAll={() => setFilter(noRuleFilter)} />
      {isPrinting && (
        <PrintSheet
          title={text.printed(labelOf(preset, profile), found.length, profile.tableEdition)}
          lines={found}
          onDone={endPrinting}
        />
      )}
    </div>
  );
}

/** Options and own rules go with the person to another preset, where it takes any. */
function labelOf(id: PresetId, profile: Profile): string {
  if (id === profile.preset) {
    return text.inUse(profileTitle(profile));
  }
  return takesOptions(id) && takesOptions(profile.preset)
    ? text.withOptions(presetNames[id])
    : text.asShipped(presetNames[id]);
}
