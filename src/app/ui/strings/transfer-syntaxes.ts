const root = '1.2.840.10008.1.2';

const names: Readonly<Record<string, string>> = {
  '': 'Implicit VR Little Endian',
  '.1': 'Explicit VR Little Endian',
  '.1.98': 'Encapsulated uncompressed',
  '.1.99': 'Deflated',
  '.2': 'Explicit VR Big Endian',
  '.4.50': 'JPEG Baseline',
  '.4.51': 'JPEG Extended',
  '.4.57': 'JPEG Lossless',
  '.4.70': 'JPEG Lossless, first order',
  '.4.80': 'JPEG-LS Lossless',
  '.4.81': 'JPEG-LS near-lossless',
  '.4.90': 'JPEG 2000 Lossless',
  '.4.91': 'JPEG 2000',
  '.4.92': 'JPEG 2000 multi-component Lossless',
  '.4.93': 'JPEG 2000 multi-component',
  '.4.100': 'MPEG-2 Main Level',
  '.4.101': 'MPEG-2 High Level',
  '.4.102': 'MPEG-4 AVC',
  '.4.103': 'MPEG-4 AVC, BD-compatible',
  '.4.104': 'MPEG-4 AVC, 2D',
  '.4.105': 'MPEG-4 AVC, 3D',
  '.4.106': 'MPEG-4 AVC, stereo',
  '.4.107': 'HEVC Main',
  '.4.108': 'HEVC Main 10',
  '.4.110': 'JPEG XL Lossless',
  '.4.111': 'JPEG XL, from JPEG',
  '.4.112': 'JPEG XL',
  '.4.201': 'HTJ2K Lossless',
  '.4.202': 'HTJ2K Lossless, RPCL',
  '.4.203': 'HTJ2K',
  '.5': 'RLE Lossless',
};

/** Short name of a transfer syntax (PS3.6 table A-1); its UID where it has none here. */
export function transferSyntaxName(uid: string): string {
  return (uid.startsWith(root) ? names[uid.slice(root.length)] : undefined) ?? uid;
}
