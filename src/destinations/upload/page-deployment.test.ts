import { expect, it } from 'vitest';
import { localDeployment } from './deployment.ts';
import { readPageDeployment } from './page-deployment.ts';

const deployment = { destinations: [], hosts: ['https://portal.example'] };
const pageWith = (content: string | null) => ({
  querySelector: (selector: string) =>
    selector === 'meta[name="nescio-deployment"]'
      ? { getAttribute: (name: string) => (name === 'content' ? content : '') }
      : null,
});

it('a page sends where its deployment says, and nowhere without one or with a mistake in it', () => {
  expect(readPageDeployment(pageWith(JSON.stringify(deployment)))).toEqual(deployment);
  expect(readPageDeployment(pageWith(null))).toBe(localDeployment);
  expect(readPageDeployment({ querySelector: () => null })).toBe(localDeployment);
  expect(readPageDeployment(pageWith('{'))).toBe(localDeployment);
  expect(readPageDeployment(pageWith(JSON.stringify({ ...deployment, hosts: ['*'] })))).toBe(localDeployment);
});
