import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { CreateBucketCommand, GetObjectCommand, ListObjectsV2Command, S3Client } from '@aws-sdk/client-s3';
import { accessKey, allowOrigin, startSwift } from '../../deploy/scale/local-swift.mjs';
import { temporaryFolder } from '../support/folder.ts';
import { freePort, freePorts } from '../support/free-port.ts';
import { adapt, startNginx, writeConfiguration } from '../support/nginx.ts';
import { startOrthanc } from '../support/orthanc.ts';
import { type ExampleSite, filesUnder, forwardedTo, serveExample } from './serve-example.ts';
import { createXnatStandIn } from './xnat-stand-in.ts';

const [waitMs, mostWaits] = [200, 150];

/** Starts what an example needs besides its page, and serves it. @param folder as the example was built */
export type Start = (folder: string, policy: string) => Promise<ExampleSite>;

export const startFiles: Start = (folder, policy) => serveExample(filesUnder(folder, policy));

/** By `next start`, which sets the policy itself. */
export const startNext: Start = async (folder) => {
  const port = await freePort();
  const next = await startNode(folder, ['node_modules/next/dist/bin/next', 'start', '-p', `${port}`], port);
  return withStops(await serveExample(forwardedTo(`http://127.0.0.1:${port}`)), next.stop);
};

/** A real Orthanc behind a real nginx, which sets the policy; ports and paths are this machine's. */
export const startOrthancNginx: Start = async (folder) => {
  const { HttpPort: _, ...settings } = JSON.parse(readFileSync(path.join(folder, 'orthanc.json'), 'utf8'));
  const orthanc = await startOrthanc(settings);
  const port = await freePort();
  const server = adapt(readFileSync(path.join(folder, 'nginx.conf'), 'utf8'), {
    'listen 8080': `listen 127.0.0.1:${port}`,
    '/srv/portal': folder,
    'http://127.0.0.1:8042': orthanc.url,
  });
  const aside = temporaryFolder();
  const nginx = await startNginx(writeConfiguration(aside.path, [server]), port);
  const site = await serveExample(forwardedTo(`http://127.0.0.1:${port}`));
  const uploads = async () => [...(await orthanc.files()).values()];
  return withStops({ ...site, uploads }, nginx.stop, orthanc.stop, aside.discard);
};

/** The guide's name of a store, in its policy. */
export const storeOfGuide = 'https://s3.example.org';

export const hasSwift = () => existsSync('/usr/bin/swift-proxy-server');

/** OpenStack Swift that speaks S3, beside the server of the example that signs addresses of it. */
export const startS3: Start = async (folder, policy) => {
  const aside = temporaryFolder();
  const [secret, Bucket, port, signerPort] = ['SECRET-OF-THE-STORE', 'incoming', await freePorts(4), await freePort()];
  const swift = await startSwift(aside.path, { port, secret });
  const credentials = { accessKeyId: accessKey, secretAccessKey: secret };
  const client = new S3Client({ endpoint: swift.url, region: 'us-east-1', forcePathStyle: true, credentials });
  await client.send(new CreateBucketCommand({ Bucket }));
  const env = {
    AWS_ENDPOINT_URL: swift.url,
    AWS_REGION: 'us-east-1',
    AWS_ACCESS_KEY_ID: accessKey,
    AWS_SECRET_ACCESS_KEY: secret,
    BUCKET: Bucket,
    PORT: `${signerPort}`,
  };
  const signer = await startNode(path.dirname(folder), ['sign.mjs'], signerPort, env);
  const files = filesUnder(folder, policy.replace(storeOfGuide, swift.url));
  const sign = forwardedTo(`http://127.0.0.1:${signerPort}`);
  const site = await serveExample((asked) => (asked.url === '/sign' ? sign : files)(asked));
  await allowOrigin(port, Bucket, site.origin);
  const uploads = async () => {
    const { Contents = [] } = await client.send(new ListObjectsV2Command({ Bucket }));
    const objects = Contents.map(({ Key }) => client.send(new GetObjectCommand({ Bucket, Key })));
    const bodies = (await Promise.all(objects)).map(({ Body }) => Body!.transformToByteArray());
    return (await Promise.all(bodies)).map((bytes) => Buffer.from(bytes));
  };
  return withStops({ ...site, uploads }, signer.stop, swift.stop, aside.discard);
};

export const startXnat: Start = async (folder, policy) => {
  const { behind, imports } = createXnatStandIn('DEMO');
  const files = filesUnder(folder, policy);
  const site = await serveExample((asked) => (asked.url.startsWith('/data/') ? behind : files)(asked));
  return { ...site, uploads: () => imports };
};

function withStops(site: ExampleSite, ...stops: readonly (() => unknown)[]): ExampleSite {
  return {
    ...site,
    stop: async () => {
      await site.stop();
      for (const stop of stops) await stop();
    },
  };
}

/** A script of the example, once it answers on its port. */
async function startNode(cwd: string, args: readonly string[], port: number, env: NodeJS.ProcessEnv = {}) {
  const child = spawn(process.execPath, [...args], { cwd, env: { ...process.env, ...env }, stdio: 'ignore' });
  const answers = () =>
    fetch(`http://127.0.0.1:${port}/`).then(
      () => true,
      () => false,
    );
  for (let waits = 0; !(await answers()); waits++) {
    if (child.exitCode !== null || waits > mostWaits) throw new Error(`${args[0]} does not answer.`);
    await wait(waitMs);
  }
  return {
    stop: async () => {
      const ended = new Promise((resolve) => child.once('exit', resolve));
      child.kill();
      await ended;
    },
  };
}
