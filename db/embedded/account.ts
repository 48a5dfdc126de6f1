import { spawnSync } from 'node:child_process';
import { existsSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { succeeds, type Account } from './command.ts';

/**
 * PostgreSQL refuses to run as root. Root therefore lends it the owner of an existing data folder, else the system
 * user postgres, which is made (and announced) when it is missing. Anybody else runs it as himself.
 */
export function serverAccount(dataDir: string, log: (line: string) => void): Account {
  if (process.getuid?.() !== 0) return null;
  if (existsSync(join(dataDir, 'PG_VERSION'))) {
    const owner = statSync(dataDir);
    if (owner.uid !== 0) return { uid: owner.uid, gid: owner.gid };
  }
  const found = postgresUser();
  if (found) return found;
  log('PostgreSQL does not run as root: making the system user "postgres".');
  succeeds(
    'useradd',
    ['--system', '--user-group', '--no-create-home', '--shell', '/usr/sbin/nologin', 'postgres'],
    null,
  );
  const made = postgresUser();
  if (!made)
    throw new Error(
      'The system user "postgres" could not be made: make it, start as another user, or set DATABASE_URL.',
    );
  return made;
}

function postgresUser(): Account {
  const uid = idOf('-u');
  const gid = idOf('-g');
  return uid === null || gid === null ? null : { uid, gid };
}

function idOf(flag: '-u' | '-g'): number | null {
  const { status, stdout } = spawnSync('id', [flag, 'postgres'], { encoding: 'utf8' });
  return status === 0 ? Number(stdout) : null;
}
