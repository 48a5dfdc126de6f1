import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { projectRoot } from './project-root.ts';

export const defaultMigrationsFolder = join(projectRoot, 'db', 'migrations');

interface JournalEntry {
  idx: number;
  when: number;
  tag: string;
}

/**
 * What is wrong with a migrations folder. The migrator skips without a word a migration whose time is not later than
 * the last one applied, and never looks at a file that the journal does not name.
 */
export function journalFaults(folder: string): string[] {
  const journal = join(folder, 'meta', '_journal.json');
  if (!existsSync(journal)) return ['meta/_journal.json is missing'];
  const { entries } = JSON.parse(readFileSync(journal, 'utf8')) as { entries: JournalEntry[] };
  const files = readdirSync(folder).filter((name) => name.endsWith('.sql'));
  const named = new Set(entries.map(({ tag }) => `${tag}.sql`));
  return [
    ...entries.flatMap(({ tag, when }, i) => {
      const before = entries[i - 1];
      return before && when <= before.when ? [`${tag} is not later than ${before.tag}`] : [];
    }),
    ...entries
      .filter(({ tag, idx }, i) => idx !== i || Number(tag.slice(0, 4)) !== i)
      .map(({ tag }) => `${tag} is out of number`),
    ...entries.filter(({ tag }) => !files.includes(`${tag}.sql`)).map(({ tag }) => `${tag}.sql is missing`),
    ...files.filter((file) => !named.has(file)).map((file) => `${file} is not in the journal`),
  ];
}
