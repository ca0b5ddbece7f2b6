import { elementOf, groupOf, type Tag } from '../../dicom/tag.ts';

/** What converters read from private data: what it is to them, who reads it, and where it stands. */
export type Need = { readonly what: string; readonly readers: string };

const gradients: Need = { what: 'b-value and gradient direction', readers: 'dcm2niix, dcmstack, 3D Slicer' };
const sliceTiming: Need = { what: 'slice timing', readers: 'dcm2niix, dcmstack' };
const phaseEncoding: Need = { what: 'phase encoding direction and echo spacing', readers: 'dcm2niix' };
const scale: Need = { what: 'scale factor', readers: 'dcm2niix, PET2BIDS' };
const protocol: Need = { what: 'slice geometry, timing and phase encoding', readers: 'dcm2niix, nibabel, dcmstack' };
const frames: Need = { what: 'order, scale and gradients of its frames', readers: 'dcm2niix' };
const tracer: Need = { what: 'dose and times of the tracer', readers: 'PET2BIDS, dcm2niix' };

const rows: readonly (readonly [creator: string, group: number, elements: readonly number[], need: Need])[] = [
  ['SIEMENS MR HEADER', 0x0019, [0x0c, 0x0e], gradients],
  ['SIEMENS MR HEADER', 0x0019, [0x29], sliceTiming],
  ['SIEMENS MR HEADER', 0x0019, [0x28], phaseEncoding],
  ['SIEMENS CSA HEADER', 0x0029, [0x10, 0x20], protocol],
  ['SIEMENS MR SDI 02', 0x0021, [0x04], sliceTiming],
  ['SIEMENS MR SDI 02', 0x0021, [0x1c, 0x53], phaseEncoding],
  ['SIEMENS MR SDS 01', 0x0021, [0x1c, 0x19], phaseEncoding],
  ['SIEMENS MR SDR 01', 0x0021, [0x1c, 0x19], phaseEncoding],
  ['GEMS_PARM_01', 0x0043, [0x39], gradients],
  ['GEMS_ACQU_01', 0x0019, [0xbb, 0xbc, 0xbd], gradients],
  ['GEMS_RELA_01', 0x0021, [0x5e], sliceTiming],
  ['GEMS_SERS_01', 0x0025, [0x1b], sliceTiming],
  ['GEMS_PARM_01', 0x0043, [0x2c], phaseEncoding],
  ['GEMS_PETD_01', 0x0009, [0x38, 0x39, 0x3b, 0x3d], tracer],
  ['SIEMENS MED PT', 0x0071, [0x22], tracer],
  ['Philips Imaging DD 001', 0x2001, [0x03], gradients],
  ['Philips Imaging DD 001', 0x2001, [0x13, 0x22], phaseEncoding],
  ['Philips MR Imaging DD 001', 0x2005, [0xb0, 0xb1, 0xb2], gradients],
  ['Philips MR Imaging DD 001', 0x2005, [0x0d, 0x0e], scale],
  ['Philips MR Imaging DD 005', 0x2005, [0x09, 0x0a], scale],
  ['Philips MR Imaging DD 005', 0x2005, [0x0f], frames],
  ['Philips PET Private Group', 0x7053, [0x00, 0x09], scale],
  ['Image Private Header', 0x0065, [0x09, 0x37], gradients],
  ['Image Private Header', 0x0065, [0x51], sliceTiming],
  ['TOSHIBA_MEC_MR3', 0x700d, [0x00], scale],
];

/** Where the geometry of an image stands in private data alone: without it slices are taken apart wrongly. */
export type GeometryNeed = { readonly creator: string; readonly group: number; readonly element: number };

/** A mosaic holds all slices of a volume in one image. Its CSA header comes first: it has the direction of the slices too. */
export const mosaicHeader: GeometryNeed = { creator: 'SIEMENS CSA HEADER', group: 0x0029, element: 0x10 };
export const mosaicCount: GeometryNeed = { creator: 'SIEMENS MR HEADER', group: 0x0019, element: 0x0a };
export const gridCount: GeometryNeed = { creator: 'Image Private Header', group: 0x0065, element: 0x50 };
export const gridFrames: GeometryNeed = { creator: 'Image Private Header', group: 0x0065, element: 0x51 };

const needs: ReadonlyMap<string, Need | null> = new Map([
  ...[mosaicCount, gridCount].map(({ creator, group, element }) => [nameOf(creator, group, element), null] as const),
  ...rows.flatMap(([creator, group, elements, need]) =>
    elements.map((element) => [nameOf(creator, group, element), need] as const),
  ),
]);

const places: ReadonlySet<number> = new Set([
  ...rows.flatMap(([, group, elements]) => elements.map((element) => (group << 8) | element)),
  ...[mosaicCount, gridCount].map(({ group, element }) => (group << 8) | element),
]);

/** Without a look at the creator: may an element be one that converters read? */
export function mayBeNeeded(tag: Tag): boolean {
  return places.has((groupOf(tag) << 8) | (elementOf(tag) & 0xff)) && elementOf(tag) >= 0x1000;
}

/** @returns undefined for what nobody needs, null for what counts for the geometry alone */
export function needOf(creator: string, tag: Tag): Need | null | undefined {
  return needs.get(nameOf(creator, groupOf(tag), elementOf(tag) & 0xff));
}

export function nameOf(creator: string, group: number, element: number): string {
  return `${group}:${element}:${creator}`;
}
