import { useState } from 'react';
import type { Profile } from '../../profile/profile.ts';
import { TabbedViews } from '../ui/controls/tabs.tsx';
import { strings } from '../ui/strings.ts';
import { ComparisonView } from './comparison-view.tsx';
import { RuleBrowser } from './rule-browser.tsx';

const text = strings.rules;

/** The two views of the dialog. */
export function RulesView(props: { profile: Profile; onSave: (fileName: string, text: string) => void }) {
  const [tab, setTab] = useState('browse');
  return (
    <TabbedViews
      label={text.title}
      selected={tab}
      onSelect={setTab}
      items={[
        { id: 'browse', name: text.tabs.browse, content: <RuleBrowser {...props} /> },
        { id: 'compare', name: text.tabs.compare, content: <ComparisonView {...props} /> },
      ]}
    />
  );
}
