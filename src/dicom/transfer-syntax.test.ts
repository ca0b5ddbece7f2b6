import { describe, expect, it } from 'vitest';
import { lookUpTransferSyntax } from './transfer-syntax.ts';

describe('lookUpTransferSyntax', () => {
  it.each([
    ['1.2.840.10008.1.2', false, true, false, false],
    ['1.2.840.10008.1.2.1', true, true, false, false],
    ['1.2.840.10008.1.2.1.99', true, true, false, true],
    ['1.2.840.10008.1.2.2', true, false, false, false],
    ['1.2.840.10008.1.2.4.50', true, true, true, false],
    ['1.2.840.10008.1.2.4.106.1', true, true, true, false],
    ['1.2.840.10008.1.2.4.203', true, true, true, false],
    ['1.2.840.10008.1.2.5', true, true, true, false],
  ])('knows %s (PS3.5 annex A)', (uid, isExplicitVr, isLittleEndian, isEncapsulated, isDeflated) => {
    expect(lookUpTransferSyntax(uid)).toEqual({ uid, isExplicitVr, isLittleEndian, isEncapsulated, isDeflated });
  });

  it.each([
    ['JPIP Referenced', '1.2.840.10008.1.2.4.94'],
    ['JPIP Referenced Deflate', '1.2.840.10008.1.2.4.95'],
    ['JPIP HTJ2K Referenced', '1.2.840.10008.1.2.4.204'],
    ['JPIP HTJ2K Referenced Deflate', '1.2.840.10008.1.2.4.205'],
    ['XML Encoding', '1.2.840.10008.1.2.6.2'],
    ['SMPTE ST 2110-20', '1.2.840.10008.1.2.7.1'],
    ['a private one', '1.2.840.113619.5.2'],
    ['none', ''],
  ])('does not know %s', (_name, uid) => {
    expect(lookUpTransferSyntax(uid)).toBeNull();
  });
});
