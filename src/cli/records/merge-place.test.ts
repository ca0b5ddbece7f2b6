import { closeSync, existsSync, mkdirSync, mkdtempSync, readdirSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { expect, it } from 'vitest';
import { atExit } from '../../testing/at-exit.ts';
import { temporaryFolder } from '../../testing/run-command.ts';
import { type MergePlace, openMergePlace } from './merge-place.ts';

const root = temporaryFolder();
const newFolder = () => mkdtempSync(path.join(root, 'out-'));
const newPlace = () => path.join(newFolder(), 'new');

function fill(place: MergePlace): void {
  writeFileSync(path.join(place.work, 'sorted'), 'DOE^JANE');
  closeSync(place.create('records.zip.part'));
  place.rename('records.zip.part', 'records.zip');
  closeSync(place.create('receipt.zip.part'));
}

it('takes a folder away that it has made, and leaves one that was there', () => {
  const [made, given] = [newPlace(), newFolder()];
  for (const out of [made, given]) {
    const place = openMergePlace(out);
    fill(place);
    expect(place.takeBack()).toBe(true);
  }
  expect(existsSync(made)).toBe(false);
  expect(readdirSync(given)).toEqual([]);
});

it.each([newPlace, newFolder])('leaves what others have put there meanwhile, under its own names too', (choose) => {
  const out = choose();
  const place = openMergePlace(out);
  fill(place);
  mkdirSync(path.join(out, 'study'));
  for (const name of ['study/a.dcm', 'notes.txt', 'receipt.zip', 'outputs.csv']) {
    writeFileSync(path.join(out, name), 'of somebody else');
  }
  expect(() => place.rename('receipt.zip.part', 'receipt.zip')).toThrow('receipt.zip');
  expect(() => place.create('outputs.csv')).toThrow('EEXIST');
  expect(place.takeBack()).toBe(true);
  expect(readdirSync(out).sort()).toEqual(['notes.txt', 'outputs.csv', 'receipt.zip', 'study']);
  expect(readdirSync(path.join(out, 'study'))).toEqual(['a.dcm']);
});

it('is of one merge at a time: the second is refused, and the first goes on', () => {
  const out = newPlace();
  const first = openMergePlace(out);
  fill(first);
  expect(() => openMergePlace(out)).toThrow('Another merge');
  expect(readdirSync(out).sort()).toEqual(['merge.part', 'receipt.zip.part', 'records.zip']);
  expect(readdirSync(first.work)).toEqual(['sorted']);
  first.rename('receipt.zip.part', 'receipt.zip');
  first.keep();
  expect(readdirSync(out).sort()).toEqual(['receipt.zip', 'records.zip']);
});

it('leaves nothing when the process ends at once, and whole files once it is done', async () => {
  const [ended, done] = [newPlace(), newPlace()];
  await atExit(async (end) => {
    const place = openMergePlace(ended);
    fill(place);
    end();
    expect(existsSync(ended)).toBe(false);
    place.takeBack();
  });
  await atExit(async (end) => {
    const place = openMergePlace(done);
    fill(place);
    place.rename('receipt.zip.part', 'receipt.zip');
    place.keep();
    end();
  });
  expect(readdirSync(done).sort()).toEqual(['receipt.zip', 'records.zip']);
});
