import { useState } from 'react';
import { deviceOf } from '../../pipeline/batch/device-of.ts';
import type { BatchFile } from '../../pipeline/contracts/batch-file.ts';
import { isOfDevice } from '../../profile/device-match.ts';
import { joinDevices } from '../../report/decisions/device-boxes.ts';
import type { BoxesState } from '../batch/boxes.ts';
import { useBatch, useIntents } from '../store/use-batch.ts';
import { formatDate } from '../ui/format.ts';
import { boxesStrings } from '../ui/strings/boxes.ts';

const text = boxesStrings.opened;

/**
 * Boxes of opened decisions that are meant for the device of this image, each with the way to be rid of it: it is proposed nowhere any
 * more, and what was blanked stays.
 */
export function OpenedDevices({ file }: { file: BatchFile }) {
  const devices = useBatch(({ boxes }) => boxes.devices);
  const projectKey = useBatch((state) => state.projectKey.bytes);
  const { setDevices } = useIntents();
  const [removed, setRemoved] = useState<BoxesState['devices'][number] | null>(null);
  const device = deviceOf(file, projectKey);
  const own = device === null ? [] : devices.filter(({ match }) => isOfDevice(device, match));
  if (own.length === 0 && removed === null) return null;
  return (
    <>
      {own.length > 0 && (
        <ul className="decision-reasons" aria-label={text.list}>
          {own.map((boxes, n) => (
            <li key={`${boxes.at} ${JSON.stringify(boxes.rectangles)}`} className="row between">
              <span>{text.boxes(boxes.rectangles.length, formatDate(boxes.at.slice(0, 10).replaceAll('-', '')))}</span>
              <button
                type="button"
                className="btn quiet small"
                aria-label={text.removeOne(n + 1)}
                onClick={() => {
                  setDevices(devices.filter((one) => one !== boxes));
                  setRemoved(boxes);
                }}
              >
                {text.remove}
              </button>
            </li>
          ))}
        </ul>
      )}
      {removed !== null && (
        <p role="status" className="row between">
          {text.removed(removed.rectangles.length)}
          <button
            type="button"
            className="btn quiet small"
            onClick={() => {
              // The same decisions may have been opened again meanwhile.
              setDevices(joinDevices([...devices, removed]));
              setRemoved(null);
            }}
          >
            {boxesStrings.undo}
          </button>
        </p>
      )}
    </>
  );
}
