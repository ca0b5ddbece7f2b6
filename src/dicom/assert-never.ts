/** Makes the compiler list every switch that a new union member must extend. */
export function assertNever(_value: never): never {
  throw new Error('A case of a union is not handled.');
}
