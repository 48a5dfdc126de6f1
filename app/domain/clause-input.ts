import { z } from 'zod';
import { clauseKeys } from './contract-clauses.ts';

const versionN = z.coerce.number().int().positive();
const note = z.string().trim().max(500, '最多 500 个字').default('');

/** One answer for each changed clause: `answer.royalty` = take or keep, `note.royalty` why. */
export const AnswerClausesInput = z
  .object({
    versionN,
    answer: z.partialRecord(z.enum(clauseKeys), z.enum(['take', 'keep'])).default({}),
    note: z.partialRecord(z.enum(clauseKeys), note).default({}),
  })
  .transform((form) => ({
    versionN: form.versionN,
    answers: clauseKeys.flatMap((clause) => {
      const answer = form.answer[clause];
      return answer === undefined ? [] : [{ clause, isTaken: answer === 'take', note: form.note[clause] ?? '' }];
    }),
  }));

export const WithdrawClausesInput = z.object({
  versionN,
  clauses: z.preprocess(
    (value) => (value === undefined ? [] : Array.isArray(value) ? value : [value]),
    z.array(z.enum(clauseKeys)).min(1, '请勾选要收回的修改'),
  ),
});
