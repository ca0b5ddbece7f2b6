import { Search } from 'lucide-react';
import { useState } from 'react';
import { Autocomplete, Input, ListBox, ListBoxItem, SearchField } from 'react-aria-components';
import type { FoundSafeAttribute } from '../../profile/find-safe-attributes.ts';
import type { RuleSelector } from '../../profile/profile.ts';
import { useAttributeSearch, useSafeAttributeSearch } from '../ui/attribute-search.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { focusOnce } from '../ui/focus-once.ts';
import { countOf } from '../ui/format.ts';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';
import { printSelector, selectorsFromText } from './own-rule-text.ts';

/** What a rule can be about; `vr` is null where the dictionary does not say. */
export type RuleChoice = { readonly selector: RuleSelector; readonly name: string; readonly vr: string | null };

const text = strings.profile.rules;
const SHOWN_HITS = 8;
const SHOWN_SAFE = 6;

/** Finds an attribute by name, keyword or number, or takes a pattern or a private creator as typed. */
export function AttributePicker({ onChoose }: { onChoose: (choice: RuleChoice) => void }) {
  const search = useAttributeSearch();
  const searchSafe = useSafeAttributeSearch();
  const [typed, setTyped] = useState('');
  const safe = searchSafe?.(typed, SHOWN_SAFE).map(safeChoice) ?? [];
  const choices = search === null ? [] : withSafe(listChoices(search(typed, SHOWN_HITS), typed), safe);
  const keyOf = ({ selector }: RuleChoice) => `${selector.kind} ${printSelector(selector)}`;
  return (
    <div className="add-rule">
      <Autocomplete inputValue={typed} onInputChange={setTyped}>
        <SearchField aria-label={text.searchLabel} className="search">
          <Icon of={Search} size={14} />
          <Input ref={focusOnce} className="input" placeholder={text.search} autoComplete="off" spellCheck={false} />
        </SearchField>
        {choices.length > 0 && (
          <ListBox
            className="hits"
            aria-label={text.found}
            items={choices.map((choice) => ({ id: keyOf(choice), choice }))}
            onAction={(key) => {
              const chosen = choices.find((choice) => keyOf(choice) === key);
              if (chosen !== undefined) {
                onChoose(chosen);
              }
            }}
          >
            {({ choice }) => (
              <ListBoxItem className="hit" textValue={`${printSelector(choice.selector)} ${choice.name}`}>
                <code className="muted">{printSelector(choice.selector)}</code>{' '}
                <span className="clip" title={choice.name}>
                  {choice.name}
                </span>
              </ListBoxItem>
            )}
          </ListBox>
        )}
      </Autocomplete>
      <p className="vh" role="status">
        {typed.trim() === '' ? '' : countOf(choices.length, 'attribute', 'attributes')}
      </p>
      {typed.trim() === '' && <p className="hint">{text.searchHint}</p>}
      {typed.trim() !== '' && search !== null && choices.length === 0 && <p className="hint">{text.noHit}</p>}
    </div>
  );
}

/** A listed private element. Its VR is the file's to say. */
function safeChoice({ creator, element, meaning }: FoundSafeAttribute): RuleChoice {
  return { selector: { kind: 'private-element', creator, element }, name: meaning, vr: null };
}

/** Listed elements stand before what was typed as a whole creator, and once. */
function withSafe(choices: readonly RuleChoice[], safe: readonly RuleChoice[]): readonly RuleChoice[] {
  const isWhole = ({ selector }: RuleChoice) => selector.kind === 'private-creator';
  const names = new Set(safe.map(({ selector }) => printSelector(selector)));
  const others = choices.filter((choice) => !isWhole(choice) && !names.has(printSelector(choice.selector)));
  return [...others, ...safe, ...choices.filter(isWhole)];
}

function listChoices(
  hits: readonly { readonly digits: string; readonly name: string; readonly vr: string }[],
  typed: string,
): readonly RuleChoice[] {
  const found = hits.map(({ digits, name, vr }): RuleChoice => {
    const isPattern = digits.includes('x');
    const selector: RuleSelector = isPattern ? { kind: 'pattern', pattern: digits } : { kind: 'tag', tag: digits };
    return { selector, name, vr };
  });
  // Attributes of a group are found beside the pattern for all of them; other meanings count only where nothing is found.
  const isFound = ({ selector }: RuleChoice, text: string) => printSelector(selector) === text;
  const own = selectorsFromText(typed)
    .filter((selector) => hits.length === 0 || selector.kind === 'pattern')
    .filter((selector) => !found.some((choice) => isFound(choice, printSelector(selector))))
    .map((selector): RuleChoice => ({ selector, name: OWN_NAMES[selector.kind], vr: null }));
  return hits.length > 0 ? [...own, ...found] : own;
}

const OWN_NAMES: Readonly<Record<RuleSelector['kind'], string>> = {
  tag: profilePanelStrings.rule.notInDictionary,
  keyword: '',
  pattern: profilePanelStrings.rule.everyOfPattern,
  'private-creator': profilePanelStrings.rule.everyOfCreator,
  'private-element': profilePanelStrings.rule.oneOfCreator,
};
