import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isConnect, isHello, isPageMessage, isPortalMessage } from './messages.ts';

const connect = {
  nescio: 'connect',
  version: 1,
  profile: 'ps315-basic',
  profileSha256: 'a'.repeat(64),
  key: new Uint8Array(32),
  limits: { maxFiles: 10 },
};
const identifiers = {
  patientId: 'N-1',
  studyInstanceUid: '2.25.1',
  seriesInstanceUid: '2.25.2',
  sopInstanceUid: '2.25.3',
};
const file = { kind: 'file', id: 1, file: new File(['x'], 'a.dcm'), identifiers };
const counts = { deidentified: 1, held: 0, skipped: 0, failed: 0 };
const complete = {
  kind: 'complete',
  detail: {
    counts,
    handed: 1,
    notTaken: 0,
    isCancelled: false,
    studies: [{ studyInstanceUid: '2.25.1', files: 1 }],
  },
};

describe('the messages of a portal', () => {
  it('are taken when they are whole', () => {
    expect(isConnect(connect)).toBe(true);
    expect(isConnect({ ...connect, profileSha256: null, limits: {} })).toBe(true);
    expect(isPortalMessage({ kind: 'taken', id: 3, isTaken: false })).toBe(true);
  });

  it.each([
    ['another version', { version: 2 }],
    ['a profile that is no text', { profile: { preset: 'qmenta' } }],
    ['a profile without end', { profile: 'x'.repeat(1_000_001) }],
    ['a pin that is no SHA-256', { profileSha256: 'none' }],
    ['no pin said', { profileSha256: undefined }],
    ['a key of another length', { key: new Uint8Array(31) }],
    ['a key that is text', { key: 'x'.repeat(32) }],
    ['a limit below nothing', { limits: { maxFiles: -1 } }],
    ['a limit that nobody knows', { limits: { release: 1 } }],
    ['a member that nobody knows', { executor: 'in-process' }],
  ])('are refused with %s', (_, change) => {
    expect(isConnect({ ...connect, ...change })).toBe(false);
  });
});

describe('the messages of the page', () => {
  it('are taken when they are whole', () => {
    expect(isHello({ nescio: 'hello', version: 1 })).toBe(true);
    expect(isPageMessage(file)).toBe(true);
    expect(isPageMessage(complete)).toBe(true);
    expect(isPageMessage({ kind: 'scanned', detail: counts })).toBe(true);
    expect(isPageMessage({ kind: 'error', detail: { code: 'engine' } })).toBe(true);
    expect(isPageMessage({ kind: 'height', heightPx: 400 })).toBe(true);
  });

  it.each([
    ['a file that is none', { ...file, file: new Blob(['x']) }],
    ['a file with a path beside it', { ...file, inputPath: '/ward/DOE_JANE.dcm' }],
    ['a file with a name without end', { ...file, file: new File([], 'x'.repeat(129)) }],
    ['an identifier too long to be one', { ...file, identifiers: { ...identifiers, patientId: 'x'.repeat(65) } }],
    ['an identifier that nobody knows', { ...file, identifiers: { ...identifiers, patientName: 'DOE^JANE' } }],
    ['an identifier missing', { ...file, identifiers: { ...identifiers, sopInstanceUid: undefined } }],
    ['no identifiers at all', { ...file, identifiers: {} }],
    ['a count missing', { kind: 'scanned', detail: { deidentified: 1, held: 0, skipped: 0 } }],
    ['a count that is text', { kind: 'held', detail: { held: 'DOE^JANE' } }],
    ['a code of its own', { kind: 'error', detail: { code: 'DOE^JANE' } }],
    [
      'a study that is no UID',
      { ...complete, detail: { ...complete.detail, studies: [{ studyInstanceUid: 'DOE', files: 1 }] } },
    ],
    ['a kind that is in no list', { kind: 'constructor', detail: {} }],
  ])('are refused with %s', (_, message) => {
    expect(isPageMessage(message)).toBe(false);
  });

  it('are never anything at random, and no check throws', () => {
    fc.assert(
      fc.property(fc.anything(), (data) => {
        for (const check of [isHello, isConnect, isPortalMessage, isPageMessage]) expect(check(data)).toBe(false);
      }),
    );
  });
});
