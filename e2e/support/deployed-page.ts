import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { preview } from 'vite';
import { temporaryFolder } from './folder.ts';
import { freePort } from './free-port.ts';
import { madeOnce } from './made-once.ts';

/** The page as an operator with destinations builds and serves it. */
export type DeployedPage = {
  readonly origin: string;
  /** Its own copy of the build. */
  readonly folder: string;
  readonly stop: () => Promise<void>;
};

/** Builds it into a folder. @returns the file of the deployment */
export function buildDeployment(deployment: object, outDir: string, host = ''): string {
  const file = `${outDir}.json`;
  writeFileSync(file, JSON.stringify(deployment));
  const built = spawnSync('npx', ['vite', 'build', '--outDir', outDir, '--emptyOutDir', '--logLevel', 'error'], {
    encoding: 'utf8',
    env: { ...process.env, NESCIO_DEPLOYMENT: file, NESCIO_HOST: host },
  });
  if (built.status !== 0) throw new Error(`The build failed: ${built.stderr}`);
  return file;
}

export async function serveDeployment(deployment: object): Promise<DeployedPage> {
  const folder = temporaryFolder();
  const outDir = path.join(folder.path, 'dist');
  const file = placeDeployment(deployment, outDir);
  process.env['NESCIO_DEPLOYMENT'] = file;
  const port = await freePort();
  const server = await preview({ logLevel: 'error', build: { outDir }, preview: { port, host: '127.0.0.1' } });
  delete process.env['NESCIO_DEPLOYMENT'];
  return {
    origin: `http://127.0.0.1:${port}`,
    folder: outDir,
    stop: async () => {
      await server.close();
      folder.discard();
    },
  };
}

const builds = path.resolve('test-results/artifacts/builds');
const localOrigin = /http:\/\/(127\.0\.0\.1|localhost):\d+/g;

/**
 * The same as `buildDeployment`, from a build that all deployments share which differ in the ports of this machine alone: these are
 * in the pages and in `_headers`, and in no script.
 */
function placeDeployment(deployment: object, outDir: string): string {
  const text = JSON.stringify(deployment);
  const origins = [...new Set(text.match(localOrigin))];
  const standIn = (at: number) => origins[at]!.replace(/\d+$/, `${9001 + at}`);
  const shared = text.replace(localOrigin, (origin) => standIn(origins.indexOf(origin)));
  const folder = path.join(builds, createHash('sha256').update(shared).digest('hex').slice(0, 16));
  const built = path.join(folder, 'dist');
  madeOnce(folder, () => void buildDeployment(JSON.parse(shared), built));
  cpSync(built, outDir, { recursive: true });
  for (const name of readdirSync(outDir).filter((one) => one.endsWith('.html') || one === '_headers')) {
    const place = path.join(outDir, name);
    const placed = readFileSync(place, 'utf8').replace(
      localOrigin,
      (origin) => origins.find((_, at) => standIn(at) === origin) ?? origin,
    );
    writeFileSync(place, placed);
  }
  const file = `${outDir}.json`;
  writeFileSync(file, text);
  return file;
}
