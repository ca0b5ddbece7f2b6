import { describe, expect, it } from 'vitest';
import { pseudonymsOf } from '../../../deidentify/pseudonym.ts';
import type { DeidentifiedOutcome, FileOutcome } from '../../../pipeline/contracts/file-outcome.ts';
import { createProfile } from '../../../profile/create-profile.ts';
import { madeUnder, whyOthers } from '../../../report/decisions/made-under.ts';
import { hashProfile } from '../../../report/profile-json.ts';
import { eventually } from '../../../testing/eventually.ts';
import { deidentifiedAs } from '../../../testing/fake-batch.ts';
import { openPage } from '../../../testing/open-page.ts';
import { isForetold } from '../../batch/forecast-state.ts';
import { decisionsStrings } from '../../ui/strings/decisions.ts';

const atIso = '2026-01-02T03:04:05Z';
const decision = {
  ...({ entry: 'identifier S', series: 'S', title: 'Series', reason: 'identifier', atIso } as const),
  ...({
    verdict: { kind: 'value', choice: 'remove', files: 1 },
    seen: { each: 0, inProjections: 0, byDetector: 0, of: 1 },
  } as const),
};
const box = { id: 0, rectangle: { column: 1, row: 2, columns: 30, rows: 8 }, isTicked: true };

const { newUid } = pseudonymsOf(new Uint8Array(32));
/** Under the key each of the three files has its own UID. */
function ownOutput(path: string): FileOutcome {
  const output = deidentifiedAs(path) as DeidentifiedOutcome;
  const instanceUidOld = `2.25.${['a', 'b', 'c'].indexOf(path)}`;
  return { ...output, identity: { ...output.identity, instanceUidOld, instanceUidNew: newUid(instanceUidOld) } };
}

async function reviewed(outcome = ownOutput) {
  const page = await openPage({ outcome });
  await page.review();
  return page;
}

