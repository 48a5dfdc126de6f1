import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pino } from 'pino';
import type { Env } from '#app/env.server.ts';
import { createAuth } from '#app/services/accounts/auth.server.ts';
import { keepOldTexts } from '#app/services/contracts/keep-old-texts.server.ts';
import type { Context } from '#app/services/context.server.ts';
import { fadadaProvider } from '#app/services/esign/fadada.server.ts';
import { disabledEsign, type EsignProvider } from '#app/services/esign/provider.server.ts';
import { diskStore } from '#app/services/files/store.server.ts';
import { resumeImports } from '#app/services/imports/resume-imports.server.ts';
import { startJobs, type Jobs } from '#app/services/jobs.server.ts';
import { refreshMatches } from '#app/services/matches/refresh-matches.server.ts';
import { stripeGateway } from '#app/services/payments/gateway-stripe.server.ts';
import { disabledGateway, type PaymentGateway } from '#app/services/payments/gateway.server.ts';
import { loadClock, now } from '#app/services/platform/clock.server.ts';
import { writeCodeLists } from '#app/services/reference/write-code-lists.server.ts';
import { writeFirstSynonyms } from '#app/services/reference/write-first-synonyms.server.ts';
import { writeShippedRules } from '#app/services/secrecy/write-shipped-rules.server.ts';
import type { Platform } from '#app/web/load-context.ts';
import { openDatabase } from '#db/client.server.ts';
import { startEmbedded } from '#db/embedded.ts';
import { migrate } from '#db/migrate.ts';
import { projectRoot } from '#db/project-root.ts';
import { openSearch } from '#search/index.server.ts';
import { synonymGroups } from '#search/synonyms.ts';
import { codeLists } from '#seeds/reference/all.ts';
import { secrecyRules } from '#seeds/reference/secrecy-rules.ts';
import { seedDemo } from '#seeds/demo.ts';
import { startEsignStandIn } from './esign-stand-in/server.ts';
import { jobHandlers } from './job-handlers.ts';
import { onFreePort } from './on-free-port.ts';
import { startRoomLive } from './room-live.ts';
import { type StandIn, startStripeStandIn } from './stripe-stand-in/server.ts';

export interface RunningPlatform {
  readonly platform: Platform;
  /** What is embedded or connected, for the console. */
  readonly parts: readonly (readonly [string, string])[];
  close(): Promise<void>;
}

/** Opens everything in order: database, migrations, clock, search, payments, jobs; seeds the demo world once. */
export async function openPlatform(env: Env): Promise<RunningPlatform> {
  const log = pino({ level: env.LOG_LEVEL, redact: ['req.headers.cookie', 'req.headers.authorization'] });
  const dataDir = env.DATA_DIR ?? join(projectRoot, '.data');
  await mkdir(dataDir, { recursive: true });
  const baseUrl = env.PUBLIC_URL ?? `http://localhost:${env.PORT}`;
  const closers: (() => Promise<void>)[] = [];
  const parts: [string, string][] = [];

  const embedded = env.DATABASE_URL
    ? null
    : await startEmbedded({ dataDir: join(dataDir, 'postgres'), log: (line) => log.info(line) });
  if (embedded) closers.push(() => embedded.stop());
  parts.push(['Database', embedded ? `embedded PostgreSQL in ${embedded.dataDir}` : 'PostgreSQL at DATABASE_URL']);
  const url = env.DATABASE_URL ?? embedded?.url ?? '';
  await migrate(url);
  const opened = openDatabase(url, { applicationName: 'chengguo-web' });
  closers.push(() => opened.close());
  const { db } = opened;
  if (env.isDemo) await loadClock(db);

  const { MEILI_URL: meiliUrl, MEILI_KEY: key, MEILI_SEARCH_KEY: searchKey } = env;
  const meilisearch = meiliUrl ? { server: { url: meiliUrl, key, searchKey }, log } : undefined;
  const search = openSearch({ db, meilisearch, onError: (error) => log.error({ err: error }, 'search index') });
  closers.push(async () => search.close?.());
  parts.push(['Search', meilisearch ? 'Meilisearch at MEILI_URL, PostgreSQL as its standby' : 'PostgreSQL']);
  const files = diskStore(join(dataDir, 'files'));
  parts.push(['Files', join(dataDir, 'files')]);

  const { payments, standIn } = await openPayments(env, dataDir, parts, closers);
  const esign = await openEsign(env, dataDir, baseUrl, parts, closers);
  const auth = createAuth({ db, secret: await authSecret(env, dataDir), baseUrl });
  const unqueued: Jobs = { enqueue: async () => {}, isQueued: async () => false };
  const ctx: Context = { db, actor: null, now, search, payments, esign, files, jobs: unqueued, requestId: null, log };
  await writeCodeLists(ctx, codeLists);
  await writeFirstSynonyms(ctx, synonymGroups);
  await writeShippedRules(ctx, secrecyRules);
  await keepOldTexts(ctx);

  const running: { jobs: Jobs } = { jobs: unqueued };
  // Handlers need the queue itself (a check enqueues a run), so they read it when they work.
  const context = (): Context => ({ ...ctx, jobs: running.jobs });
  const live = await startRoomLive(url, log);
  closers.push(() => live.close());
  const jobs = await startJobs(url, jobHandlers(context, env, baseUrl), log);
  running.jobs = jobs;
  closers.push(() => jobs.stop());
  await resumeImports(context());
  parts.push([
    'Mail, SMS',
    env.isDemo ? `outbox at ${baseUrl}/outbox` : 'SMTP_URL and SMS_URL where set, else the outbox',
  ]);

  const drain = async () => {
    try {
      // Demands at once, so that their matches show on the next page; the job does what achievements touch.
      await refreshMatches(context(), { kinds: ['demand'] });
    } catch (error) {
      log.error({ err: error }, 'search and matches are behind; the jobs will catch up');
    }
  };
  if (env.isDemo) {
    await seedDemo(context(), {
      log: (line) => console.log(line),
      connectAccount: (name) =>
        standIn?.createAccount({ name, wallets: ['alipay', 'wechat_pay'] }) ?? Promise.reject(new Error('no stand-in')),
    });
  }
  // A sweep that runs beside the demo world's story ends events and talks before it does.
  await jobs.work();
  await drain();

  const platform: Platform = {
    db,
    auth,
    search,
    payments,
    esign,
    files,
    jobs,
    log,
    live,
    baseUrl,
    uploadLimits: {
      orgBytes: env.UPLOAD_ORG_MB_A_DAY * 1_048_576,
      personBytes: env.UPLOAD_PERSON_MB_A_DAY * 1_048_576,
    },
    isDemo: env.isDemo,
    drainSearch: drain,
  };
  return {
    platform,
    parts,
    close: async () => {
      for (const close of closers.toReversed()) await close();
    },
  };
}

