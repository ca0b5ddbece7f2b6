import { expect, it } from 'vitest';
import { describeFailure } from './describe-failure.ts';

it('says in words why a place cannot be written, and quotes no path', () => {
  const failed = (code: string) => Object.assign(new Error('EROFS: /in/DOE-JANE'), { code });
  expect(describeFailure(failed('EROFS'))).toEqual({
    kind: 'not-writable',
    message: 'OUT cannot be written: the place is read-only (EROFS).',
  });
  expect(describeFailure(failed('EACCES'), '--out').message).toBe(
    '--out cannot be written: whoever runs this may not write there (EACCES).',
  );
  expect(describeFailure(failed('EIO')).message).toBe('OUT could not be written (EIO).');
});
