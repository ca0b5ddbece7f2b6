import { explicitVrLittleEndianUid } from '../../src/dicom/transfer-syntax.ts';
import { type ElementDescription, writeFile } from '../../src/dicom/write-dataset.ts';
import { describeImage, type ImageIdentity, noise, privateBlock, tagOf, text } from './describe-image.ts';

const ctImage = '1.2.840.10008.5.1.4.1.1.2';
const mrImage = '1.2.840.10008.5.1.4.1.1.4';
const enhancedMr = '1.2.840.10008.5.1.4.1.1.4.1';
const implicitVrLittleEndianUid = '1.2.840.10008.1.2';
/** Its frames are one fragment each, and noise is as good as any. */
const jpegLosslessUid = '1.2.840.10008.1.2.4.70';

const ctPixels = noise(512 * 512 * 2, 7);
const mrPixels = noise(128 * 128 * 2, 11);

/** 512 x 512, about 200 elements with nested sequences and two private blocks; 525 KB. */
export function ctSlice(at: number): Uint8Array {
  return write(
    [
      ...describeImage(identityOf(at, 100), 'CT', ctImage),
      ...acquisition(12),
      ...pixelModule(512),
      ...privateBlock(0x0009, 'BENCH CT 01', 12, 32),
      ...privateBlock(0x0043, 'BENCH CT 43', 24, 64),
      { tag: 0x7fe00010, vr: 'OW', bytes: ctPixels },
    ],
    ctImage,
    explicitVrLittleEndianUid,
  );
}

/** 128 x 128, Implicit VR, 8 KB of private elements; 45 KB. */
export function smallMr(at: number): Uint8Array {
  return write(
    [
      ...describeImage(identityOf(at, 250), 'MR', mrImage),
      ...acquisition(4),
      ...pixelModule(128),
      ...privateBlock(0x0019, 'BENCH MR 19', 32, 64),
      ...privateBlock(0x0029, 'BENCH MR 29', 6, 1024),
      { tag: 0x7fe00010, vr: 'OW', bytes: mrPixels },
    ],
    mrImage,
    implicitVrLittleEndianUid,
  );
}

/** A header with a stamp of pixels, for runs where the number of files is what matters; 4 KB. */
export function tinySlice(at: number, perSeries = 200): Uint8Array {
  return write(
    [
      ...describeImage(identityOf(at, perSeries), 'CT', ctImage),
      ...pixelModule(16),
      { tag: 0x7fe00010, vr: 'OW', bytes: mrPixels.subarray(0, 512) },
    ],
    ctImage,
    explicitVrLittleEndianUid,
  );
}

/** As small, and said to show annotation: it waits for a person who looks at it. */
export function heldSlice(at: number, perSeries: number): Uint8Array {
  return write(
    [
      ...describeImage(identityOf(at, perSeries), 'CT', ctImage),
      ...pixelModule(16),
      text(0x00280301, 'CS', 'YES'),
      { tag: 0x7fe00010, vr: 'OW', bytes: mrPixels.subarray(0, 512) },
    ],
    ctImage,
    explicitVrLittleEndianUid,
  );
}

/** Functional groups for every frame, pixels of 64 x 64; 26 MB at 3,000 frames. */
export function enhancedImage(frames: number): Uint8Array {
  const perFrame = Array.from({ length: frames }, (_, at): ElementDescription[] => [
    sequence(0x00189114, [{ tag: 0x00189082, vr: 'FD', values: [2.5] }]),
    sequence(0x00209111, [
      text(0x00189074, 'DT', `20240131101500.${String(at).padStart(6, '0')}`),
      text(0x00189151, 'DT', '20240131101500.500000'),
      { tag: 0x00209156, vr: 'US', values: [1] },
      { tag: 0x00209157, vr: 'UL', values: [1, at + 1] },
    ]),
    sequence(0x00209113, [{ tag: 0x00200032, vr: 'DS', values: ['-100', '-100', (at * 0.5).toFixed(2)] }]),
    sequence(0x00209116, [{ tag: 0x00200037, vr: 'DS', values: ['1', '0', '0', '0', '1', '0'] }]),
  ]);
  return write(
    [
      ...describeImage(identityOf(0, 1), 'MR', enhancedMr),
      text(0x00280008, 'IS', String(frames)),
      ...pixelModule(64),
      { tag: 0x52009230, vr: 'SQ', items: perFrame },
      { tag: 0x7fe00010, vr: 'OW', bytes: noise(frames * 64 * 64 * 2, 13) },
    ],
    enhancedMr,
    explicitVrLittleEndianUid,
  );
}

