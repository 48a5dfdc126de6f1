import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { canonicalJson } from '#app/domain/contract-json.ts';
import { EvidenceReportInput } from '#app/domain/evidence-input.ts';
import { verifyEvidence } from '#app/domain/evidence-report.ts';

/** `npm run -s evidence:verify -- FILE.json`: one line a finding, then the verdict. 0: unchanged, 1: changed, 2: unreadable. */
const out = (line: string): boolean => process.stdout.write(`${line}\n`);

function refuse(says: string): never {
  process.stderr.write(`${says}\n`);
  process.exit(2);
}

const [file, ...rest] = process.argv.slice(2);
if (file === '--schema') {
  out(JSON.stringify(z.toJSONSchema(EvidenceReportInput), null, 2));
  process.exit(0);
}
if (file === undefined || rest.length > 0) refuse('usage: npm run -s evidence:verify -- FILE.json | --schema');

let json: unknown;
try {
  json = JSON.parse(readFileSync(file, 'utf8'));
} catch (error) {
  refuse(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
}
const read = EvidenceReportInput.safeParse(json);
if (!read.success) refuse(`${file}: ${z.prettifyError(read.error)}`);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const findings = verifyEvidence(read.data, { sha256, canonical: canonicalJson });
for (const { isOk, where, says } of findings) out(`${isOk ? 'ok  ' : 'FAIL'} ${where}: ${says}`);
const isSound = findings.every(({ isOk }) => isOk);
out(`${read.data.contractNo} ${isSound ? 'unchanged since it was written' : 'CHANGED'}`);
process.exit(isSound ? 0 : 1);
