import { truncateSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { createProfile } from '../../profile/create-profile.ts';
import { temporaryFolder } from '../../testing/run-command.ts';
import { mostDecisionBytes, readDecisionsFile } from './decisions-option.ts';

const root = temporaryFolder();

it('says of decisions that are too many to be read that they are, and what to do', () => {
  const file = path.join(root, 'decisions.json');
  writeFileSync(file, '{');
  truncateSync(file, mostDecisionBytes + 1);
  const here = { profile: createProfile('qmenta-guarded'), projectKey: new Uint8Array(32) };
  expect(() => readDecisionsFile(file, here)).toThrow(/more than 500 MB, .* Search parts of the archive/);
});
