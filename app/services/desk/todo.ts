/** One row of a desk. */
export interface Todo {
  readonly id: string;
  /** `subject.kind`: the page has the words and the place to go for each. */
  readonly kind: string;
  readonly title: string;
  readonly detail: string;
  readonly amountFen: bigint | null;
  /** Null where nothing but the other side's patience runs out. */
  readonly dueAt: Date | null;
  readonly href: string;
  /** The row that waits, for a date that stands with another. */
  readonly subjectId?: string;
  /** The actor's own roles can do it; else it waits for a colleague. */
  readonly isMine: boolean;
}
