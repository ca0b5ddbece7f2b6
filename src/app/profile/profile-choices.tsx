import type { Profile } from '../../profile/profile.ts';
import { supportedOptions } from '../../profile/supported-options.ts';
import { takesOptions, withOneOf } from '../batch/edit-profile.ts';
import { CommittedInput } from '../ui/controls/committed-input.tsx';
import { Segments } from '../ui/controls/segments.tsx';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';

const text = profilePanelStrings.choices;

type Change = (profile: Profile) => void;
type Choices = typeof text.dates | typeof text.uids | typeof text.privateTags;

/** The decisions most people come for. Three of them show options of the list below: one state, two views. */
export function ProfileChoices({ profile, onChange }: { profile: Profile; onChange: Change }) {
  return (
    <>
      {takesOptions(profile.preset) && (
        <>
          <OptionChoice of={text.dates} profile={profile} onChange={onChange} />
          {profile.options.includes('retainModifiedDates') && <ShiftRange profile={profile} onChange={onChange} />}
          <OptionChoice of={text.uids} profile={profile} onChange={onChange} />
          <OptionChoice of={text.privateTags} profile={profile} onChange={onChange} />
        </>
      )}
      <Segments
        label={text.pixels.label}
        choices={text.pixels.choices}
        value={profile.pixels}
        onChange={(pixels) => onChange({ ...profile, pixels })}
      />
      <p className="hint">{text.pixels.hints[profile.pixels]}</p>
    </>
  );
}

/** Offers what this version carries out; a choice without an alternative is not shown. */
function OptionChoice(props: { of: Choices; profile: Profile; onChange: Change }) {
  const { profile } = props;
  const choices = props.of.choices.filter(([value]) => value === 'off' || supportedOptions.includes(value));
  const options = choices.flatMap(([value]) => (value === 'off' ? [] : [value]));
  if (options.length === 0) {
    return null;
  }
  return (
    <Segments
      label={props.of.label}
      choices={choices}
      value={options.find((option) => profile.options.includes(option)) ?? 'off'}
      onChange={(value) => props.onChange(withOneOf(profile, options, value === 'off' ? null : value))}
    />
  );
}

/** A century: no patient's dates need to go further, and four-digit years stay valid. */
const LONGEST_SHIFT_DAYS = 36_500;

function ShiftRange({ profile, onChange }: { profile: Profile; onChange: Change }) {
  const { maxDays } = profile.dateShift;
  return (
    <>
      <CommittedInput
        label={text.shift.label}
        unit={text.shift.unit}
        type="number"
        className="input days"
        min={1}
        max={LONGEST_SHIFT_DAYS}
        step={1}
        committed={String(maxDays)}
        onCommit={(typed) => {
          const days = Math.min(LONGEST_SHIFT_DAYS, Math.max(1, Math.round(Number(typed)) || maxDays));
          onChange({ ...profile, dateShift: { maxDays: days } });
        }}
      />
      <p className="hint">{strings.profile.shift(maxDays)}</p>
    </>
  );
}
