import { describe, expect, it } from 'vitest';
import { describeFolderError } from './describe-folder-error.ts';

describe('an error of writing into a folder', () => {
  it.each([
    ['QuotaExceededError', 'no-space', /full/],
    ['NotAllowedError', 'not-writable', /permission/],
    ['NoModificationAllowedError', 'not-writable', /read-only/],
    ['SecurityError', 'not-writable', /permission/],
    ['InvalidStateError', 'not-writable', /in use/],
    ['NotFoundError', 'not-writable', /gone/],
    ['TypeMismatchError', 'not-writable', /cannot be written/],
    ['DataError', 'internal', /unexpected/],
  ])('%s is %s, and its own text is not shown', (name, kind, message) => {
    const told = describeFolderError(new DOMException('PLANTED^JANE.dcm', name));
    expect(told).toEqual({ kind, message: expect.stringMatching(message) });
    expect(JSON.stringify(told)).not.toContain('PLANTED');
  });

  it('is known by its name also where it is no exception of the browser', () => {
    const error = Object.assign(new Error('PLANTED'), { name: 'QuotaExceededError' });
    expect(describeFolderError(error).kind).toBe('no-space');
  });

  it.each([null, undefined, 'QuotaExceededError', { name: 'QuotaExceededError' }])(
    'is unexpected when it is %s',
    (thrown) => {
      expect(describeFolderError(thrown).kind).toBe('internal');
    },
  );
});
