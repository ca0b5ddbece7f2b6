import type { LucideIcon } from 'lucide-react';
import { SlidersHorizontal } from 'lucide-react';
import { useId } from 'react';
import type { Profile } from '../../../profile/profile.ts';
import { profileTitle } from '../../../profile/profile-title.ts';
import { type PurposeId, purposeIds, purposes } from '../../../profile/purposes/purposes.ts';
import { Icon } from '../../ui/controls/icon.tsx';
import { purposeStrings } from '../../ui/strings/purpose.ts';
import { purposeIcons } from './purpose-icons.ts';

const text = purposeStrings;

/** All purposes, each with its consequences in one line; a profile that is none of them stands below. */
export function PurposeList(props: {
  labelledBy: string;
  chosen: PurposeId | null;
  profile: Profile;
  onChoose: (id: PurposeId) => void;
}) {
  const group = useId();
  return (
    <div className="plist" role="radiogroup" aria-labelledby={props.labelledBy}>
      {purposeIds.map((id) => (
        <Choice
          key={id}
          group={group}
          icon={purposeIcons[id]}
          name={purposes[id].name}
          summary={purposes[id].summary}
          isChosen={id === props.chosen}
          onChoose={() => props.onChoose(id)}
        />
      ))}
      {props.chosen === null && (
        <Choice
          group={group}
          icon={SlidersHorizontal}
          name={text.own.name}
          summary={text.own.summary(profileTitle(props.profile))}
          isChosen={true}
          onChoose={() => undefined}
        />
      )}
    </div>
  );
}

function Choice(props: {
  group: string;
  icon: LucideIcon;
  name: string;
  summary: string;
  isChosen: boolean;
  onChoose: () => void;
}) {
  return (
    <label className="purpose">
      <input type="radio" name={props.group} checked={props.isChosen} onChange={props.onChoose} />
      <Icon of={props.icon} />
      <span>
        <b>{props.name}</b>
        <small>{props.summary}</small>
      </span>
    </label>
  );
}
