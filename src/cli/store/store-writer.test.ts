import { expect, it } from 'vitest';
import { refuse, s3Server } from '../../testing/s3-server.ts';
import { abortLeftUploads, beginParts } from './store-writer.ts';

const store = s3Server();
const place = { bucket: 'out', prefix: 'run/' };

const begin = (...keys: readonly string[]) => Promise.all(keys.map((key) => beginParts('out', key, 9, 'always')));
const begun = () => [...store.uploads.values()].map(({ name }) => name).sort();

it('takes away the uploads of this run, and of nobody else', async () => {
  // The server lists the whole bucket, whatever prefix it is asked for.
  await begin('run/N-1/own.dcm', 'run/of-another-program', 'other/N-1/own.dcm', 'N-1/own.dcm');
  await abortLeftUploads(place, new Set(['N-1/own.dcm']));
  expect(begun()).toEqual(['/out/N-1/own.dcm', '/out/other/N-1/own.dcm', '/out/run/of-another-program']);
});

it('ends where a store says for ever that there are more uploads', async () => {
  await begin('run/of-another-program');
  const upload = '<Upload><Key>run/of-another-program</Key><UploadId>upload-1</UploadId></Upload>';
  const markers = '<NextKeyMarker>run/a</NextKeyMarker><NextUploadIdMarker>1</NextUploadIdMarker>';
  const list = `<ListMultipartUploadsResult><IsTruncated>true</IsTruncated>${markers}${upload}</ListMultipartUploadsResult>`;
  store.ways.instead = ({ method }, response) => {
    if (method === 'GET') response.end(list);
    return method === 'GET';
  };
  await abortLeftUploads(place, new Set());
  expect(store.requests.filter(({ method }) => method === 'GET')).toHaveLength(2);
});

it('knows an object that is there though the answer was lost', async () => {
  const upload = await beginParts('out', 'run/a', 9, 'always');
  await upload.put(new Uint8Array(9));
  store.ways.instead = ({ method }, response) => {
    if (method !== 'POST' || store.uploads.size === 0) return false;
    store.uploads.clear();
    store.put('/out/run/a', Buffer.alloc(9));
    refuse(response, 500, 'InternalError');
    return true;
  };
  expect(await upload.complete()).toBe(false);
  store.objects.clear();
  await expect(upload.complete()).rejects.toThrow('is not there');
});
