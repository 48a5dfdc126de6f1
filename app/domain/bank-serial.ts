/**
 * A bank slip's serial number (回单流水号) as it is compared: compatibility forms unified (NFKC), upper case, without spaces,
 * hyphens and invisible marks, so that the same slip is the same however it is typed.
 * 'ｓｎ－2026 0001' → 'SN20260001'
 */
export const foldBankSerial = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s\p{Pd}\p{Cf}−]/gu, '');

/** True for 4 to 40 letters or digits, once folded. */
export const isBankSerial = (typed: string): boolean => /^[0-9A-Z]{4,40}$/.test(foldBankSerial(typed));
