import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import postgres from 'postgres';
import { giveConsent } from '#app/services/accounts/give-consent.server.ts';
import { openDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.ts';
import { asActor } from '#seeds/make.ts';
import { signedToken, startSite } from '../site.ts';
import { benchContext, makeLongContract } from './ledger-world.ts';
import { oneByOne } from './timing.ts';

/** The page of a contract with ten years of monthly reports as its payee's finance gets it from the running product, beside a bare page. */
export async function contractPageOverHttp() {
  const site = await startSite();
  const joined = await startEmbedded({ dataDir: join(site.dataDir, 'postgres') });
  try {
    const { db, close } = openDatabase(joined.url);
    const { id, parties } = await makeLongContract(db);
    await giveConsent(
      await asActor(
        benchContext(db, () => new Date()),
        parties.unitFinance,
      ),
    );
    await close();
    const cookie = await cookieOf(site.dataDir, joined.url, parties.unitFinance.id);
    const get = async (path: string) => {
      const answer = await fetch(site.url + path, { headers: { cookie }, redirect: 'manual' });
      const text = await answer.text();
      if (answer.status !== 200) throw new Error(`${path} answered ${answer.status}`);
      return text;
    };
    if (!(await get(`/desk/contracts/${id}`)).includes('应收明细')) throw new Error('no page of a contract');
    const measured = async (path: string) => {
      await oneByOne(5, () => get(path));
      return oneByOne(60, () => get(path));
    };
    return { contractPageOverHttp: await measured(`/desk/contracts/${id}`), barePage: await measured('/terms') };
  } finally {
    await joined.stop();
    await site.stop();
  }
}

/** The session cookie of somebody whom the demo does not know. */
async function cookieOf(dataDir: string, url: string, userId: string): Promise<string> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const token = randomUUID().replaceAll('-', '');
  await sql`insert into session (id, user_id, token, expires_at) values (${randomUUID()}, ${userId}, ${token}, now() + interval '1 day')`;
  await sql.end();
  const secret = (await readFile(join(dataDir, 'auth-secret'), 'utf8')).trim();
  return `chengguo.session_token=${signedToken(token, secret)}`;
}
