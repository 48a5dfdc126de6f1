/** FNV-1a, one unit after the other: a hash of 32 bits, signed. */
export const fnvStart = 0x811c9dc5;
export const fnv = (hash: number, unit: number): number => Math.imul(hash ^ unit, 0x01000193);
