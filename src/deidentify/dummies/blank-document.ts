/**
 * A document of one blank page, or the least that a reader of the type accepts, for Encapsulated Document (0042,0011)
 * under D. Built here, so nothing of the original is in it; of even length without padding.
 * @param mimeType (0042,0012), as `application/pdf`
 * @returns null for a type that nobody knows how to leave blank.
 * @see PS3.3 A.45, A.85, A.104 and A.105
 */
export function blankDocument(mimeType: string): Uint8Array | null {
  switch (mimeType.trim().toLowerCase()) {
    case 'application/pdf':
      return ascii(blankPdf());
    case 'text/xml':
    case 'application/xml':
      return ascii(blankCda);
    case 'model/stl':
    case 'application/sla':
      return emptyStl();
    case 'model/obj':
      return ascii('# removed\nv 0 0 0\nv 0 0 1\nv 0 1 0\nf 1 2 3\n');
    case 'model/mtl':
      return ascii('# removed\nnewmtl removed\nKd 1 1 1\n');
    default:
      return null;
  }
}

/** True for what `blankDocument` makes, as in a file that went through here before. */
export function isBlankDocument(bytes: Uint8Array): boolean {
  return blankTypes.some((type) => {
    const blank = blankDocument(type);
    return blank?.length === bytes.length && blank.every((byte, n) => byte === bytes[n]);
  });
}

const blankTypes = ['application/pdf', 'text/xml', 'model/stl', 'model/obj', 'model/mtl'] as const;

/** One empty page of A4 (ISO 32000-1 7.5): header, four objects, cross references, trailer. */
function blankPdf(): string {
  const objects = [
    '<< /Type /Catalog /Pages 2 0 R >>',
    '<< /Type /Pages /Kids [3 0 R] /Count 1 >>',
    '<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << >> /Contents 4 0 R >>',
    '<< /Length 0 >>\nstream\n\nendstream',
  ];
  let body = '%PDF-1.4\n';
  const offsets: number[] = [];
  objects.forEach((object, n) => {
    offsets.push(body.length);
    body += `${n + 1} 0 obj\n${object}\nendobj\n`;
  });
  // Each line of the table has exactly 20 bytes.
  const table = ['0000000000 65535 f \n', ...offsets.map((at) => `${`${at}`.padStart(10, '0')} 00000 n \n`)];
  const size = objects.length + 1;
  return `${body}xref\n0 ${size}\n${table.join('')}trailer\n<< /Size ${size} /Root 1 0 R >>\nstartxref\n${body.length}\n%%EOF\n`;
}

/** HL7 CDA R2 with what its schema demands, and nothing said. */
const blankCda = `<?xml version="1.0" encoding="UTF-8"?>
<ClinicalDocument xmlns="urn:hl7-org:v3">
<typeId root="2.16.840.1.113883.1.3" extension="POCD_HD000040"/>
<id nullFlavor="MSK"/>
<code nullFlavor="MSK"/>
<effectiveTime nullFlavor="MSK"/>
<confidentialityCode code="N" codeSystem="2.16.840.1.113883.5.25"/>
<recordTarget><patientRole><id nullFlavor="MSK"/></patientRole></recordTarget>
<author><time nullFlavor="MSK"/><assignedAuthor><id nullFlavor="MSK"/></assignedAuthor></author>
<custodian><assignedCustodian><representedCustodianOrganization><id nullFlavor="MSK"/></representedCustodianOrganization></assignedCustodian></custodian>
<component><nonXMLBody><text>removed</text></nonXMLBody></component>
</ClinicalDocument>
`;

/** Binary STL: a header of 80 bytes, a count, one triangle without area, and the attribute bytes. */
function emptyStl(): Uint8Array {
  const bytes = new Uint8Array(80 + 4 + 50);
  new DataView(bytes.buffer).setUint32(80, 1, true);
  return bytes;
}

/** White space at the end means nothing in any of these. */
function ascii(text: string): Uint8Array {
  const even = text.length % 2 === 0 ? text : `${text}\n`;
  return Uint8Array.from(even, (character) => character.charCodeAt(0));
}
