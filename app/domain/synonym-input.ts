import { z } from 'zod';
import { readSynonymWords, synonymFault } from './synonym-group.ts';

const words = z
  .string({ error: '至少写两个词，用顿号分开' })
  .max(1_000, '太长，请分成几组')
  .transform(readSynonymWords)
  .superRefine((given, issues) => {
    const fault = synonymFault(given);
    if (fault !== null) issues.addIssue({ code: 'custom', message: fault });
  });

export const AddSynonymsInput = z.object({ key: z.uuid(), words });

/** `was` is what the page showed: another administrator's change in between is not overwritten. */
export const ChangeSynonymsInput = z.object({ groupId: z.uuid(), was: z.string().max(1_000), words });

export const RemoveSynonymsInput = z.object({ groupId: z.uuid(), was: z.string().max(1_000) });
