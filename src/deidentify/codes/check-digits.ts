/** A concept of SNOMED CT: 6 to 18 digits, of the kind "concept", with the check digit of Verhoeff at the end. */
export function isSnomedConcept(code: string): boolean {
  return /^[1-9]\d{2,15}[01]0\d$/.test(code) && verhoeffSum(code) === 0;
}

/** A code of LOINC, or of its answers and parts: digits, and behind a hyphen the check digit of Luhn. */
export function isLoincCode(code: string): boolean {
  if (code === misprintedByTheStandard) return true;
  const [, digits, check] = /^(?:LP|LA)?(\d{1,7})-(\d)$/.exec(code) ?? [];
  return digits !== undefined && Number(check) === (10 - (luhnSum(digits) % 10)) % 10;
}

/** EKG study, as context groups of PS3.16 have it. */
const misprintedByTheStandard = '11524-0';

function luhnSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, at) => {
    const weighted = Number(digit) * (at % 2 === 0 ? 2 : 1);
    return sum + (weighted > 9 ? weighted - 9 : weighted);
  }, 0);
}

/** The multiplication of the dihedral group of ten elements: turns 0 to 4, and reflections 5 to 9. */
function multiply(one: number, other: number): number {
  if (one < 5) return other < 5 ? (one + other) % 5 : 5 + ((one + other) % 5);
  return other < 5 ? 5 + ((((one - other) % 5) + 5) % 5) : (((one - other) % 5) + 5) % 5;
}

const permutation = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4];

function verhoeffSum(digits: string): number {
  return [...digits].reverse().reduce((sum, digit, at) => {
    let permuted = Number(digit);
    for (let turn = 0; turn < at % 8; turn++) permuted = permutation[permuted] ?? 0;
    return multiply(sum, permuted);
  }, 0);
}
