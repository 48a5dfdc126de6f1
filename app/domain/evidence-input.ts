import { z } from 'zod';
import { evidenceKinds } from './signing-evidence.ts';

const hash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in 64 lower-case hexadecimal digits');

/** An evidence report as a file: what `evidence:verify` reads. */
export const EvidenceReportInput = z.object({
  schemaVersion: z.literal(1),
  contractNo: z.string().min(1),
  title: z.string(),
  versions: z.array(
    z.object({
      n: z.int().positive(),
      sha256: hash,
      data: z.unknown(),
      text: z.unknown().optional(),
      textSha256: hash.optional(),
    }),
  ),
  entries: z.array(
    z.object({
      n: z.int().positive(),
      kind: z.enum(evidenceKinds),
      at: z.string(),
      body: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
      previousSha256: hash,
      sha256: hash,
    }),
  ),
});
