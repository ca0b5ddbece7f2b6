import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';

type Container = {
  readonly image: string;
  readonly command?: readonly string[];
  readonly args?: readonly string[];
  readonly env?: readonly { readonly name: string; readonly value?: string; readonly valueFrom?: unknown }[];
  readonly envFrom?: unknown;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly resources: { readonly requests: object; readonly limits: { readonly cpu: string; readonly memory: string } };
  readonly volumeMounts: readonly { readonly name: string; readonly mountPath: string; readonly readOnly?: boolean }[];
};
type Pod = {
  readonly automountServiceAccountToken: boolean;
  readonly hostNetwork?: boolean;
  readonly securityContext: Readonly<Record<string, unknown>>;
  readonly initContainers?: readonly Container[];
  readonly containers: readonly Container[];
  readonly volumes: readonly { readonly name: string; readonly hostPath?: unknown; readonly secret?: unknown }[];
};
type Job = {
  readonly kind: 'Job';
  readonly spec: {
    readonly completionMode?: string;
    readonly completions?: number;
    readonly podReplacementPolicy?: string;
    readonly template: { readonly metadata: { readonly labels: Readonly<Record<string, string>> }; readonly spec: Pod };
  };
};
type Policy = {
  readonly kind: 'NetworkPolicy';
  readonly spec: {
    readonly podSelector: { readonly matchLabels?: Readonly<Record<string, string>> };
    readonly policyTypes: readonly string[];
    readonly ingress?: unknown;
    readonly egress?: readonly { readonly to?: readonly { readonly ipBlock?: { readonly cidr: string } }[] }[];
  };
};

const folder = 'deploy/kubernetes';
const documents = readdirSync(folder).flatMap((name) =>
  parseAllDocuments(readFileSync(`${folder}/${name}`, 'utf8')).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as { readonly kind: string };
  }),
);
const jobs = documents.filter((document): document is Job => document.kind === 'Job');
const policies = documents.filter((document): document is Policy => document.kind === 'NetworkPolicy');
const containersOf = ({ spec }: Job) => [
  ...(spec.template.spec.initContainers ?? []),
  ...spec.template.spec.containers,
];
const [shards] = jobs.filter(({ spec }) => spec.completionMode === 'Indexed');
const [main] = shards!.spec.template.spec.containers;

describe('deploy/kubernetes', () => {
  it('gives each pod its shard as an argument, of as many as there are completions', () => {
    const at = main!.args!.indexOf('--shard');
    expect(main!.args![at + 1]).toBe(`$(JOB_COMPLETION_INDEX)/${shards!.spec.completions}`);
    expect(main!.args).toContain('--resume');
    expect(shards!.spec.podReplacementPolicy).toBe('Failed');
  });

  it('runs no container as root, with capabilities, or over a root file system that can be written', () => {
    expect(jobs).toHaveLength(2);
    for (const job of jobs) {
      const pod = job.spec.template.spec;
      expect(pod.securityContext).toMatchObject({ runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } });
      expect(pod.securityContext['runAsUser']).toBeGreaterThan(0);
      expect(pod.automountServiceAccountToken).toBe(false);
      expect(pod).not.toHaveProperty('hostNetwork');
      expect(pod.volumes.filter((volume) => 'hostPath' in volume)).toEqual([]);
      for (const { securityContext, image, resources } of containersOf(job)) {
        expect(securityContext).toEqual({
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          capabilities: { drop: ['ALL'] },
        });
        expect(image).toMatch(/:\d+\.\d+\.\d+$/);
        expect(Object.keys(resources.limits)).toEqual(expect.arrayContaining(['cpu', 'memory']));
      }
    }
  });

  it('lets nothing in, and out to one address alone, and that only the shards', () => {
    const [nothing, store] = [
      policies.find(({ spec }) => spec.podSelector.matchLabels === undefined)!,
      policies.find(({ spec }) => spec.podSelector.matchLabels !== undefined)!,
    ];
    expect(policies).toHaveLength(2);
    expect(nothing.spec).toEqual({ podSelector: {}, policyTypes: ['Ingress', 'Egress'] });
    expect(store.spec.ingress).toBeUndefined();
    expect(shards!.spec.template.metadata.labels).toEqual(store.spec.podSelector.matchLabels);
    const addresses = store.spec.egress!.flatMap(({ to }) => to!.map(({ ipBlock }) => ipBlock!.cidr));
    expect(addresses).toEqual([expect.stringMatching(/\/32$/)]);
  });

  it('has secrets in files alone: in no variable and no argument', () => {
    for (const { env = [], args = [], command = [], ...container } of jobs.flatMap(containersOf)) {
      expect(container).not.toHaveProperty('envFrom');
      for (const { name, value, valueFrom } of env) {
        expect(valueFrom, name).toBeUndefined();
        expect(name).not.toMatch(/ACCESS_KEY|TOKEN|PASSWORD|SECRET/i);
        expect(value).not.toMatch(/^[^/]*[\w+/=-]{32,}/);
      }
      for (const word of [...args, ...command]) expect(word).not.toMatch(/^[\w+/=-]{40,}$|password|bearer/i);
    }
    expect(documents.map(({ kind }) => kind)).not.toContain('Secret');
  });

  it('has the key as the copy of its user, mode 0400, and the Secret of it where that is made and nowhere else', () => {
    const mounting = containersOf(shards!).filter(({ volumeMounts }) =>
      volumeMounts.some(({ name }) => name === 'secret-key'),
    );
    expect(mounting).toHaveLength(1);
    expect(mounting[0]!.command).toEqual(['install', '-m', '0400', '/secret/key.json', '/key/key.json']);
    expect(main!.args![main!.args!.indexOf('--key') + 1]).toBe('/key/key.json');
    const { volumes } = shards!.spec.template.spec;
    expect(volumes.find(({ name }) => name === 'key')).toEqual({
      name: 'key',
      emptyDir: { medium: 'Memory', sizeLimit: '1Mi' },
    });
    const secrets = volumes.flatMap(({ secret }) => secret ?? []);
    expect(secrets).toHaveLength(2);
    for (const secret of secrets) expect(secret).toMatchObject({ defaultMode: 0o400 });
  });
});

describe('deploy/docker', () => {
  it('begins with exact versions, and ends as a user who is not root', () => {
    const lines = readFileSync('deploy/docker/Dockerfile', 'utf8').split('\n');
    const bases = lines.filter((line) => line.startsWith('FROM '));
    expect(bases).toHaveLength(2);
    for (const base of bases) expect(base).toMatch(/^FROM node:\d+\.\d+\.\d+-/);
    expect(lines.filter((line) => line.startsWith('USER '))).toEqual(['USER 10001:10001']);
    expect(lines.indexOf('USER 10001:10001')).toBeGreaterThan(lines.lastIndexOf(bases[1]!));
  });
});
