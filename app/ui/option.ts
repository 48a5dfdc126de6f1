/** A choice in a select, a group of radios or of boxes. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** One line under the label. */
  readonly hint?: string;
  readonly disabled?: boolean;
}

/** Options in the order of the words, each with its label. */
export const optionsOf = <Word extends string>(
  words: readonly Word[],
  labels: Readonly<Record<Word, string>>,
): Option[] => words.map((value) => ({ value, label: labels[value] }));
