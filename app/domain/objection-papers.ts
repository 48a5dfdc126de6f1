/** Evidence that an objection to a price brings along: at most so many files, each of at most so many bytes. */
export const objectionPapers = { most: 5, maxBytes: 20 * 1_048_576 } as const;
