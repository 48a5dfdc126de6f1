import { z } from 'zod';
import type { Task } from './store.ts';
import type { Tasks } from './tasks.ts';

export interface ApiDesk {
  readonly tasks: Tasks;
  readonly appId: string;
  readonly secret: string;
  readonly openCorpId: string;
  readonly base: () => string;
  readonly faults: Faults;
}

/** How the provider misbehaves, as a test asks for it. */
export interface Faults {
  /** The signed file is another one; or the signatures in it are said to be broken. */
  signedFile: 'right' | 'other' | 'broken';
  isReportLate: boolean;
}

/** Answers with one of the provider's codes. */
export class Refusal extends Error {
  constructor(
    readonly code: string,
    readonly status = 200,
  ) {
    super(code);
  }
}

/** What a call gives for its content; throws `Refusal`, or a ZodError where the content is not as published. */
export type Answer = (desk: ApiDesk, content: unknown) => unknown;

export const text = z.string().min(1);
export const OfTask = z.object({ signTaskId: text.max(20) });

export function taskOf({ tasks }: Pick<ApiDesk, 'tasks'>, content: unknown): Task {
  const task = tasks.find(OfTask.parse(content).signTaskId);
  if (task === undefined) throw new Refusal('211001');
  return task;
}

/** Instants are milliseconds in text. */
export const ms = (at: number | null) => (at === null ? null : String(at));
