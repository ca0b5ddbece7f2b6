import { Check, TriangleAlert } from 'lucide-react';
import { Icon } from '../../ui/controls/icon.tsx';
import { purposeStrings } from '../../ui/strings/purpose.ts';
import type { BesideDefault } from './beside-default.ts';

const text = purposeStrings;

/** What the chosen profile does, line by line; what the default does otherwise is marked. */
export function SetLines({ beside: { name, lines } }: { beside: BesideDefault }) {
  const changed = lines.filter(({ isDefault }) => !isDefault).map(({ label }) => label);
  return (
    <>
      <h3>{text.sets(name)}</h3>
      <p className="vh" role="status">
        {text.announce(name, changed)}
      </p>
      <dl className="kv">
        {lines.map(({ label, text: words, isDefault }) => (
          <div key={label} className="kv-row">
            <dt>{label}</dt>
            <dd className={isDefault ? undefined : 'chg'}>
              {words}
              {!isDefault && <span className="vh"> ({text.notDefault})</span>}
            </dd>
          </div>
        ))}
      </dl>
    </>
  );
}

/** What follows from the differences; in the colour of things to look at where something is looser. */
export function Consequences({ beside: { following } }: { beside: BesideDefault }) {
  return following.map(({ by, sentences, isLooser }) => (
    <div key={by} className={isLooser ? 'note held follows' : 'note follows'}>
      <Icon of={isLooser ? TriangleAlert : Check} size={14} />
      <div className="note-text">
        <strong>{isLooser ? text.looser[by] : text.beside}</strong>
        <ul>
          {sentences.map((sentence) => (
            <li key={sentence}>{sentence}</li>
          ))}
        </ul>
      </div>
    </div>
  ));
}
