import type { PatientScheme, Profile } from '../../profile/profile.ts';
import { withPatientScheme } from '../batch/edit-profile.ts';
import { CommittedInput } from '../ui/controls/committed-input.tsx';
import { Switch } from '../ui/controls/switch.tsx';
import { profilePanelStrings } from '../ui/strings/profile-panel.ts';
import { strings } from '../ui/strings.ts';
import { PatientTableSection } from './patient-table-section.tsx';

const panelText = profilePanelStrings.patients;

const text = strings.profile;
const KINDS: readonly PatientScheme['kind'][] = ['keyed', 'running', 'lookup'];
const FIRST_DIGITS = 4;
const MOST_DIGITS = 10;

/** How patients get their new ID. */
export function PatientSchemeChoice(props: { profile: Profile; onChange: (profile: Profile) => void }) {
  const { profile } = props;
  const scheme = profile.patients;
  const change = (patients: PatientScheme) => props.onChange(withPatientScheme(profile, patients));
  return (
    <>
      <label className="choice">
        <span className="lbl">{panelText.label}</span>
        <select
          className="select"
          value={scheme.kind}
          onChange={(event) => change(schemeOf(event.target.value, scheme))}
        >
          {KINDS.map((kind) => (
            <option key={kind} value={kind}>
              {text.schemes[kind]}
            </option>
          ))}
        </select>
      </label>
      {scheme.kind !== 'lookup' && (
        <CommittedInput
          label={panelText.prefix}
          className="input mono"
          maxLength={16}
          spellCheck={false}
          autoComplete="off"
          committed={scheme.prefix}
          onCommit={(prefix) => change({ ...scheme, prefix: toPrefix(prefix) })}
        />
      )}
      {scheme.kind === 'keyed' && (
        <Switch
          name={panelText.issuer[0]}
          consequence={panelText.issuer[1]}
          isOn={profile.usesIssuerOfPatientId}
          onChange={(usesIssuerOfPatientId) => props.onChange({ ...profile, usesIssuerOfPatientId })}
        />
      )}
      {scheme.kind === 'running' && (
        <>
          <CommittedInput
            label={panelText.digits}
            type="number"
            className="input days"
            min={1}
            max={MOST_DIGITS}
            step={1}
            committed={String(scheme.digits)}
            onCommit={(digits) => change({ ...scheme, digits: clampDigits(Number(digits), scheme.digits) })}
          />
          <p className="hint">{text.running}</p>
        </>
      )}
      {scheme.kind === 'lookup' && <PatientTableSection />}
    </>
  );
}

/** The prefix becomes part of IDs and of folder names, so it has letters, digits, - and _, a letter or digit first. */
function toPrefix(typed: string): string {
  return typed
    .replace(/[^A-Za-z0-9_-]/g, '')
    .replace(/^[_-]+/, '')
    .slice(0, 16);
}

function schemeOf(kind: string, before: PatientScheme): PatientScheme {
  switch (kind) {
    case 'running':
      return { kind: 'running', prefix: before.kind === 'lookup' ? 'P-' : before.prefix, digits: FIRST_DIGITS };
    case 'lookup':
      return { kind: 'lookup' };
    default:
      return { kind: 'keyed', prefix: before.kind === 'lookup' ? 'N-' : before.prefix };
  }
}

function clampDigits(digits: number, before: number): number {
  return Math.min(MOST_DIGITS, Math.max(1, Math.round(digits) || before));
}
