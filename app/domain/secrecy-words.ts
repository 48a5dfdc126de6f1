const longestLevel = 12;
/** Levels and their neighbours as offices write them into a cell of their own: 保守国家秘密法 art. 14, 64, and what units add. */
const levels = /绝密|机密|秘密|涉密|保密|内部|不公开|不宜公开|受控|受限|限制|敏感|不予公开|非公开/;
const open = /^(?:不|非|未)涉(?:及)?(?:国家)?(?:秘密|密)|^非密|^无密/;

/**
 * True where a row holds a cell that names a level of secrecy other than 公开, whatever column that is: 内部, 秘密★3年. Longer texts
 * speak of such things without being marked; the screen reads those.
 */
export const isRestrictedRow = (cells: readonly string[]): boolean =>
  cells.some((cell) => {
    const word = cell.normalize('NFKC').replace(/\s/g, '');
    return word.length <= longestLevel && levels.test(word) && !open.test(word);
  });
