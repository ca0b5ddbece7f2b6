import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { temporaryFolder } from '../../testing/run-command.ts';
import { readSignIn } from './sign-in-file.ts';

const folder = temporaryFolder();
const place = path.join(folder, 'sign-in.json');
function signInOf(text: string) {
  writeFileSync(place, text, { mode: 0o600 });
  return readSignIn(place, {})?.();
}

describe('a sign-in file', () => {
  it('holds a token, or a user with a password, in any order', () => {
    expect(signInOf('{"bearer":"abc.DEF-1"}')).toEqual({ kind: 'bearer', token: 'abc.DEF-1' });
    const basic = { kind: 'basic', user: 'ann', password: 'p:w' };
    expect(signInOf('{"user":"ann","password":"p:w"}')).toEqual(basic);
    expect(signInOf('{"password":"p:w","user":"ann"}')).toEqual(basic);
  });

  it.each([
    'PLANTED',
    'null',
    '"PLANTED"',
    '7',
    '[]',
    '["PLANTED"]',
    '{}',
    '{"bearer":7}',
    '{"bearer":""}',
    '{"bearer":"PLANTED TOKEN"}',
    '{"bearer":"PLANTED\\n"}',
    '{"user":"PLANTED"}',
    '{"user":"PLANTED","password":""}',
    '{"user":"PLANTED:x","password":"y"}',
    '{"user":"PLANTED","password":"y","bearer":"z"}',
    '{"token":"PLANTED"}',
  ])('is refused as %s, and not quoted', (text) => {
    expect(() => signInOf(text)).toThrow(/^The sign-in file holds no sign-in/);
    expect(() => signInOf(text)).not.toThrow(/PLANTED/);
  });

  it('is named by the option before the environment, and by nobody', () => {
    signInOf('{"bearer":"abc"}');
    expect(readSignIn(undefined, { NESCIO_SIGN_IN_FILE: place })?.()).toEqual({ kind: 'bearer', token: 'abc' });
    expect(readSignIn(place, { NESCIO_SIGN_IN_FILE: path.join(folder, 'none') })).not.toBeNull();
    expect(readSignIn(undefined, {})).toBeNull();
    expect(readSignIn(undefined, { NESCIO_SIGN_IN_FILE: '' })).toBeNull();
  });

  it('is read as it is when it is used', () => {
    signInOf('{"bearer":"first"}');
    const signIn = readSignIn(place, {})!;
    writeFileSync(place, '{"bearer":"second"}', { mode: 0o600 });
    expect(signIn()).toEqual({ kind: 'bearer', token: 'second' });
    writeFileSync(place, '{}', { mode: 0o600 });
    expect(signIn).toThrow('no sign-in');
  });
});
