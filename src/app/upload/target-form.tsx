import { useId } from 'react';
import type { Credentials, DeployedDestination, SignInKind } from '../../pipeline/contracts/upload.ts';
import { uploadStrings as text } from '../ui/strings/upload/uploads.ts';

/** What the person has typed. Secrets live here, in memory, until the page is left. */
export type TargetDraft = {
  /** Position in the deployment's list. */
  readonly chosen: number;
  readonly url: string;
  readonly project: string;
  readonly signIn: SignInKind;
  readonly user: string;
  readonly secret: string;
  readonly headerName: string;
};

export function draftOf(destinations: readonly DeployedDestination[], chosen: number): TargetDraft {
  const { url = '', signIn = 'none' } = destinations[chosen] ?? {};
  return { chosen, url, project: '', signIn, user: '', secret: '', headerName: 'X-Api-Key' };
}

export function credentialsOf({ signIn, user, secret, headerName }: TargetDraft): Credentials {
  switch (signIn) {
    case 'bearer':
      return { kind: 'bearer', token: secret };
    case 'basic':
      return { kind: 'basic', user, password: secret };
    case 'header':
      return { kind: 'header', name: headerName, value: secret };
    default:
      return { kind: signIn };
  }
}

/** Address and sign-in of one destination. */
export function TargetForm(props: {
  destinations: readonly DeployedDestination[];
  draft: TargetDraft;
  problem: string | null;
  isLocked: boolean;
  onChange: (draft: TargetDraft) => void;
}) {
  const { destinations, draft, onChange } = props;
  const { kind = 'stow-rs', credentials = null } = destinations[draft.chosen] ?? {};
  return (
    <fieldset className="target" disabled={props.isLocked}>
      <legend className="vh">{text.heading}</legend>
      <Choice
        destinations={destinations}
        chosen={draft.chosen}
        onChoose={(at) => onChange(draftOf(destinations, at))}
      />
      <label className="field">
        <span>{text.addresses[kind]}</span>
        <input
          className="input mono"
          type="url"
          autoComplete="off"
          spellCheck={false}
          aria-invalid={props.problem !== null}
          aria-describedby={props.problem === null ? undefined : 'target-problem'}
          value={draft.url}
          onChange={(event) => onChange({ ...draft, url: event.target.value })}
        />
      </label>
      {props.problem !== null && (
        <p id="target-problem" className="hint problem" role="alert">
          {props.problem}
        </p>
      )}
      {kind === 'xnat' && (
        <label className="field">
          <span>{text.project}</span>
          <input
            className="input mono"
            autoComplete="off"
            spellCheck={false}
            required
            value={draft.project}
            onChange={(event) => onChange({ ...draft, project: event.target.value })}
          />
        </label>
      )}
      {credentials === null && <SignInFields draft={draft} onChange={onChange} />}
    </fieldset>
  );
}

type ChoiceProps = {
  destinations: readonly DeployedDestination[];
  chosen: number;
  onChoose: (at: number) => void;
};

/** Which of the deployment's destinations: its protocol where there are several, then its name where several share one. */
function Choice({ destinations, chosen, onChoose }: ChoiceProps) {
  const group = useId();
  const kind = destinations[chosen]?.kind;
  const kinds = [...new Set(destinations.map((destination) => destination.kind))];
  const sameKind = [...destinations.entries()].filter(([, destination]) => destination.kind === kind);
  return (
    <>
      {kinds.length > 1 && (
        <div className="seg full" role="radiogroup" aria-label={text.protocol}>
          {kinds.map((one) => (
            <label key={one}>
              <input
                type="radio"
                name={group}
                checked={one === kind}
                onChange={() => onChoose(destinations.findIndex((destination) => destination.kind === one))}
              />
              {text.kinds[one]}
            </label>
          ))}
        </div>
      )}
      {sameKind.length > 1 && (
        <label className="field">
          <span>{text.destination}</span>
          <select className="input" value={chosen} onChange={(event) => onChoose(Number(event.target.value))}>
            {sameKind.map(([at, destination]) => (
              <option key={destination.url} value={at}>
                {destination.name}
              </option>
            ))}
          </select>
        </label>
      )}
    </>
  );
}

function SignInFields({ draft, onChange }: { draft: TargetDraft; onChange: (draft: TargetDraft) => void }) {
  const { signIn } = draft;
  const secretName =
    signIn === 'bearer' ? text.secrets.token : signIn === 'basic' ? text.secrets.password : text.secrets.headerValue;
  return (
    <div className={signIn === 'basic' || signIn === 'header' ? 'sign-in three' : 'sign-in'}>
      <label className="field">
        <span>{text.signIn}</span>
        <select
          className="input"
          value={signIn}
          onChange={(event) => onChange({ ...draft, signIn: event.target.value as SignInKind, secret: '' })}
        >
          {Object.entries(text.signIns).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </select>
      </label>
      {signIn === 'basic' && (
        <TextField name={text.secrets.user} value={draft.user} onChange={(user) => onChange({ ...draft, user })} />
      )}
      {signIn === 'header' && (
        <TextField
          name={text.secrets.headerName}
          value={draft.headerName}
          onChange={(headerName) => onChange({ ...draft, headerName })}
        />
      )}
      {signIn !== 'none' && signIn !== 'cookie' && (
        <TextField
          name={secretName}
          isSecret
          value={draft.secret}
          onChange={(secret) => onChange({ ...draft, secret })}
        />
      )}
    </div>
  );
}

function TextField(props: { name: string; isSecret?: boolean; value: string; onChange: (value: string) => void }) {
  return (
    <label className="field">
      <span>{props.name}</span>
      <input
        className="input mono"
        type={props.isSecret ? 'password' : 'text'}
        // Off: a password manager must not keep what the page promises to forget.
        autoComplete="off"
        spellCheck={false}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      />
    </label>
  );
}
