import type { OptionName, PixelPolicy, Profile } from '../../profile/profile.ts';
import { supportedOptions } from '../../profile/supported-options.ts';
import { takesOptions, withOneOf } from '../edit-profile.ts';
import { CommittedInput } from '../ui/committed-input.tsx';
import { Segments } from '../ui/segments.tsx';
import { strings } from '../ui/strings.ts';

type Change = (profile: Profile) => void;
/** `off` is the profile without any of the options that stand beside it. */
type Choice = readonly [value: OptionName | 'off', name: string];

const DATES: readonly Choice[] = [
  ['off', 'Remove'],
  ['retainModifiedDates', 'Shift'],
  ['retainFullDates', 'Keep'],
];
const UIDS: readonly Choice[] = [
  ['off', 'Replace'],
  ['retainUids', 'Keep'],
];
const PRIVATE_TAGS: readonly Choice[] = [
  ['off', 'Remove'],
  ['retainSafePrivate', 'Keep safe'],
];
const PIXELS: readonly (readonly [PixelPolicy, string])[] = [
  ['hold', 'Hold'],
  ['export', 'Export'],
];

/** The decisions most people come for. Three of them show options of the list below: one state, two views. */
export function ProfileChoices({ profile, onChange }: { profile: Profile; onChange: Change }) {
  return (
    <>
      {takesOptions(profile.preset) && (
        <>
          <OptionChoice label="Dates" choices={DATES} profile={profile} onChange={onChange} />
          {profile.options.includes('retainModifiedDates') && <ShiftRange profile={profile} onChange={onChange} />}
          <OptionChoice label="UIDs" choices={UIDS} profile={profile} onChange={onChange} />
          <OptionChoice label="Private tags" choices={PRIVATE_TAGS} profile={profile} onChange={onChange} />
        </>
      )}
      <Segments
        label="Burned-in text"
        choices={PIXELS}
        value={profile.pixels}
        onChange={(pixels) => onChange({ ...profile, pixels })}
      />
      <p className="hint">
        {profile.pixels === 'hold'
          ? 'Images that may show text wait until you have looked at them.'
          : 'Images that may show text are exported unseen and marked so.'}
      </p>
    </>
  );
}

/** Offers what this version carries out; a choice without an alternative is not shown. */
function OptionChoice(props: { label: string; choices: readonly Choice[]; profile: Profile; onChange: Change }) {
  const { profile } = props;
  const choices = props.choices.filter(([value]) => value === 'off' || supportedOptions.includes(value));
  const options = choices.flatMap(([value]) => (value === 'off' ? [] : [value]));
  if (options.length === 0) {
    return null;
  }
  return (
    <Segments
      label={props.label}
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
        label="Shift up to"
        unit="days"
        type="number"
        className="input days"
        min={1}
        max={LONGEST_SHIFT_DAYS}
        step={1}
        committed={String(maxDays)}
        onCommit={(text) => {
          const days = Math.min(LONGEST_SHIFT_DAYS, Math.max(1, Math.round(Number(text)) || maxDays));
          onChange({ ...profile, dateShift: { maxDays: days } });
        }}
      />
      <p className="hint">{strings.profile.shift(maxDays)}</p>
    </>
  );
}
