import fc from 'fast-check';
import { expect, it } from 'vitest';
import { comparePaths, inPathOrder, plainOutputPath, withFingerprint } from './output-path.ts';

it('sorts as whole paths are compared', async () => {
  const part = fc.constantFrom('A', 'A-1', 'B', 'AB', '_');
  const paths = fc.array(
    fc.tuple(part, part, part, part).map((parts) => `${parts.join('/')}.dcm`),
    { maxLength: 60 },
  );
  await fc.assert(
    fc.asyncProperty(paths, async (list) => {
      expect(await inPathOrder(list, (path) => path)).toEqual([...list].sort(comparePaths));
    }),
  );
});

it('puts the fingerprint before the extension', () => {
  expect(withFingerprint('P/S/E/I.dcm', 'F')).toBe('P/S/E/I-F.dcm');
});

it('finds the plain path behind a fingerprint, and leaves plain ones as they are', () => {
  const plain = 'N-1/S-2/E-3/I-4.dcm';
  expect(plainOutputPath(withFingerprint(plain, 'F5'))).toBe(plain);
  expect(plainOutputPath(plain)).toBe(plain);
});
