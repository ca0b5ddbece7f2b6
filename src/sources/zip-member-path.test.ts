import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { zipMemberPath } from './zip-member-path.ts';

describe('zipMemberPath', () => {
  it.each([
    ['study/IM0001', 'a.zip/study/IM0001'],
    ['study\\IM0001', 'a.zip/study/IM0001'],
    ['../../etc/passwd', 'a.zip/etc/passwd'],
    ['..\\..\\x', 'a.zip/x'],
    ['/abs/x', 'a.zip/abs/x'],
    ['\\\\server\\share\\x', 'a.zip/server/share/x'],
    ['C:\\scans\\x', 'a.zip/scans/x'],
    ['C:x', 'a.zip/x'],
    ['C:..\\x', 'a.zip/x'],
    ['a/C:/../x', 'a.zip/a/x'],
    ['a/./b//x', 'a.zip/a/b/x'],
    ['a\u0000b\nc', 'a.zip/a_b_c'],
    ['mcd\u202Eexe.x', 'a.zip/mcd_exe.x'],
    ['..', 'a.zip/member-7'],
    ['', 'a.zip/member-7'],
    ['C:', 'a.zip/member-7'],
    ['C:D:x', 'a.zip/x'],
    ['Müller/12:30:05.dcm', 'a.zip/Müller/12:30:05.dcm'],
  ])('makes a label of %j', (name, path) => {
    expect(zipMemberPath('a.zip', name, 7)).toBe(path);
  });

  it('never leaves the archive, whatever the name', () => {
    const nasty = fc.array(fc.constantFrom('..', '.', '/', '\\', 'C:', 'a', '\u0000', ' ', '\u202e'), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          nasty.map((parts) => parts.join('')),
        ),
        (name) => {
          const path = zipMemberPath('a.zip', name, 1);
          expect(path.startsWith('a.zip/')).toBe(true);
          const parts = path.slice('a.zip/'.length).split('/');
          expect(parts.some((part) => ['', '.', '..'].includes(part))).toBe(false);
          expect([...path].some((character) => character === '\\' || character < ' ')).toBe(false);
          expect(parts.some((part) => /^[A-Za-z]:/.test(part))).toBe(false);
        },
      ),
    );
  });
});
