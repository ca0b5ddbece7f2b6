import type { Credentials } from '../../pipeline/contracts/upload.ts';
import { CommandError } from '../exit-status.ts';
import { readPrivateFile } from './private-file.ts';

/** Reads the sign-in as it is in its file now. @throws CommandError as `readSignIn` */
export type SignIn = () => Credentials;

/**
 * How to sign in to a server, from the file that `--sign-in` or `NESCIO_SIGN_IN_FILE` names: `{"bearer":"…"}` or
 * `{"user":"…","password":"…"}`. The file is read once now, so that a wrong one is refused before anything is done.
 * @returns null when neither names one
 * @throws CommandError for a file that others may use, or that holds nothing of this kind
 */
export function readSignIn(named: string | undefined, environment: NodeJS.ProcessEnv): SignIn | null {
  const place = named ?? environment['NESCIO_SIGN_IN_FILE'];
  if (place === undefined || place === '') return null;
  const read = () => {
    const credentials = parseSignIn(readPrivateFile(place, 'sign-in file'));
    if (credentials === null) throw new CommandError(noSignIn);
    return credentials;
  };
  read();
  return read;
}

function parseSignIn(text: string): Credentials | null {
  const members = parseTexts(text);
  if (members === null) return null;
  const { bearer, user, password } = members;
  switch (Object.keys(members).sort().join(' ')) {
    case 'bearer':
      return isToken(bearer!) ? { kind: 'bearer', token: bearer! } : null;
    case 'password user':
      // RFC 7617, 2: a colon would end the name of the user.
      return user!.includes(':') ? null : { kind: 'basic', user: user!, password: password! };
    default:
      return null;
  }
}

/** @returns null where it is no object of texts */
function parseTexts(text: string): Readonly<Record<string, string>> | null {
  try {
    const parsed: unknown = JSON.parse(text);
    if (typeof parsed !== 'object' || parsed === null || Array.isArray(parsed)) return null;
    const isOfTexts = Object.values(parsed).every((member) => typeof member === 'string' && member !== '');
    return isOfTexts ? (parsed as Record<string, string>) : null;
  } catch {
    return null;
  }
}

/** What a field value may hold, without blanks (RFC 9110, 5.5). */
function isToken(text: string): boolean {
  return /^[\x21-\x7e]+$/.test(text);
}

const noSignIn = 'The sign-in file holds no sign-in. It is {"bearer":"…"} or {"user":"…","password":"…"}.';
