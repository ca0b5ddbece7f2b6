// An OpenStack Swift of its own on this computer that speaks S3 (middleware s3api, users of tempauth): one server of each kind, all in a folder.
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const waitMs = 200;
const mostWaits = 150;
/** Tempauth knows it as user `tester` of account `test`. */
export const accessKey = 'test:tester';

/**
 * Starts it. The caller is root, which its servers want to be started by.
 * @param folder new, for configuration, data and logs
 * @param port the first of four
 * @returns the address, and `stop`
 */
export async function startSwift(folder, { port, secret }) {
  const at = (...parts) => path.join(folder, ...parts);
  for (const name of ['etc', 'node/disk', 'cache']) mkdirSync(at(name), { recursive: true });
  writeFileSync(
    at('etc', 'swift.conf'),
    '[swift-hash]\nswift_hash_path_prefix = test\nswift_hash_path_suffix = test\n',
  );
  const ports = { proxy: port, account: port + 1, container: port + 2, object: port + 3 };
  for (const kind of ['account', 'container', 'object']) {
    const ring = at('etc', `${kind}.builder`);
    build(folder, ring, 'create', '4', '1', '1');
    build(folder, ring, 'add', `r1z1-127.0.0.1:${ports[kind]}/disk`, '1');
    build(folder, ring, 'rebalance');
    writeFileSync(at('etc', `${kind}.conf`), serverOf(folder, kind, ports[kind]));
  }
  writeFileSync(at('etc', 'proxy.conf'), proxyOf(folder, ports.proxy, secret));
  const children = Object.keys(ports).map((kind) =>
    // Each is one process, and finds the rings by its own configuration.
    spawn(`/usr/bin/swift-${kind}-server`, [at('etc', `${kind}.conf`), '--verbose'], {
      stdio: process.env.SWIFT_LOG ? 'inherit' : 'ignore',
    }),
  );
  const stop = async () => {
    const ended = children.map((child) => child.exitCode ?? new Promise((resolve) => child.once('exit', resolve)));
    for (const child of children) child.kill('SIGTERM');
    await Promise.all(ended);
  };
  const url = `http://127.0.0.1:${ports.proxy}`;
  for (let waits = 0; waits < mostWaits; waits++) {
    const answer = await fetch(`${url}/healthcheck`).catch(() => null);
    if (answer?.ok) return { url, stop };
    await wait(waitMs);
  }
  await stop();
  throw new Error('Swift did not start. Install swift-proxy, swift-account, swift-container and swift-object.');
}

function build(folder, ...args) {
  const { status, stderr, stdout } = spawnSync('swift-ring-builder', args, { cwd: folder, encoding: 'utf8' });
  // 1 is a warning: there is one replica.
  if (status === null || status > 1) throw new Error(`swift-ring-builder: ${stderr || stdout}`);
}

function defaultsOf(folder, port) {
  return `[DEFAULT]
bind_ip = 127.0.0.1
bind_port = ${port}
user = root
workers = 0
swift_dir = ${folder}/etc
`;
}

function serverOf(folder, kind, port) {
  return `${defaultsOf(folder, port)}devices = ${folder}/node
mount_check = false
fallocate_reserve = 0
disable_fallocate = true
[pipeline:main]
pipeline = ${kind}-server
[app:${kind}-server]
use = egg:swift#${kind}
`;
}

function proxyOf(folder, port, secret) {
  return `${defaultsOf(folder, port)}[pipeline:main]
pipeline = catch_errors healthcheck proxy-logging cache listing_formats s3api tempauth copy container-quotas account-quotas slo proxy-logging proxy-server
[app:proxy-server]
use = egg:swift#proxy
account_autocreate = true
[filter:tempauth]
use = egg:swift#tempauth
user_test_tester = ${secret} .admin .reseller_admin
[filter:s3api]
use = egg:swift#s3api
location = us-east-1
# Pages may ask for what their bucket allows.
cors_preflight_allow_origin = *
[filter:cache]
use = egg:swift#memcache
${[
  'catch_errors',
  'healthcheck',
  'proxy-logging',
  'listing_formats',
  'copy',
  'container-quotas',
  'account-quotas',
  'slo',
]
  .map((name) => `[filter:${name}]\nuse = egg:swift#${name.replaceAll('-', '_')}\n`)
  .join('')}`;
}

/** Sets how many objects a bucket takes. @param port as of `startSwift` */
export function setQuota(port, bucket, objects) {
  return setMetadata(port, bucket, 'Quota-Count', String(objects));
}

/** Lets pages of an origin read what the store answers about a bucket. @param port as of `startSwift` */
export function allowOrigin(port, bucket, origin) {
  return setMetadata(port, bucket, 'Access-Control-Allow-Origin', origin);
}

/** At the server of containers itself: tempauth would want a memcached for a token. */
async function setMetadata(port, bucket, name, value) {
  const headers = { 'X-Timestamp': (Date.now() / 1000).toFixed(5), [`X-Container-Meta-${name}`]: value };
  // It is in one of the 16 partitions that the ring has; which one depends on the machine's /etc/swift/swift.conf.
  for (let partition = 0; partition < 16; partition++) {
    const url = `http://127.0.0.1:${port + 2}/disk/${partition}/AUTH_test/${bucket}`;
    const { ok } = await fetch(url, { method: 'POST', headers });
    if (ok) return;
  }
  throw new Error(`${name} could not be set.`);
}