describe('decisions.json', () => {
  it('takes the decisions of one page to another, and boxes can be taken back there', async () => {
    const one = await reviewed();
    const none = { release: null, values: [], document: null };
    const removal = { kind: 'remove', path: '(0008,103E)', atIso } as const;
    const entries = [
      { ...none, id: 0, values: [removal] },
      { ...none, id: 1, document: { kind: 'blank-page', atIso } as const },
    ];
    await one.intents.decideEntry(decision, { kind: 'files-decided', entries }, null);
    const draft = { boxes: [box], base: [] };
    await one.intents.blankBoxes({ series: 'S', draft, scope: 'image', ids: [2], shown: 'One of one' });
    await eventually(() => expect(isForetold(one.state().files)).toBe(true));
    await one.intents.saveDecisions();
    const saved = one.downloads.find(({ name }) => name === 'decisions.json')!;
    const json = JSON.parse(await saved.blob.text());
    const uidOf = (n: number) => {
      const { scan } = one.state().files[n]!;
      return scan.kind === 'dicom' ? [newUid(scan.summary.sopInstanceUid)] : [];
    };
    expect(json).toMatchObject({ values: [{ sopInstanceUids: uidOf(0) }], boxes: [{ sopInstanceUids: uidOf(2) }] });
    expect(one.state().notice, 'without the key the file is of no use').toBe(decisionsStrings.saved(0, false));
    json.leftOut = uidOf(1);
    expect(json.madeUnder).toMatchObject({ profileSha256: hashProfile(one.state().profile), pixels: 'hold' });

    const other = await reviewed();
    await other.intents.openDecisions(new File([JSON.stringify(json)], 'decisions.json'));
    const { files, boxes, notice } = other.state();
    expect(files[0]?.values).toMatchObject([{ kind: 'remove', path: '(0008,103E)' }]);
    expect(files[1]).toMatchObject({ document: { kind: 'blank-page' }, outcome: { code: 'left-out' } });
    expect(files[2]?.redaction).toEqual(one.state().files[2]?.redaction);
    expect(notice).toBe(decisionsStrings.opened(3));
    await other.intents.takeBoxesBack(boxes.decisions[0]!.series);
    expect(other.state().files[2]?.redaction).toBeUndefined();
  });

  it('opens none that were made under another key or profile, and warns where that is not known', async () => {
    const under = { profile: createProfile('ps315-basic'), projectKey: new Uint8Array(32) };
    const fileWith = (others: Partial<typeof under> | null) => {
      const json = { format: 'nescio-decisions', formatVersion: 1, leftOut: [newUid('1.2.3.1.1.1')] };
      const made = others && { madeUnder: madeUnder({ ...under, ...others }) };
      return new File([JSON.stringify({ ...json, ...made })], 'decisions.json');
    };
    const { intents, state } = await reviewed();
    const before = state().files;
    const { scan } = before[0]!;
    const uid = scan.kind === 'dicom' ? scan.summary.sopInstanceUid : '';
    await intents.openDecisions(fileWith({ projectKey: new Uint8Array(32).fill(1) }));
    expect(state().notice).toBe(decisionsStrings.ofOthers(`${whyOthers['other-key']}${decisionsStrings.loadKey}`));
    await intents.openDecisions(fileWith({ profile: createProfile('qmenta-guarded') }));
    expect(state().notice).toBe(decisionsStrings.ofOthers(whyOthers['other-profile']));
    await intents.openDecisions(fileWith({ profile: { ...under.profile, pixels: 'export' } }));
    expect(state().notice).toBe(decisionsStrings.ofOthers(whyOthers['other-pixels']));
    expect(state().files).toBe(before);
    const unknown = { format: 'nescio-decisions', formatVersion: 1, leftOut: [newUid(uid)] };
    await intents.openDecisions(new File([JSON.stringify(unknown)], 'decisions.json'));
    expect(state().notice).toBe(decisionsStrings.opened(1, 0, true));
    expect(state().files[0]?.outcome).toMatchObject({ code: 'left-out' });
  });

  it('says nothing of a key that is saved', async () => {
    const { intents, state } = await reviewed();
    intents.saveKey();
    await intents.saveDecisions();
    expect(state().notice).toBeNull();
  });

  it('brings boxes by device, which blank nothing by themselves', async () => {
    const { intents, state } = await reviewed();
    const before = state().files;
    const match = {
      manufacturer: 'Works',
      model: 'Sono',
      station: '0'.repeat(26),
      sopClass: '1.2',
      rows: 8,
      columns: 8,
    };
    const device = { at: atIso, match, rectangles: [box.rectangle], blanked: { series: 1, last: atIso } };
    const json = {
      ...{ format: 'nescio-decisions', formatVersion: 1, devices: [device] },
      madeUnder: madeUnder({ profile: createProfile('ps315-basic'), projectKey: new Uint8Array(32) }),
    };
    await intents.openDecisions(new File([JSON.stringify(json)], 'decisions.json'));
    expect(state().boxes.devices).toEqual([device]);
    expect(state().files.map(({ redaction }) => redaction)).toEqual(before.map(() => undefined));
    expect(state().notice).toBe(decisionsStrings.opened(0, 0, false, 1));
  });

  it('says which UIDs it does not name, as several files have them', async () => {
    const page = await reviewed(deidentifiedAs);
    const document = { kind: 'blank-page', atIso } as const;
    const entries = [{ id: 1, release: null, values: [], document }];
    await page.intents.decideEntry(decision, { kind: 'files-decided', entries }, null);
    await eventually(() => expect(isForetold(page.state().files)).toBe(true));
    await page.intents.saveDecisions();
    expect(page.state().notice).toBe(decisionsStrings.saved(1, false));
    expect(JSON.parse(await page.downloads[0]!.blob.text())).toMatchObject({
      documents: [],
      sharedUids: ['2.25.9003'],
    });
  });

  it('is not opened where it is too large or cannot be read', async () => {
    const { intents, state } = await reviewed();
    const text = JSON.stringify({ format: 'nescio-decisions', formatVersion: 1 });
    const large = new File([text], 'decisions.json');
    Object.defineProperty(large, 'size', { value: 256 * 1024 * 1024 + 1 });
    await intents.openDecisions(large);
    expect(state().notice).toBe(decisionsStrings.unreadable);
    const gone = Object.assign(new File([text], 'decisions.json'), { text: () => Promise.reject(new Error('Gone.')) });
    await intents.openDecisions(new File([text], 'decisions.json'));
    expect(state().notice).toBe(decisionsStrings.opened(0, 0, true));
    await intents.openDecisions(gone);
    expect(state().notice).toBe(decisionsStrings.unreadable);
  });

  it('changes nothing when it is refused, or is about other files', async () => {
    const { intents, state } = await reviewed();
    const before = state().files;
    await intents.openDecisions(new File(['{}'], 'decisions.json'));
    expect(state().notice).toMatch(/nothing was changed\. \$\.format/);
    await intents.openDecisions(new File(['{"format":"nescio-decisions","formatVersion":1}'], 'decisions.json'));
    expect(state().notice).toBe(decisionsStrings.opened(0));
    expect(state().files).toBe(before);
  });
});