/** The real provider with its key; in the demo the stand-in on loopback; otherwise bank transfer only. */
async function openPayments(
  env: Env,
  dataDir: string,
  parts: [string, string][],
  closers: (() => Promise<void>)[],
): Promise<{ payments: PaymentGateway; standIn: StandIn | null }> {
  if (env.STRIPE_SECRET_KEY && env.STRIPE_WEBHOOK_SECRET) {
    parts.push(['Payments', 'Stripe']);
    const { STRIPE_SECRET_KEY: secretKey, STRIPE_WEBHOOK_SECRET: webhookSecret } = env;
    return { payments: stripeGateway({ secretKey, webhookSecret }), standIn: null };
  }
  if (!env.isDemo) {
    parts.push(['Payments', 'bank transfer only (no STRIPE_SECRET_KEY)']);
    return { payments: disabledGateway, standIn: null };
  }
  const secretKey = 'sk_test_stand_in' as const;
  const webhookSecret = `whsec_${(await keptSecret(join(dataDir, 'webhook-secret'))).slice(0, 32)}`;
  const wished = env.PORT === 0 ? 0 : env.PORT + 1;
  const standIn = await onFreePort(wished, (port) =>
    startStripeStandIn({
      port,
      dataDir: join(dataDir, 'stripe-stand-in'),
      secretKey,
      webhookUrl: `http://127.0.0.1:${env.PORT}/webhooks/stripe`,
      webhookSecret,
      now,
    }),
  );
  closers.push(() => standIn.close());
  if (standIn.port !== wished && wished !== 0)
    parts.push(['', `port ${wished} is taken, so the stand-in has ${standIn.port}`]);
  parts.push(['Payments', `stand-in for Stripe at ${standIn.url}: no real money moves`]);
  const payments = stripeGateway({
    secretKey,
    webhookSecret,
    host: '127.0.0.1',
    port: standIn.port,
    protocol: 'http',
  });
  return { payments, standIn };
}

/** The licensed provider with its settings; in the demo the stand-in on loopback; otherwise that way of signing is not offered. */
async function openEsign(
  env: Env,
  dataDir: string,
  baseUrl: string,
  parts: [string, string][],
  closers: (() => Promise<void>)[],
): Promise<EsignProvider> {
  const { ESIGN_URL: url, ESIGN_APP_ID: appId, ESIGN_APP_SECRET: appSecret, ESIGN_CORP_ID: openCorpId } = env;
  if (!env.isDemo && url && appId && appSecret && openCorpId) {
    const provider = fadadaProvider({
      url,
      appId,
      appSecret,
      openCorpId,
      callbackUrl: `${baseUrl}/webhooks/esign`,
      siteUrl: baseUrl,
    });
    parts.push(['E-sign', provider.name]);
    return provider;
  }
  if (!env.isDemo) {
    parts.push(['E-sign', 'not offered (no ESIGN_URL)']);
    return disabledEsign;
  }
  const known = {
    appId: 'demo-app',
    openCorpId: 'demo-corp',
    appSecret: await keptSecret(join(dataDir, 'esign-secret')),
  };
  const wished = env.PORT === 0 ? 0 : env.PORT + 2;
  const standIn = await onFreePort(wished, (port) =>
    startEsignStandIn({ port, dataDir: join(dataDir, 'esign-stand-in'), now, ...known }),
  );
  closers.push(() => standIn.close());
  parts.push(['E-sign', `stand-in at ${standIn.url}: nothing signed there binds anybody`]);
  return fadadaProvider({
    ...known,
    url: standIn.url,
    callbackUrl: `http://127.0.0.1:${env.PORT}/webhooks/esign`,
    siteUrl: baseUrl,
    name: '演示签署服务（无法律效力）',
  });
}

/** Signs sessions. The demo keeps its own, so that a restart does not sign everybody out. */
const authSecret = async (env: Env, dataDir: string): Promise<string> =>
  env.isDemo ? keptSecret(join(dataDir, 'auth-secret')) : env.AUTH_SECRET;

async function keptSecret(file: string): Promise<string> {
  try {
    return (await readFile(file, 'utf8')).trim();
  } catch {
    const secret = randomBytes(32).toString('hex');
    await writeFile(file, secret, { mode: 0o600 });
    await chmod(file, 0o600);
    return secret;
  }
}
