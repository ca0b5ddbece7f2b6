/** Bytes that a kind of archive has at one place. */
type Signature = { readonly name: string; readonly atBytes: number; readonly bytes: string };

/**
 * Archives, packed files and disc images that are named and not opened, by the bytes that tell each (code points stand for
 * bytes). The names complete "This is …".
 */
export const archiveKinds: readonly Signature[] = [
  { name: 'a 7-Zip archive', atBytes: 0, bytes: '7z\xbc\xaf\x27\x1c' },
  { name: 'a RAR archive', atBytes: 0, bytes: 'Rar!\x1a\x07' },
  { name: 'a file packed by xz', atBytes: 0, bytes: '\xfd7zXZ\x00' },
  { name: 'a file packed by bzip2', atBytes: 4, bytes: '1AY&SY' },
  { name: 'a file packed by bzip2', atBytes: 4, bytes: '\x17\x72\x45\x38\x50\x90' },
  { name: 'a file packed by Zstandard', atBytes: 0, bytes: '\x28\xb5\x2f\xfd' },
  { name: 'a file packed by LZ4', atBytes: 0, bytes: '\x04\x22\x4d\x18' },
  { name: 'a file packed by LZ4', atBytes: 0, bytes: '\x02\x21\x4c\x18' },
  { name: 'a file packed by lzip', atBytes: 0, bytes: 'LZIP' },
  { name: 'a file packed by lzop', atBytes: 0, bytes: '\x89LZO\x00\x0d\x0a\x1a\x0a' },
  { name: 'a file packed by compress', atBytes: 0, bytes: '\x1f\x9d' },
  { name: 'a file packed by pack', atBytes: 0, bytes: '\x1f\x1e' },
  { name: 'a file packed by LZH', atBytes: 0, bytes: '\x1f\xa0' },
  { name: 'a Windows cabinet', atBytes: 0, bytes: 'MSCF\x00\x00\x00\x00' },
  { name: 'a cpio archive', atBytes: 0, bytes: '070701' },
  { name: 'a cpio archive', atBytes: 0, bytes: '070702' },
  { name: 'a cpio archive', atBytes: 0, bytes: '070707' },
  { name: 'a cpio archive', atBytes: 0, bytes: '\xc7\x71' },
  { name: 'an ar archive', atBytes: 0, bytes: '!<arch>\n' },
  { name: 'a xar archive', atBytes: 0, bytes: 'xar!\x00\x1c' },
  { name: 'an ARJ archive', atBytes: 0, bytes: '\x60\xea' },
  { name: 'an ACE archive', atBytes: 7, bytes: '**ACE**' },
  { name: 'an LHA archive', atBytes: 2, bytes: '-lh0-' },
  { name: 'an LHA archive', atBytes: 2, bytes: '-lh5-' },
  { name: 'an LHA archive', atBytes: 2, bytes: '-lh6-' },
  { name: 'an LHA archive', atBytes: 2, bytes: '-lh7-' },
  { name: 'a StuffIt archive', atBytes: 0, bytes: 'StuffIt (c)' },
  { name: 'a StuffIt archive', atBytes: 0, bytes: 'SIT!' },
  { name: 'a Windows image', atBytes: 0, bytes: 'MSWIM\x00\x00\x00' },
  { name: 'a SquashFS image', atBytes: 0, bytes: 'hsqs' },
  { name: 'a virtual disc', atBytes: 0, bytes: 'conectix' },
  { name: 'a virtual disc', atBytes: 0, bytes: 'vhdxfile' },
  { name: 'a virtual disc', atBytes: 0, bytes: 'KDMV' },
  { name: 'a virtual disc', atBytes: 0, bytes: 'QFI\xfb' },
  // ECMA-119 8.1 and UDF (ECMA-167 2/9.1): descriptors from sector 16 on, of 2048 bytes or, in raw images, of 2352.
  { name: 'a disc image (ISO 9660)', atBytes: 32_769, bytes: 'CD001' },
  { name: 'a disc image (UDF)', atBytes: 32_769, bytes: 'BEA01' },
  { name: 'a disc image (raw sectors)', atBytes: 37_649, bytes: 'CD001' },
  { name: 'a disc image (raw sectors)', atBytes: 37_657, bytes: 'CD001' },
];

/** Enough for every signature above. */
export const signatureBytes = 37_662;

/** What Apple's disc images end with: 512 bytes that begin so. */
export const appleDiscImage = { name: 'a disc image of macOS (DMG)', bytes: 'koly', fromEndBytes: 512 };

/** A member, an empty zip, a first piece, and an archive that was to be cut and was not (APPNOTE 4.3.7, 4.3.16, 8.5). */
export const zipSignatures = ['PK\x03\x04', 'PK\x05\x06', 'PK\x07\x08', 'PK00PK'] as const;

/** First members of office documents, e-books and programs that are zips by their format: documents, not archives. */
export const documentMembers = ['[Content_Types].xml', '_rels/', 'docProps/', 'mimetype', 'META-INF/'] as const;

/** Beginnings of a program, which may unpack what it carries. */
export const programSignatures = ['MZ', '\x7fELF', '#!'] as const;

/** Archives inside a program that unpacks itself. */
export const carriedKinds: readonly { readonly name: string; readonly bytes: string }[] = [
  { name: 'a 7-Zip archive', bytes: '7z\xbc\xaf\x27\x1c' },
  { name: 'a RAR archive', bytes: 'Rar!\x1a\x07' },
  { name: 'a Windows cabinet', bytes: 'MSCF\x00\x00\x00\x00' },
];

/** Resource forks and Finder data of macOS beside or around a file (RFC 1740). */
export const appleDoubleSignatures = ['\x00\x05\x16\x07\x00\x02\x00\x00', '\x00\x05\x16\x00\x00\x02\x00\x00'] as const;

/** Names that browsers and other programs give to a download while it runs. */
export const unfinishedDownload = /\.(?:part|partial|crdownload|download|opdownload|filepart|aria2|!ut)$/i;

/** Names of one piece of an archive that was cut into several. */
export const splitArchive = /\.(?:z\d\d|r\d\d|(?:7z|zip|rar|tar|gz|tgz|iso)\.\d{3})$/i;
