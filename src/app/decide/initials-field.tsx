import { mostInitials } from '../batch/decide/sign.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { decideStrings } from '../ui/strings/decide.ts';

const text = decideStrings.initials;

/** Who decides. What is written here once stands beside each later decision in the records, until the page is closed. */
export function InitialsField() {
  const initials = useBatch(({ decide }) => decide.initials);
  const { giveInitials } = useIntents();
  return (
    <label className="row between decision-initials" title={text.about}>
      <span className="muted">{text.label}</span>
      <input
        className="input"
        size={mostInitials}
        maxLength={mostInitials}
        autoComplete="off"
        spellCheck={false}
        placeholder={text.none}
        value={initials}
        onChange={(event) => giveInitials(event.target.value)}
        // Who has written them goes on deciding with keys.
        onKeyDown={(event) => event.key === 'Enter' && event.currentTarget.blur()}
      />
    </label>
  );
}
