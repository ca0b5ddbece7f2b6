import { spawnSync } from 'node:child_process';
import { peers } from './peers.mjs';

/**
 * Brings Chromium and the programs that give a second opinion, where that is possible without asking: Debian, as root.
 * Elsewhere it says aloud what will be skipped. Only a browser is indispensable; Playwright's own is tried last.
 */
export function installPeers() {
  const missing = peers.filter((peer) => !peer.isThere());
  if (missing.length === 0) return;
  const names = missing.map((peer) => peer.package);
  if (canInstall()) {
    console.log(`Installing ${names.join(', ')} …`);
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...names]);
  }
  const stillMissing = missing.filter((peer) => !peer.isThere());
  if (stillMissing.some((peer) => peer.package === 'chromium')) run('npx', ['playwright', 'install', 'chromium']);
  for (const peer of stillMissing) {
    if (peer.package === 'chromium') continue;
    console.log(`SKIPPED: tests that need ${peer.name}, which is not installed (Debian package ${peer.package}).`);
  }
}

function canInstall() {
  const isRoot = process.getuid?.() === 0;
  return isRoot && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0;
}

function run(command, args) {
  const { status } = spawnSync(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
  });
  if (status !== 0) console.log(`${command} ${args.join(' ')} ended with ${status}.`);
}
