import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findArchiveExcess, findMemberExcess, findOverlappingMembers, zipLimits } from './zip-limits.ts';
import type { ZipMember } from './zip-member.ts';

function member(overrides: Partial<ZipMember>): ZipMember {
  return {
    path: 'a.zip/x',
    isEncrypted: false,
    method: 8,
    headerOffsetBytes: 0,
    nameLengthBytes: 1,
    compressedSizeBytes: 100,
    inflatedSizeBytes: 200,
    crc32: 0,
    ...overrides,
  };
}

const mebibyte = 1024 * 1024;

describe('findMemberExcess', () => {
  it('refuses a large member that inflates beyond the ratio', () => {
    expect(findMemberExcess(member({ compressedSizeBytes: 1000, inflatedSizeBytes: 32 * mebibyte }))).toContain(
      '1000 times',
    );
  });

  it('lets a small blank image through although deflate packs it near its best', () => {
    expect(findMemberExcess(member({ compressedSizeBytes: 510, inflatedSizeBytes: 512 * 1024 }))).toBeNull();
  });

  it('lets a large image through that packs like an image', () => {
    expect(findMemberExcess(member({ compressedSizeBytes: mebibyte, inflatedSizeBytes: 500 * mebibyte }))).toBeNull();
  });

  it('does not mind the size of stored members', () => {
    expect(findMemberExcess(member({ method: 0, compressedSizeBytes: 1e12, inflatedSizeBytes: 1e12 }))).toBeNull();
  });
});

describe('findArchiveExcess', () => {
  it('adds up deflated members only', () => {
    const half = zipLimits.inflatedTotalBytes / 2;
    expect(findArchiveExcess([member({ inflatedSizeBytes: half }), member({ inflatedSizeBytes: half })])).toBeNull();
    expect(findArchiveExcess([member({ inflatedSizeBytes: half }), member({ inflatedSizeBytes: half + 1 })])).toContain(
      'GiB',
    );
    expect(findArchiveExcess([member({ method: 0, inflatedSizeBytes: 1e15 })])).toBeNull();
  });

  it('names the limit in GiB', () => {
    const limits = { ...zipLimits, inflatedTotalBytes: 3 * 1024 ** 3 };
    expect(findArchiveExcess([member({ inflatedSizeBytes: 4 * 1024 ** 3 })], limits)).toContain('more than 3 GiB');
  });
});

describe('findOverlappingMembers', () => {
  it('names every member of a chain that shares bytes and no other', () => {
    const members = [
      member({ headerOffsetBytes: 0, compressedSizeBytes: 69 }), // 0 to 100
      member({ headerOffsetBytes: 200, compressedSizeBytes: 69 }), // 200 to 300
      member({ headerOffsetBytes: 100, compressedSizeBytes: 69 }), // 100 to 200
      member({ headerOffsetBytes: 299, compressedSizeBytes: 69 }), // 299 to 399
    ];
    expect([...findOverlappingMembers(members)].sort()).toEqual([1, 3]);
  });

  it('sees a member inside a large one that does not stand next to it', () => {
    const members = [
      member({ headerOffsetBytes: 0, compressedSizeBytes: 9_969 }),
      member({ headerOffsetBytes: 100, compressedSizeBytes: 9 }),
      member({ headerOffsetBytes: 5000, compressedSizeBytes: 9 }),
      member({ headerOffsetBytes: 10_000 }),
    ];
    expect([...findOverlappingMembers(members)].sort()).toEqual([0, 1, 2]);
  });

  it('sees two directory entries for the same bytes', () => {
    expect(findOverlappingMembers([member({}), member({})]).size).toBe(2);
  });

  it('finds nothing in members laid end to end, in any order of the directory', () => {
    const sizes = fc.array(fc.nat(1000), { maxLength: 20 });
    const laid = sizes.chain((list) => {
      let offset = 0;
      const members = list.map((size) => {
        const at = offset;
        offset += 31 + size;
        return member({ headerOffsetBytes: at, compressedSizeBytes: size });
      });
      return fc.shuffledSubarray(members, { minLength: members.length });
    });
    fc.assert(fc.property(laid, (members) => findOverlappingMembers(members).size === 0));
  });
});
