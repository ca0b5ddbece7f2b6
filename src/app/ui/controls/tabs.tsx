import type { ReactNode } from 'react';
import { Tab, TabList, TabPanel, Tabs } from 'react-aria-components';

/** One of several views of the same thing. `note` stands beside its name, in small print. */
export type TabItem = {
  readonly id: string;
  readonly name: string;
  readonly note?: ReactNode;
  readonly content: ReactNode;
};

/** Tabs with arrow keys (WAI-ARIA APG, tabs). Only the chosen panel is in the page. */
export function TabbedViews(props: {
  label: string;
  items: readonly TabItem[];
  selected: string;
  onSelect: (id: string) => void;
}) {
  return (
    <Tabs className="tabbed" selectedKey={props.selected} onSelectionChange={(key) => props.onSelect(String(key))}>
      <TabList className="tabs" aria-label={props.label}>
        {props.items.map(({ id, name, note }) => (
          <Tab key={id} id={id} className="tab">
            {name} {note !== undefined && <span className="n">{note}</span>}
          </Tab>
        ))}
      </TabList>
      {props.items.map(({ id, content }) => (
        <TabPanel key={id} id={id} className="tab-panel">
          {content}
        </TabPanel>
      ))}
    </Tabs>
  );
}
