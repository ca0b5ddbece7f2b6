import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import path from 'node:path';

/** The snippets of docs/hosting.md, word by word. */
export function nginxSnippets(): readonly string[] {
  const text = readFileSync(new URL('../../docs/hosting.md', import.meta.url), 'utf8');
  return [...text.matchAll(/```nginx\n([\s\S]*?)```/g)].map(([, snippet]) => snippet as string);
}

/** Replaces a part of a snippet that differs from machine to machine. Throws where it is not there: the guide has changed. */
export function adapt(snippet: string, changes: Readonly<Record<string, string>>): string {
  return Object.entries(changes).reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`The snippet of docs/hosting.md does not have: ${from}`);
    return text.replaceAll(from, to);
  }, snippet);
}

/** A key and a certificate for these names. @returns where they are, and the hash of the key */
export function makeCertificate(folder: string, names: readonly string[]) {
  const [key, certificate] = [path.join(folder, 'test.key'), path.join(folder, 'test.pem')];
  const alternatives = names.map((name) => `DNS:${name}`).join(',');
  openssl([
    ...['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-keyout', key, '-out', certificate],
    ...['-subj', `/CN=${names[0]}`, '-addext', `subjectAltName=${alternatives}`],
  ]);
  const publicKey = openssl(['pkey', '-in', key, '-pubout', '-outform', 'DER']);
  return { key, certificate, keyHash: createHash('sha256').update(publicKey).digest('base64') };
}

/** A whole configuration around snippets, everything that nginx writes in one folder. @returns its file */
export function writeConfiguration(folder: string, snippets: readonly string[]): string {
  const file = path.join(folder, 'nginx.conf');
  const types = ['/etc/nginx/mime.types', '/usr/local/etc/nginx/mime.types'].find((one) => existsSync(one));
  const kinds = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'];
  const temporary = kinds.map((kind) => `${kind}_temp_path ${folder}/${kind};`).join(' ');
  writeFileSync(
    file,
    `daemon off;\nworker_processes 1;\npid ${folder}/nginx.pid;\nerror_log ${folder}/error.log;\n` +
      `${process.getuid?.() === 0 ? 'user root;\n' : ''}events {}\nhttp {\ninclude ${types};\naccess_log ${folder}/access.log;\n` +
      `${temporary}\n${snippets.join('\n')}\n}\n`,
  );
  return file;
}

/** What `nginx -t` says; empty when it has nothing to say against the configuration. */
export function configurationProblem(file: string): string {
  const { status, stderr } = spawnSync('nginx', ['-t', '-q', '-c', file], { encoding: 'utf8' });
  return status === 0 ? stderr.trim() : stderr.trim() || `nginx -t ended with ${status}`;
}

export async function startNginx(file: string, port: number): Promise<{ readonly stop: () => Promise<void> }> {
  const server = spawn('nginx', ['-c', file], { stdio: 'ignore' });
  for (let attempt = 0; !(await answers(port)); attempt++) {
    if (server.exitCode !== null || attempt > 150) throw new Error(`nginx does not answer on ${port}.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
  return {
    stop: async () => {
      const ended = new Promise((resolve) => server.once('exit', resolve));
      server.kill();
      await ended;
    },
  };
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });
}

function openssl(parameters: readonly string[]): Buffer {
  const { status, stdout, stderr } = spawnSync('openssl', parameters);
  if (status !== 0) throw new Error(`openssl ${parameters[0]} ended with ${status}: ${stderr}`);
  return stdout;
}
