/** A choice in a select, a group of radios or of boxes. */
export interface Option {
  readonly value: string;
  readonly label: string;
  /** One line under the label. */
  readonly hint?: string;
  readonly disabled?: boolean;
}
