import { TriangleAlert } from 'lucide-react';
import type { ProfileDescription } from '../../profile/describe-profile.ts';
import { Icon } from '../ui/controls/icon.tsx';

/** What the profile does, a line each. */
export function ProfileLines({ description }: { description: ProfileDescription }) {
  return (
    <dl className="kv">
      {description.lines.map((line) => (
        <div key={line.label} className="kv-row">
          <dt>{line.label}</dt>
          <dd title={line.text}>{line.text}</dd>
        </div>
      ))}
    </dl>
  );
}

/** What a person must know before using the output. */
export function Warnings({ texts }: { texts: readonly string[] }) {
  if (texts.length === 0) {
    return null;
  }
  return (
    <div className="note held profile-warnings">
      <Icon of={TriangleAlert} />
      <ul className="note-text">
        {texts.map((text) => (
          <li key={text}>{text}</li>
        ))}
      </ul>
    </div>
  );
}
