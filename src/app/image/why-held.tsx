import { TriangleAlert } from 'lucide-react';
import type { Hold } from '../batch/outcomes.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { imageStrings } from '../ui/strings/image.ts';
import { strings } from '../ui/strings.ts';

/** What keeps this file back, and how many images of its series wait with it. */
export function WhyHeld({ holds, held }: { holds: readonly Hold[]; held: number }) {
  return (
    <div className="side-group">
      {held > 0 && (
        <p className="note held">
          <Icon of={TriangleAlert} />
          <span>{imageStrings.held(held)}</span>
        </p>
      )}
      <h4>{imageStrings.whyHeld}</h4>
      <ul className="check-lines">
        {holds.map((hold) => (
          <li key={`${hold.kind} ${hold.path ?? ''} ${hold.reason}`} className="check-line warn">
            <Icon of={TriangleAlert} />
            <span>
              {strings.holdKinds[hold.kind]}: {hold.reason}
            </span>
          </li>
        ))}
      </ul>
    </div>
  );
}
