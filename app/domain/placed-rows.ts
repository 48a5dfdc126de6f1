import type { ReceiptState } from './payment-machine.ts';

/** Receipts of a claim together with advances that were put on it, each as the record of its payments has it. */
export const withPlaced = <Receipt extends object, Placed extends object>(
  receipts: readonly Receipt[],
  placed: readonly Placed[],
) => [
  ...receipts.map((row) => ({ ...row, isPlaced: false })),
  ...placed.map((row) => ({ ...row, state: 'confirmed' as ReceiptState, isSetOff: false, isPlaced: true })),
];
