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
  '(0018,9005)', // Pulse Sequence Name
]);

export function isCodeAttribute(tag: string): boolean {
  return codeAttributes.has(tag);
}

export function isTechniqueAttribute(tag: string): boolean {
  return techniqueAttributes.has(tag);
}
