import { spawn, spawnSync } from 'node:child_process';

/** The system account that runs the server; null means: as ourselves. */
export type Account = { uid: number; gid: number } | null;

// PG* variables of the caller's shell (PGPORT, PGDATA, ...) would steer our server.
function environment(): NodeJS.ProcessEnv {
  const variables: NodeJS.ProcessEnv = { ...process.env, LANG: 'C', LC_ALL: 'C' };
  for (const name of Object.keys(variables)) if (name.startsWith('PG')) delete variables[name];
  return variables;
}

// The working directory may be closed to the account, so every command runs from "/".
const options = (account: Account) => ({ ...account, cwd: '/', env: environment() });

/** Runs a command as the account; resolves with its exit code and all it said. */
export function run(file: string, args: string[], account: Account = null): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(file, args, { ...options(account), stdio: ['ignore', 'pipe', 'pipe'] });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
    child.on('error', reject);
    child.on('exit', (code) => resolve({ ok: code === 0, output: output.trim() }));
  });
}

/** Whether the command succeeds as the account; what it says is not wanted. */
export function succeeds(file: string, args: string[], account: Account): boolean {
  return spawnSync(file, args, { ...options(account), stdio: 'ignore' }).status === 0;
}