/** An encapsulated object of many fragments, each a JPEG image whose coded bytes are noise, which nothing here decodes. */
export function fragmentedImage(fragments: number, fragmentBytes: number): Uint8Array {
  const coded = jpegOfNoise(fragmentBytes);
  return write(
    [
      ...describeImage(identityOf(0, 1), 'CT', ctImage),
      text(0x00280008, 'IS', String(fragments)),
      ...pixelModule(512),
      { tag: 0x7fe00010, vr: 'OB', fragments: [new Uint8Array(0), ...Array(fragments).fill(coded)] },
    ],
    ctImage,
    jpegLosslessUid,
  );
}

/** Start of image, frame and scan, noise in which FF is stuffed, end of image. */
function jpegOfNoise(lengthBytes: number): Uint8Array {
  const head = [0xff, 0xd8, 0xff, 0xc3, 0, 11, 16, 2, 0, 2, 0, 1, 1, 0x11, 0, 0xff, 0xda, 0, 8, 1, 1, 0, 1, 0, 0];
  const bytes = noise(lengthBytes, 17);
  for (let at = 1; at < lengthBytes; at++) if (bytes[at - 1] === 0xff) bytes[at] = 0;
  bytes.set(head);
  bytes.set([0, 0xff, 0xd9], lengthBytes - 3);
  return bytes;
}

/** Everything of a multi-frame up to its pixels, whose length is stated: the file is then stretched to its size. */
export function multiFrameHead(pixelBytes: number): Uint8Array {
  const head = write(
    [
      ...describeImage(identityOf(0, 1), 'CT', ctImage),
      text(0x00280008, 'IS', String(Math.floor(pixelBytes / (512 * 512 * 2)))),
      ...pixelModule(512),
      { tag: 0x7fe00010, vr: 'OW', bytes: new Uint8Array(0) },
    ],
    ctImage,
    explicitVrLittleEndianUid,
  );
  new DataView(head.buffer, head.byteOffset).setUint32(head.length - 4, pixelBytes, true);
  return head;
}

function write(elements: readonly ElementDescription[], sopClassUid: string, transferSyntaxUid: string): Uint8Array {
  const sorted = [...elements].sort((a, b) => a.tag - b.tag);
  const instance = sorted.find(({ tag }) => tag === 0x00080018);
  const meta = {
    mediaStorageSopClassUid: sopClassUid,
    mediaStorageSopInstanceUid: instance !== undefined && 'values' in instance ? String(instance.values[0]) : '',
    transferSyntaxUid,
    implementationClassUid: '2.25.999',
    implementationVersionName: 'BENCH',
  };
  return writeFile(sorted, meta, true);
}

/** Two series a study, two studies a patient. */
function identityOf(at: number, perSeries: number): ImageIdentity {
  const series = Math.floor(at / perSeries);
  return {
    patient: 1 + Math.floor(series / 4),
    study: 1 + (Math.floor(series / 2) % 2),
    series: 1 + (series % 2),
    instance: 1 + (at % perSeries),
  };
}

function pixelModule(side: number): readonly ElementDescription[] {
  const word = (tag: number, value: number): ElementDescription => ({ tag, vr: 'US', values: [value] });
  return [
    word(0x00280002, 1),
    text(0x00280004, 'CS', 'MONOCHROME2'),
    word(0x00280010, side),
    word(0x00280011, side),
    { tag: 0x00280030, vr: 'DS', values: ['0.5', '0.5'] },
    word(0x00280100, 16),
    word(0x00280101, 12),
    word(0x00280102, 11),
    word(0x00280103, 0),
    text(0x00281050, 'DS', '40'),
    text(0x00281051, 'DS', '400'),
    text(0x00281052, 'DS', '-1024'),
    text(0x00281053, 'DS', '1'),
  ];
}

/** Numbers about the acquisition that no rule names, and a sequence of them. */
function acquisition(items: number): readonly ElementDescription[] {
  const real = (tag: number, at: number): ElementDescription => ({ tag, vr: 'FD', values: [at * 0.125] });
  const exposure = Array.from({ length: items }, (_, at) => [
    real(0x00189328, at),
    real(0x00189330, at + 1),
    real(0x00189332, at + 2),
  ]);
  return [
    ...[0x88, 0x90, 0x1100, 0x1110, 0x1111, 0x1120, 0x1130, 0x1140, 0x1150, 0x1151, 0x1152, 0x1170, 0x1190].map(
      (element) => text(tagOf(0x0018, element), 'DS', '12.5'),
    ),
    ...[0x9305, 0x9306, 0x9307, 0x9309, 0x9310, 0x9311, 0x9345].map((element, at) => real(tagOf(0x0018, element), at)),
    { tag: 0x00189321, vr: 'SQ', items: exposure },
  ];
}

function sequence(tag: number, item: readonly ElementDescription[]): ElementDescription {
  return { tag, vr: 'SQ', items: [item] };
}
