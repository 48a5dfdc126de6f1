import { execFileSync } from 'node:child_process';
import { appendFileSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { evidenceCommands } from '#app/domain/evidence-bundle.ts';
import { testDatabase } from '#db/test-database.server.ts';
import { makePerformingContract } from '#seeds/make-performing-contract.ts';
import { evidenceReport } from '../contracts/evidence-queries.server.ts';
import { evidenceBundle } from './evidence-bundle.server.ts';

const root = mkdtempSync(join(tmpdir(), 'evidence-'));
afterAll(() => rmSync(root, { recursive: true, force: true }));

let bundle: Awaited<ReturnType<typeof evidenceBundle>>;
let head = '';
beforeAll(async () => {
  const { db } = await testDatabase();
  const { talk, contractId } = await makePerformingContract(db);
  const ctx = await talk.as('company', 'officer');
  bundle = await evidenceBundle(ctx, contractId);
  head = (await evidenceReport(ctx, contractId)).entries.at(-1)!.sha256;
});

/** The package as somebody unpacks it who has nothing of ours. */
function unpacked(): string {
  const folder = mkdtempSync(join(root, 'u-'));
  for (const [name, bytes] of Object.entries(unzipSync(bundle.bytes))) {
    const path = join(folder, name.slice(name.indexOf('/') + 1));
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, bytes);
  }
  return folder;
}

/** Runs a command of the README as it is printed there; gives what it says, whatever its exit code. */
function run(folder: string, command: keyof typeof evidenceCommands): string {
  expect(readFileSync(join(folder, 'README.txt'), 'utf8')).toContain(`\n      ${evidenceCommands[command]}\n`);
  return execFileSync('bash', ['-c', `${evidenceCommands[command]} 2>/dev/null || true`], {
    cwd: folder,
    encoding: 'utf8',
  });
}

test('the commands of the README find a sound package sound, and its head is that of the platform', () => {
  const folder = unpacked();
  const sums = run(folder, 'sums').trim().split('\n');
  expect(sums.length).toBeGreaterThan(4);
  for (const line of sums) expect(line).toMatch(/: OK$/);
  expect(run(folder, 'chain').trim()).toBe(head);
  const named = (command: 'signed' | 'words', file: string) => {
    const lines = run(folder, command).trim().split('\n');
    const sum = lines.find((line) => line.endsWith(file))?.slice(0, 64) ?? 'none';
    return lines.filter((line) => line.includes('"textSha256"') && line.includes(sum)).length;
  };
  expect(named('signed', 'versions/1-data.json')).toBeGreaterThan(2);
  expect(named('words', 'versions/1-words.json')).toBe(1);
});

test('an altered entry, altered words and a dropped entry are found', () => {
  const altered = (name: string) => {
    const folder = unpacked();
    appendFileSync(join(folder, name), ' ');
    return run(folder, 'sums');
  };
  expect(altered('chain/002.json')).toContain('chain/002.json: FAILED');
  expect(altered('versions/1-words.json')).toContain('versions/1-words.json: FAILED');
  expect(altered('versions/1-data.json')).toContain('versions/1-data.json: FAILED');
  const dropped = unpacked();
  renameSync(join(dropped, 'chain/002.json'), join(dropped, 'second.json'));
  expect(run(dropped, 'chain')).toContain('BROKEN chain/003.json');
});

test('the page holds the report and its script, and its own policy forbids it the network', () => {
  const page = readFileSync(join(unpacked(), 'verify.html'), 'utf8');
  expect(page).toContain("default-src 'none'");
  expect(page).toContain(head);
  expect(page.match(/<script/g)).toHaveLength(2);
});
