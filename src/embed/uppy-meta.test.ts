import { describe, expect, it } from 'vitest';
import { cleanMeta } from './uppy-meta.ts';

const output = new File(['x'], 'abc.dcm', { type: 'application/dicom' });

describe('the metadata of an output', () => {
  it('has the new name and type, and no path', () => {
    const meta = { name: 'DOE_JANE.dcm', type: 'image/x', relativePath: 'ward/DOE_JANE.dcm' };
    expect(cleanMeta(meta, 'DOE_JANE.dcm', output)).toEqual({
      name: 'abc.dcm',
      type: 'application/dicom',
      relativePath: null,
    });
  });

  it('keeps what the portal has set, unless it holds the name of the original', () => {
    const meta = { subject: 'GLIO-7', caption: 'from DOE_JANE', nested: { file: 'DOE_JANE.dcm' }, stem: 'DOE_JANE' };
    expect(cleanMeta(meta, 'DOE_JANE.dcm', output)).toMatchObject({ subject: 'GLIO-7' });
    expect(JSON.stringify(cleanMeta(meta, 'DOE_JANE.dcm', output))).not.toContain('DOE');
    expect(cleanMeta({ subject: 'GLIO-7', same: '7' }, '7.dcm', output)).not.toHaveProperty('same');
    expect(cleanMeta({ subject: 'GLIO-7' }, '7.dcm', output)).toHaveProperty('subject');
  });
});
