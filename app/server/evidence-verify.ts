import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { canonicalJson } from '#app/domain/canonical-json.ts';
import { EvidenceReportInput } from '#app/domain/evidence-input.ts';
import { verifyEvidence } from '#app/domain/evidence-report.ts';

/**
 * `npm run -s evidence:verify -- FILE.json [--head SHA256]`: one line a finding, then the verdict. 0: unchanged, 1: changed, 2:
 * unreadable. A file can be rewritten as a whole, or cut short, with all its hashes: so the last hash is printed, to be compared with
 * the one on the contract's page or in the other party's copy, or given as `--head`.
 */
const out = (line: string): boolean => process.stdout.write(`${line}\n`);

function refuse(says: string): never {
  process.stderr.write(`${says}\n`);
  process.exit(2);
}

const usage = 'usage: npm run -s evidence:verify -- FILE.json [--head SHA256] | --schema';
const [file, ...rest] = process.argv.slice(2);
if (file === '--schema') {
  out(JSON.stringify(z.toJSONSchema(EvidenceReportInput), null, 2));
  process.exit(0);
}
const [option, head] = rest;
const isHeadGiven = option === '--head' && /^[0-9a-f]{64}$/.test(head ?? '') && rest.length === 2;
if (file === undefined || (rest.length > 0 && !isHeadGiven)) refuse(usage);

let json: unknown;
try {
  json = JSON.parse(readFileSync(file, 'utf8'));
} catch (error) {
  refuse(`${file}: ${error instanceof Error ? error.message : 'cannot be read'}`);
}
const read = EvidenceReportInput.safeParse(json);
if (!read.success) refuse(`${file}: ${z.prettifyError(read.error)}`);

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');
const last = read.data.entries.at(-1)?.sha256 ?? '';
const hashes = { sha256, canonical: canonicalJson };
const findings = verifyEvidence(read.data, hashes, isHeadGiven ? head : undefined);
for (const { isOk, where, says } of findings) out(`${isOk ? 'ok  ' : 'FAIL'} ${where}: ${says}`);
const isSound = findings.every(({ isOk }) => isOk);
const verdict = isSound ? 'unchanged since it was written' : 'CHANGED';
out(`${read.data.contractNo} ${verdict}; ${read.data.entries.length} entries, the last one ${last}`);
process.exit(isSound ? 0 : 1);
