/** The pattern of texts that hold these words as they are written. Example: '5%' → '%5\%%'. */
export const containing = (words: string): string => `%${words.replace(/[\\%_]/g, '\\$&')}%`;
