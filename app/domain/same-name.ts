/** A name as it is compared: compatibility forms unified (NFKC), without blanks. '甘肃陇药（集团） 有限公司' → '甘肃陇药(集团)有限公司' */
export const plainName = (name: string): string => name.normalize('NFKC').replaceAll(/\s/g, '');

/**
 * Whether two spellings name one organisation: blanks do not count, nor whether brackets are Chinese or Latin.
 * 甘肃陇药（集团）有限公司 and 甘肃陇药(集团)有限公司: true.
 */
export const sameName = (a: string, b: string): boolean => plainName(a) === plainName(b);
