import { describe, expect, it } from 'vitest';
import type { WorkerSettings } from '../../pipeline/contracts/deidentify.protocol.ts';
import { eventually } from '../../testing/eventually.ts';
import { deidentifiedAs } from '../../testing/fake-batch.ts';
import { fakeServices } from '../../testing/fake-services.ts';
import { openPage, openResult } from '../../testing/open-page.ts';
import type { BoxDraft } from '../batch/boxes.ts';
import { isForetold } from '../batch/forecast-state.ts';
import { strings } from '../ui/strings.ts';

const draft: BoxDraft = {
  boxes: [{ id: 0, rectangle: { column: 1, row: 2, columns: 30, rows: 8 }, isTicked: true }],
  base: [],
};
const applied = { series: 'S', draft, scope: 'image', ids: [1], shown: 'One of one' } as const;

describe('boxes', () => {
  it('are told to the workers, and their files are planned anew', async () => {
    const told: (readonly string[] | undefined)[] = [];
    const { services } = fakeServices({ outcome: (path) => deidentifiedAs(path) });
    const configure = async ({ blankedInstances }: WorkerSettings) => {
      told.push(blankedInstances);
    };
    const page = await openPage({}, { pool: { ...services.pool, configure } });
    await page.review();
    await page.intents.blankBoxes(applied);
    const { scan } = page.state().files[1]!;
    expect(told.at(-1)).toEqual([scan.kind === 'dicom' ? scan.summary.sopInstanceUid : '']);
    await eventually(() => expect(isForetold(page.state().files)).toBe(true));
    await page.intents.takeBoxesBack('S');
    expect(told.at(-1)).toEqual([]);
    await eventually(() => expect(isForetold(page.state().files)).toBe(true));
    expect(page.state().files[1]?.redaction).toBeUndefined();
  });

  it('are refused while files are written, which were planned without them', async () => {
    const { store, state, intents } = await openResult();
    const progress = { written: 0, writtenBytes: 0, total: 3, totalBytes: 3 };
    store.dispatch({ kind: 'save-started', what: 'zip', ...progress });
    await intents.blankBoxes(applied);
    expect(state().files[1]?.redaction).toBeUndefined();
    expect(state().notice).toBe(strings.refusedWhileWriting);
  });
});
