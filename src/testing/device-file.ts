import type { BatchFile } from '../pipeline/contracts/batch-file.ts';
import type { FileSummary, ScannedDevice } from '../pipeline/contracts/file-outcome.ts';
import { fakeFile } from './fake-batch.ts';

const ultrasound: ScannedDevice = { manufacturer: 'Example Works', model: 'Sono 3', station: 'FAKE ROOM' };

/** An image of one device that an invented clinic has, in a series of its own unless told otherwise. */
export function deviceFile(
  id: number,
  device: Partial<ScannedDevice> = {},
  summary: Partial<FileSummary> = {},
  parts: Partial<BatchFile> = {},
): BatchFile {
  const file = fakeFile(id, { seriesInstanceUid: `2.25.20${id}`, seriesNumber: String(id), ...summary }, parts);
  const { scan } = file;
  return { ...file, scan: scan.kind === 'dicom' ? { ...scan, device: { ...ultrasound, ...device } } : scan };
}
