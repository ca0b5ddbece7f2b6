// A Slurm of its own on this computer: one controller and nodes, all in a folder, without systemd.
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs';
import { hostname } from 'node:os';
import path from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

const waitMs = 200;
const mostWaits = 150;

/**
 * Starts it. The caller is root.
 * @param folder new, for configuration, state and logs
 * @param nodes how many, with `cpus` processors each
 * @returns the environment in which sbatch and the like reach it, `ask` to call them, and `stop`
 */
export async function startSlurm(folder, { nodes, cpus }) {
  for (const name of ['munge', 'state', 'spool', 'log']) mkdirSync(path.join(folder, name), { recursive: true });
  // munged wants nobody else to write there, and everybody to reach its socket.
  chmodSync(folder, 0o711);
  chmodSync(path.join(folder, 'munge'), 0o711);
  const at = (...parts) => path.join(folder, ...parts);
  writeFileSync(at('slurm.conf'), configuration(folder, nodes, cpus));
  writeFileSync(at('munge', 'key'), Buffer.alloc(128, 7), { mode: 0o400 });
  const env = { ...process.env, SLURM_CONF: at('slurm.conf') };
  const children = [];
  const start = (command, ...args) => children.push(spawn(command, args, { env, stdio: 'ignore' }));
  start(
    'munged',
    '--foreground',
    '--force',
    `--socket=${at('munge', 'socket')}`,
    `--key-file=${at('munge', 'key')}`,
    `--pid-file=${at('munge', 'pid')}`,
    `--log-file=${at('munge', 'log')}`,
    `--seed-file=${at('munge', 'seed')}`,
  );
  await wait(500);
  start('slurmctld', '-D', '-i');
  for (let node = 1; node <= nodes; node++) start('slurmd', '-D', '-N', nodeName(node));

  const ask = (command, ...args) => {
    const { status, stdout, stderr } = spawnSync(command, args, { env, encoding: 'utf8' });
    if (status !== 0) throw new Error(`${command} ${args.join(' ')}: ${stderr || stdout}`);
    return stdout.trim();
  };
  const stop = () => {
    for (const child of children.reverse()) child.kill('SIGTERM');
  };
  for (let waits = 0; ; waits++) {
    const idle = spawnSync('sinfo', ['--noheader', '--format=%t %D'], { env, encoding: 'utf8' });
    if (idle.stdout.trim() === `idle ${nodes}`) return { env, ask, stop };
    if (waits > mostWaits) {
      stop();
      throw new Error(`Slurm does not come up: ${idle.stdout}${idle.stderr}; see ${at('log')}`);
    }
    await wait(waitMs);
  }
}

function nodeName(node) {
  return `node${node}`;
}

function configuration(folder, nodes, cpus) {
  const host = hostname();
  const lines = Array.from(
    { length: nodes },
    (_, index) =>
      `NodeName=${nodeName(index + 1)} NodeHostname=${host} NodeAddr=127.0.0.1 Port=${17_010 + index} CPUs=${cpus} State=UNKNOWN`,
  );
  return `ClusterName=local
SlurmctldHost=${host}(127.0.0.1)
SlurmctldPort=17001
SlurmUser=root
AuthType=auth/munge
AuthInfo=socket=${folder}/munge/socket
CryptoType=crypto/munge
StateSaveLocation=${folder}/state
SlurmdSpoolDir=${folder}/spool/%n
SlurmctldPidFile=${folder}/slurmctld.pid
SlurmdPidFile=${folder}/slurmd-%n.pid
SlurmctldLogFile=${folder}/log/slurmctld
SlurmdLogFile=${folder}/log/slurmd-%n
ProctrackType=proctrack/pgid
TaskPlugin=task/none
SwitchType=switch/none
MpiDefault=none
ReturnToService=2
JobRequeue=1
SelectType=select/cons_tres
SelectTypeParameters=CR_CPU
SchedulerParameters=batch_sched_delay=0,sched_interval=1,sched_min_interval=0
KillWait=5
AccountingStorageType=accounting_storage/none
JobAcctGatherType=jobacct_gather/none
${lines.join('\n')}
PartitionName=all Nodes=ALL Default=YES MaxTime=INFINITE State=UP
`;
}
