import type { Env } from '#app/env.server.ts';
import { demoAccounts, people } from '#seeds/world/people.ts';
import { organisations } from '#seeds/world/organisations.ts';
import type { RunningPlatform } from './platform.ts';

/** Tells the person at the console where the site is, what is embedded and who may sign in. */
export function announce(env: Env, running: RunningPlatform, url: string, ms: number): void {
  const lines = ['', `成果通 is ready at ${url}  (${(ms / 1000).toFixed(1)} s)`, ''];
  for (const [what, where] of running.parts) lines.push(`  ${what.padEnd(10)} ${where}`);
  if (env.isDemo) {
    lines.push('', `  Demo accounts: sign in with the mobile number, the code is shown at ${url}/outbox`, '');
    for (const account of demoAccounts) {
      const person = people.find((one) => one.key === account.person);
      const org = organisations.find((one) => one.key === person?.org);
      lines.push(`  ${person?.phone}  ${account.label}  ${person?.name}${org ? `  ${org.name}` : ''}`);
    }
  }
  lines.push('', '  Ctrl-C stops everything; data stay for the next start.', '');
  console.log(lines.join('\n'));
}
