import type { Handler } from '../support/upload-proxy.ts';

/** What a tus 1.0 server keeps: metadata and bytes of each upload (https://tus.io/protocols/resumable-upload). */
export type TusServer = {
  readonly handle: Handler;
  readonly uploads: () => readonly { readonly metadata: ReadonlyMap<string, string>; readonly bytes: Buffer }[];
};

/** Creation and one PATCH after the other, in memory: what Uppy's client uses. */
export function createTusServer(): TusServer {
  const uploads: { readonly metadata: ReadonlyMap<string, string>; bytes: Buffer }[] = [];
  const tus = { 'Tus-Resumable': '1.0.0' };
  return {
    uploads: () => uploads,
    handle: ({ method, url, headers, body }) => {
      const sent = JSON.parse(headers) as Readonly<Record<string, string>>;
      if (method === 'POST') {
        uploads.push({ metadata: readMetadata(sent['upload-metadata'] ?? ''), bytes: Buffer.alloc(0) });
        return { status: 201, headers: { ...tus, Location: `/files/${uploads.length - 1}` } };
      }
      const upload = uploads[Number(url.split('/').at(-1))];
      if (upload === undefined) return { status: 404, headers: tus };
      if (method === 'PATCH') upload.bytes = Buffer.concat([upload.bytes, body]);
      return { status: 204, headers: { ...tus, 'Upload-Offset': String(upload.bytes.length) } };
    },
  };
}

function readMetadata(text: string): ReadonlyMap<string, string> {
  const pairs = text.split(',').filter((pair) => pair !== '');
  return new Map(
    pairs.map((pair) => {
      const [name = '', value = ''] = pair.trim().split(' ');
      return [name, Buffer.from(value, 'base64').toString()];
    }),
  );
}
