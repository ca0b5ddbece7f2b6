import type { DeviceTemplate } from './profile.ts';

/** Which images are meant: those of one device. What is absent may be anything. */
export type DeviceMatch = DeviceTemplate['match'] & {
  /** Station Name as a keyed hash: it may say a hospital or a room. */
  readonly station?: string;
};

/** What an image says of the device that made it; '' for what it does not say. */
export type Device = Required<DeviceMatch>;

/** True for an image of the device that is meant. Texts are compared as a whole, capitals or not. */
export function isOfDevice(device: Device, match: DeviceMatch): boolean {
  return (
    device.rows === match.rows &&
    device.columns === match.columns &&
    isText(match.manufacturer, device.manufacturer) &&
    isText(match.model, device.model) &&
    isText(match.sopClass, device.sopClass) &&
    isText(match.station, device.station)
  );
}

function isText(wanted: string | undefined, text: string): boolean {
  return wanted === undefined || wanted.toUpperCase() === text.toUpperCase();
}
