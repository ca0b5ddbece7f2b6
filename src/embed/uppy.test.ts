import { gzipSync } from 'node:zlib';
import { BasePlugin, type Body, type Meta, type PluginOpts, Uppy } from '@uppy/core';
import { describe, expect, it } from 'vitest';
import { buildTar } from '../testing/build-tar.ts';
import { ctSlice } from '../testing/ct-slice.ts';
import { NescioUppy, type Removed } from './uppy.ts';

const key = new Uint8Array(32).fill(7);
const image = (name: string, instance: number) => ({
  name,
  type: 'application/dicom',
  data: new File([ctSlice({ instance }).slice()], name),
});
const notes = { name: 'DOE_JANE.txt', type: 'text/plain', data: new File(['DOE^JANE'], 'DOE_JANE.txt') };

/** Uppy with an uploader that announces its files as Uppy's own do, and keeps what it would send. */
function openUppy(isUploaderFirst = false) {
  const uppy = new Uppy<Meta, Body>();
  const sent: { readonly name: string | undefined; readonly meta: string; readonly bytes: string }[] = [];
  const removed: Removed[] = [];
  const addUploader = () =>
    uppy.addUploader(async (ids) => {
      const files = uppy.getFilesByIds(ids);
      uppy.emit('upload-start', files);
      for (const { name, meta, data } of files) {
        sent.push({ name, meta: JSON.stringify(meta), bytes: await (data as Blob).text() });
      }
    });
  uppy.setState({ capabilities: { ...uppy.getState().capabilities, individualCancellation: true } });
  if (isUploaderFirst) addUploader();
  uppy.use(NescioUppy, { profile: 'ps315-basic', key, onRemoved: (counts) => void removed.push(counts) });
  if (!isUploaderFirst) addUploader();
  return { uppy, sent, removed };
}

describe.each([[false], [true]])('the Uppy plug-in, with an uploader added before it: %s', (isUploaderFirst) => {
  it('lets outputs go on and nothing else', async () => {
    const { uppy, sent, removed } = openUppy(isUploaderFirst);
    uppy.addFiles([image('DOE_JANE-1.dcm', 1), notes, image('DOE_JANE-2.dcm', 2)]);
    await uppy.upload();
    expect(sent).toHaveLength(2);
    expect(removed).toEqual([{ held: 0, skipped: 1, failed: 0, archives: 0, remote: 0 }]);
    expect(JSON.stringify(sent)).not.toMatch(/DOE|PLANTED/);
  });

  it('sends outputs in the order of their new paths, whatever the order in which files were added', async () => {
    const namesOf = async (instances: readonly number[]) => {
      const { uppy, sent } = openUppy(isUploaderFirst);
      uppy.addFiles(instances.map((instance) => image(`DOE_JANE-${instance}.dcm`, instance)));
      await uppy.upload();
      return sent.map(({ name }) => name);
    };
    const names = await namesOf([1, 2, 3, 4, 5, 6]);
    expect(names).toHaveLength(6);
    expect(await namesOf([6, 5, 4, 3, 2, 1])).toEqual(names);
    expect(names).toEqual([...names].sort());
  });

  it('stops an upload that something has put an original back into', async () => {
    const { uppy, sent } = openUppy(isUploaderFirst);
    uppy.addFile(image('DOE_JANE-1.dcm', 1));
    uppy.addPreProcessor(async ([id]) => uppy.setFileState(id!, { data: notes.data }));
    await expect(uppy.upload()).rejects.toThrow(/not de-identified/);
    expect(sent).toEqual([]);
    expect(uppy.getFiles()).toEqual([]);
  });

  it('stops an upload of outputs under another name', async () => {
    const { uppy, sent } = openUppy(isUploaderFirst);
    uppy.addFile(image('DOE_JANE-1.dcm', 1));
    uppy.addPreProcessor(async ([id]) => uppy.setFileMeta(id!, { name: 'DOE_JANE-1.dcm' }));
    await expect(uppy.upload()).rejects.toThrow(/not de-identified/);
    expect(sent).toEqual([]);
  });

  it('still guards when it was taken out', async () => {
    const { uppy, sent } = openUppy(isUploaderFirst);
    uppy.removePlugin(uppy.getPlugin('Nescio')!);
    uppy.addFile(image('DOE_JANE-1.dcm', 1));
    await expect(uppy.upload()).rejects.toThrow(/not de-identified/);
    expect(sent).toEqual([]);
  });
});

describe('the Uppy plug-in', () => {
  it('removes archives and remote files, which it cannot look into', async () => {
    const { uppy, sent, removed } = openUppy();
    uppy.addFile({ name: 'a.bin', type: '', data: new File(['PK\u0003\u0004'], 'a.bin') });
    uppy.addFile({ name: 'b.dcm', type: '', data: new File([buildTar([{ name: 'IM1' }])], 'b.dcm') });
    uppy.addFile({ name: 'c.dcm', type: '', data: new File([gzipSync('x')], 'c.dcm') });
    uppy.addFile({ name: 'd.dcm', type: '', data: new File(['Rar!\u001a\u0007'], 'd.dcm') });
    uppy.addFile({ name: 'far.dcm', type: '', data: { size: 3 } as never, isRemote: true } as never);
    await uppy.upload();
    expect(sent).toEqual([]);
    expect(removed).toEqual([{ held: 0, skipped: 0, failed: 0, archives: 4, remote: 1 }]);
  });

  it('refuses to work beside Golden Retriever, whichever came first and whatever the host does', async () => {
    class Recovery extends BasePlugin<PluginOpts, Meta, Body> {
      override id = 'GoldenRetriever';
      override type = 'debugger';
    }
    const { uppy, sent } = openUppy();
    uppy.use(Recovery);
    uppy.addFile(image('DOE_JANE-1.dcm', 1));
    await expect(uppy.upload()).rejects.toThrow(/Golden Retriever/);
    const other = new Uppy<Meta, Body>();
    other.use(Recovery);
    expect(() => other.use(NescioUppy, { profile: 'ps315-basic', key })).toThrow(/Golden Retriever/);
    other.addFile(image('DOE_JANE-1.dcm', 1));
    await expect(other.upload()).rejects.toThrow(/Golden Retriever/);
    expect(sent).toEqual([]);
  });

  it('does not de-identify an output twice when it is sent again', async () => {
    const { uppy, sent } = openUppy();
    uppy.addFile(image('DOE_JANE-1.dcm', 1));
    await uppy.upload();
    await uppy.retryUpload(uppy.getFiles()[0]!.id);
    expect(sent).toHaveLength(2);
    expect(sent[0]).toEqual(sent[1]);
  });
});
