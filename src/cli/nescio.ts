#!/usr/bin/env node
// The command `nescio` (docs/command-line.md): gives the command line its process.
import path from 'node:path';
import process from 'node:process';
import { pathToFileURL } from 'node:url';
import { setFlagsFromString } from 'node:v8';
import { runCommandLine } from './command-line.ts';
import { exitStatus } from './exit-status.ts';
import { v8Flag } from './settings/v8-flag.ts';

const flag = v8Flag(process.versions.node);
if (flag !== null) setFlagsFromString(flag);

const stop = new AbortController();
let isSignalled = false;
let stoppedStatus: number = exitStatus.stopped;
let isUnheard = false;
for (const stream of [process.stdout, process.stderr]) {
  // Whoever read it has gone. The error comes once for each thing said; the run is stopped in order.
  stream.on('error', () => {
    isUnheard = true;
    process.exitCode = exitStatus.ownError;
    stop.abort();
  });
}
for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    // The first one lets the file in hand be finished, the second one does not wait for it.
    if (isSignalled) process.exit(stoppedStatus);
    isSignalled = true;
    stop.abort();
  });
}

const status = await runCommandLine(process.argv.slice(2), {
  streams: { in: process.stdin, out: process.stdout, err: process.stderr },
  environment: process.env,
  workerUrl: pathToFileURL(path.join(import.meta.dirname, 'deidentify-node.worker.js')),
  signal: stop.signal,
  whenStopped: (status) => {
    stoppedStatus = status;
  },
});
process.exitCode = isUnheard ? exitStatus.ownError : status;
