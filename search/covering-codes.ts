/** A field item (17.2) also counts for its field (17), a county also for its 市州 and its province. */
export const fieldCodes = (codes: readonly string[]): string[] => [
  ...new Set(codes.flatMap((code) => (code.includes('.') ? [code, code.slice(0, code.indexOf('.'))] : [code]))),
];
export const regionCodes = (code: string): string[] =>
  /^\d{6}$/.test(code) ? [...new Set([code, `${code.slice(0, 4)}00`, `${code.slice(0, 2)}0000`])] : [code];
