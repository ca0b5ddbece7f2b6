import type { LucideIcon } from 'lucide-react';
import { Check } from 'lucide-react';
import { Header, Menu, MenuItem, MenuSection, MenuTrigger, Popover } from 'react-aria-components';
import { Icon } from './icon.tsx';
import { IconButton } from './icon-button.tsx';

/** A titled part of a menu: one of its items is chosen, any number of them, or they are things to do. */
export type MenuPart = {
  readonly id: string;
  readonly title: string;
  readonly kind: 'single' | 'multiple' | 'none';
  readonly items: readonly (readonly [id: string, name: string])[];
  /** Ids of the chosen items; nothing for things to do. */
  readonly chosen: readonly string[];
  readonly onChoose: (id: string) => void;
};

/** An icon that opens a menu (WAI-ARIA APG, menu button); choices keep it open, things to do close it. */
export function MenuButton(props: { name: string; icon: LucideIcon; parts: readonly MenuPart[] }) {
  return (
    <MenuTrigger>
      <IconButton name={props.name} icon={props.icon} />
      <Popover className="popover" placement="bottom end" offset={4}>
        <Menu className="menu" aria-label={props.name}>
          {props.parts.map((part) => (
            <Part key={part.id} part={part} />
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

function Part({ part }: { part: MenuPart }) {
  const isChoice = part.kind !== 'none';
  return (
    <MenuSection
      className="menu-part"
      aria-label={part.title}
      selectionMode={part.kind}
      selectedKeys={part.chosen}
      disallowEmptySelection={part.kind === 'single'}
      onSelectionChange={(keys) => {
        const changed = changedKey(part.chosen, keys === 'all' ? [] : [...keys].map(String));
        if (changed !== undefined) {
          part.onChoose(changed);
        }
      }}
    >
      <Header className="menu-title">{part.title}</Header>
      {part.items.map(([id, name]) => (
        <MenuItem
          key={id}
          id={id}
          className="menu-item"
          textValue={name}
          shouldCloseOnSelect={!isChoice}
          onAction={isChoice ? undefined : () => part.onChoose(id)}
        >
          <span className="menu-check">{part.chosen.includes(id) && <Icon of={Check} size={14} />}</span>
          {name}
        </MenuItem>
      ))}
    </MenuSection>
  );
}

/** The one key that came or went. */
function changedKey(before: readonly string[], after: readonly string[]): string | undefined {
  return after.find((key) => !before.includes(key)) ?? before.find((key) => !after.includes(key));
}
