/**
 * What an uploaded workbook may unfold to. Text of achievements packs about 1:3, empty formatted cells about 1:50; a zip
 * bomb packs 1:1000 or lies about its sizes, which yauzl checks while it inflates.
 */
export const zipLimits = {
  entries: 2_000,
  totalBytes: 768 * 1_048_576,
  /** Above `ratioFrom` unfolded bytes, one packed byte may become this many. */
  ratio: 150,
  ratioFrom: 16 * 1_048_576,
} as const;

export const sheetLimits = { columns: 200, cellChars: 32_767, headWithin: 10 } as const;
