import { spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import path from 'node:path';
import { preview } from 'vite';
import { temporaryFolder } from './folder.ts';
import { freePort } from './free-port.ts';

/** The page as an operator with destinations builds and serves it. */
export type DeployedPage = { readonly origin: string; readonly stop: () => Promise<void> };

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
  const file = buildDeployment(deployment, outDir);
  process.env['NESCIO_DEPLOYMENT'] = file;
  const port = await freePort();
  const server = await preview({ logLevel: 'error', build: { outDir }, preview: { port, host: '127.0.0.1' } });
  delete process.env['NESCIO_DEPLOYMENT'];
  return {
    origin: `http://127.0.0.1:${port}`,
    stop: async () => {
      await server.close();
      folder.discard();
    },
  };
}
