import { CircleAlert, CircleCheck, KeyRound, LoaderCircle } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import {
  type CredentialSource,
  hostOfSource,
  type SignInState,
  type SignIns,
} from '../../pipeline/contracts/sign-in.ts';
import { Icon } from '../ui/controls/icon.tsx';
import { signInStrings as text } from '../ui/strings/upload/sign-in.ts';
import { takeFreeFocus } from './take-free-focus.ts';

/** How it stands with the sign-in that a destination is given; signed out while nobody has said. */
export function useSignIn(signIns: SignIns, source: CredentialSource | null): SignInState {
  const [state, setState] = useState<SignInState>(signedOut);
  useEffect(() => {
    setState(signedOut);
    return source === null ? undefined : signIns.watch(source, setState);
  }, [signIns, source]);
  return state;
}

const signedOut: SignInState = { kind: 'signed-out' };

/** True when files can be sent: an endpoint is asked at that moment, an issuer must have been visited before. */
export function isReady(source: CredentialSource, { kind }: SignInState): boolean {
  return source.kind === 'endpoint' || kind === 'signed-in';
}

/** Who gives the sign-in, how it stands, and what a person can do about it. */
export function SignIn({ source, state, signIns }: { source: CredentialSource; state: SignInState; signIns: SignIns }) {
  const isIssuer = source.kind === 'oidc';
  const isWaiting = state.kind === 'signing-in';
  const hasWaited = useRef(false);
  const status = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    if (state.kind === 'signing-in') hasWaited.current = true;
    // The button that was pressed is gone: what it led to takes the focus.
    if (hasWaited.current) takeFreeFocus(status.current);
  }, [state.kind]);
  const isBad = !['signed-out', 'signing-in', 'signed-in'].includes(state.kind);
  const icon = state.kind === 'signed-in' ? CircleCheck : isBad ? CircleAlert : isWaiting ? LoaderCircle : KeyRound;
  return (
    <fieldset className="sign-in-given">
      <legend>{text.region}</legend>
      {/* Stays while its words change: a screen reader says what changes in a status, and nothing of a new one. */}
      <p ref={status} tabIndex={-1} role="status" aria-label={text.region} className={isBad ? 'row problem' : 'row'}>
        <Icon of={icon} size={14} {...(isWaiting ? { className: 'spin' } : {})} />
        <span key={state.kind}>{wordsOf(source, state)}</span>
      </p>
      {isIssuer && state.kind !== 'signed-in' && (
        <button
          type="button"
          className={isWaiting ? 'btn' : 'btn primary'}
          onClick={() => (isWaiting ? signIns.cancel(source) : signIns.signIn(source))}
        >
          {isWaiting ? text.cancel : state.kind === 'signed-out' || state.kind === 'blocked' ? text.start : text.again}
        </button>
      )}
    </fieldset>
  );
}

function wordsOf(source: CredentialSource, state: SignInState): string {
  const host = hostOfSource(source);
  if (state.kind === 'signed-in') return text.signedIn(host, state.isRenewed);
  if (state.kind === 'refused' && state.by === 'server') return text.refusedByServer(host);
  if (source.kind === 'endpoint') {
    return state.kind === 'unreachable' || state.kind === 'refused'
      ? text.endpoint[state.kind](host)
      : text.endpoint.idle(host);
  }
  const words = text.issuer[state.kind];
  return typeof words === 'string' ? words : words(host);
}
