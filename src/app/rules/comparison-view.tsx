import { Download } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useState } from 'react';
import { compareProfiles, comparisonSentences, isSameProfile } from '../../profile/compare-profiles.ts';
import type { Profile } from '../../profile/profile.ts';
import { profileTitle } from '../../profile/profile-title.ts';
import { comparisonCsv } from '../../report/rules-csv.ts';
import { GridCell } from '../ui/controls/grid.tsx';
import { Icon } from '../ui/controls/icon.tsx';
import { Notice } from '../ui/controls/notice.tsx';
import { SearchField } from '../ui/controls/search-field.tsx';
import { jsonFiles, pickFile } from '../ui/pick-file.ts';
import { strings } from '../ui/strings.ts';
import { ComparisonSummary } from './comparison-summary.tsx';
import { textMatcher } from './filter-rules.ts';
import { listChoices, type ProfileChoice, readProfileFile } from './profile-choice.ts';
import { VirtualTable } from './virtual-table.tsx';

const text = strings.rules.compare;
type Sides = readonly [a: string, b: string];

/** Two profiles beside each other: what differs in sentences, in settings and attribute by attribute. */
export function ComparisonView(props: { profile: Profile; onSave: (fileName: string, text: string) => void }) {
  const [imported, setImported] = useState<readonly ProfileChoice[]>([]);
  const [refused, setRefused] = useState<string | null>(null);
  const choices = useMemo(() => listChoices(props.profile, imported), [props.profile, imported]);
  const [sides, setSides] = useState<Sides>(['in-use', otherPreset(props.profile)]);
  const [search, setSearch] = useState('');
  const deferred = useDeferredValue(search);
  const [a, b] = sides.map((id) => choices.find((choice) => choice.id === id) ?? choices[0]) as [
    ProfileChoice,
    ProfileChoice,
  ];
  const comparison = useMemo(() => compareProfiles(a.profile, b.profile), [a, b]);
  const found = useMemo(() => {
    const matches = textMatcher(deferred);
    return comparison.rules.filter((rule) =>
      matches([rule.tag, rule.name, rule.keyword, rule.vr, rule.a.words, rule.b.words, rule.a.reason, rule.b.reason]),
    );
  }, [comparison, deferred]);
  const choose = (side: 0 | 1, id: string) => {
    setRefused(null);
    if (id !== FROM_FILE) {
      return setSides(side === 0 ? [id, sides[1]] : [sides[0], id]);
    }
    pickFile(jsonFiles, async (file) => {
      const profile = await readProfileFile(file);
      if (profile === null) {
        return setRefused(text.refused(file.name));
      }
      const added = {
        id: `file ${imported.length}`,
        label: `${profileTitle(profile)}, ${file.name}`,
        short: file.name,
        profile,
      };
      setImported([...imported, added]);
      setSides(side === 0 ? [added.id, sides[1]] : [sides[0], added.id]);
    });
  };
  const isSame = isSameProfile(comparison);
  return (
    <div className="rules-view">
      <div className="compare-sides">
        <SideChoice label={text.first} choices={choices} value={a.id} onChange={(id) => choose(0, id)} />
        <SideChoice label={text.second} choices={choices} value={b.id} onChange={(id) => choose(1, id)} />
      </div>
      {refused !== null && (
        <Notice tone="danger" onDismiss={() => setRefused(null)}>
          {refused}
        </Notice>
      )}
      <ComparisonSummary
        comparison={comparison}
        sentences={comparisonSentences(comparison, a.short, b.short)}
        a={a.short}
        b={b.short}
      />
      {!isSame && (
        <div className="filters wrap">
          <SearchField label={text.search} hint={strings.rules.searchHint} value={search} onChange={setSearch} />
          <span className="muted num small nowrap" role="status">
            {text.shown(found.length, comparison.rules.length)}
          </span>
          <span className="row end">
            <button
              type="button"
              className="btn small"
              onClick={() => props.onSave('nescio-comparison.csv', comparisonCsv(comparison, a.short, b.short))}
            >
              <Icon of={Download} size={14} />
              {strings.rules.exportCsv}
            </button>
          </span>
        </div>
      )}
      {comparison.rules.length > 0 && (
        <VirtualTable
          key={`${a.id} ${b.id}`}
          label={text.grid}
          heads={['Tag', 'Attribute', 'VR', a.short, b.short]}
          rows={found}
          className="differences"
          cells={(rule) => (
            <>
              <GridCell className="tag">{rule.tag}</GridCell>
              <GridCell className="attr">{rule.name}</GridCell>
              <GridCell className="vr">{rule.vr}</GridCell>
              <GridCell className="side-a">
                <span className="vh">{a.short}: </span>
                {rule.a.words}
                <small className="why">{rule.a.reason}</small>
              </GridCell>
              <GridCell className="side-b">
                <span className="vh">{b.short}: </span>
                {rule.b.words}
                <small className="why">{rule.b.reason}</small>
              </GridCell>
            </>
          )}
          empty={<p className="empty">{text.none}</p>}
        />
      )}
    </div>
  );
}

const FROM_FILE = 'from-file';

function SideChoice(props: {
  label: string;
  choices: readonly ProfileChoice[];
  value: string;
  onChange: (id: string) => void;
}) {
  const id = useId();
  return (
    <div className="compare-side">
      <label className="small" htmlFor={id}>
        {props.label}
      </label>
      <select id={id} className="select" value={props.value} onChange={(event) => props.onChange(event.target.value)}>
        {props.choices.map((choice) => (
          <option key={choice.id} value={choice.id}>
            {choice.label}
          </option>
        ))}
        <option value={FROM_FILE}>{text.fromFile}</option>
      </select>
    </div>
  );
}

/** Against its own preset when it was edited is what people ask next; at first, against the standard's own profile. */
function otherPreset({ preset }: Profile): string {
  return preset === 'ps315-basic' ? 'qmenta-guarded' : 'ps315-basic';
}
