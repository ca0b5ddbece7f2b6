import { ChevronDown } from 'lucide-react';
import type { ProfileDescription } from '../../profile/describe-profile.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { formatCount } from '../ui/format.ts';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';

/** What the profile leaves in, and where this program does other than the profile's source prints. */
export function ProfileFineprint({ description }: { description: ProfileDescription }) {
  return (
    <>
      {description.leavesIn.length > 0 && (
        <details className="section fold" open>
          <summary>
            <Icon of={ChevronDown} size={14} className="twist" />
            <span className="grow">{profilePanelStrings.leavesIn}</span>
            <span className="faint small">{profilePanelStrings.leavesInOf}</span>
          </summary>
          <ul className="fineprint">
            {description.leavesIn.map((group) => (
              <li key={group.category} className={group.harm === 'high' ? 'left-in harmful' : 'left-in'}>
                <span title={group.examples.join(', ')}>{group.category}</span>
                <span className="faint num">{formatCount(group.count)}</span>
              </li>
            ))}
          </ul>
        </details>
      )}
      <details className="section fold">
        <summary>
          <Icon of={ChevronDown} size={14} className="twist" />
          <span className="grow">{profilePanelStrings.differences}</span>
        </summary>
        <ul className="fineprint">
          {description.deviations.map((text) => (
            <li key={text}>{text}</li>
          ))}
        </ul>
      </details>
    </>
  );
}
