/** Codes of published lists and their lists' editions, whose digits and words are the list's own. */
const codeAttributes: ReadonlySet<string> = new Set([
  '(0008,0005)', // Specific Character Set
  '(0008,0100)', // Code Value
  '(0008,0102)', // Coding Scheme Designator
  '(0008,0103)', // Coding Scheme Version
  '(0008,0105)', // Mapping Resource
  '(0008,0106)', // Context Group Version
  '(0008,0107)', // Context Group Local Version
  '(0008,0118)', // Mapping Resource UID
  '(0008,0119)', // Long Code Value
  '(0008,010F)', // Context Identifier
  '(0008,0201)', // Timezone Offset From UTC
]);

/** What names a product or a technique: its words are in no dictionary and tell nothing about a person. */
const techniqueAttributes: ReadonlySet<string> = new Set([
  '(0008,0070)', // Manufacturer
  '(0008,1090)', // Manufacturer's Model Name
  '(0018,0024)', // Sequence Name
  '(0018,1020)', // Software Versions
  '(0018,1160)', // Filter Type
  '(0018,1210)', // Convolution Kernel
  '(0018,1250)', // Receive Coil Name
  '(0018,1251)', // Transmit Coil Name
  '(0018,1401)', // Acquisition Device Processing Code
  '(0018,9005)', // Pulse Sequence Name
  '(0018,9041)', // Receive Coil Manufacturer Name
  '(0018,9050)', // Transmit Coil Manufacturer Name
  '(0020,1040)', // Position Reference Indicator
  '(0020,9213)', // Dimension Index Private Creator
  '(0020,9238)', // Functional Group Private Creator
  '(0028,1054)', // Rescale Type
  '(0028,1055)', // Window Center & Width Explanation
  '(0028,3003)', // LUT Explanation
  '(0040,9210)', // LUT Label
  '(0062,0009)', // Segment Algorithm Name
]);

export function isCodeAttribute(tag: string): boolean {
  return codeAttributes.has(tag);
}

/** Private creators name a vendor and a format. */
export function isTechniqueAttribute(tag: string): boolean {
  return techniqueAttributes.has(tag) || /^\([0-9A-F]{3}[13579BDF],00[1-9A-F][0-9A-F]\)$/.test(tag);
}
