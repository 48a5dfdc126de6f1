import { randomBytes, randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { constants } from 'node:zlib';
import { pathToFileURL } from 'node:url';
import type { ServerBuild } from '@remix-run/node';
import compression from 'compression';
import { sql } from 'drizzle-orm';
import express from 'express';
import type { Env } from '#app/env.server.ts';
import type { Platform } from '#app/web/load-context.ts';
import { projectRoot } from '#db/project-root.ts';
import { refuseForeignOrigin } from './origin-check.ts';
import { packedAssets } from './packed-assets.ts';
import { remixHandler } from './remix-handler.ts';
import { securityHeaders } from './security-headers.ts';

export interface Listening {
  readonly url: string;
  close(): Promise<void>;
}

interface Locals {
  readonly nonce: string;
  readonly requestId: string;
}

/** Serves the site: health, static files, Remix. */
export async function listen(env: Env, platform: Platform): Promise<Listening> {
  const isDev = env.NODE_ENV === 'development';
  const app = express();
  const server = createServer(app);
  app.disable('x-powered-by');
  app.set('trust proxy', env.TRUST_PROXY);

  app.get('/healthz', (_req, res) => void res.type('text').send('ok'));
  app.get('/readyz', async (_req, res) => {
    const [database, search, engines] = await Promise.all([
      platform.db.execute(sql`select 1`).then(
        () => true,
        () => false,
      ),
      platform.search.healthy().catch(() => false),
      platform.search.status?.().catch(() => undefined),
    ]);
    // Ready without Meilisearch too: the embedded engine answers. Why it is away stands in the log only.
    const { reason: _, ...engine } = engines ?? {};
    res.status(database && search ? 200 : 503).json({ database, search, ...(engines ? { engine } : {}) });
  });

  app.use((req, res, next) => {
    const locals = res.locals as { nonce: string; requestId: string };
    locals.nonce = randomBytes(16).toString('base64');
    locals.requestId = randomUUID();
    res.setHeader('X-Request-Id', locals.requestId);
    const from = performance.now();
    res.on('finish', () => {
      const line = { requestId: locals.requestId, method: req.method, path: req.path, status: res.statusCode };
      const ms = Math.round(performance.now() - from);
      if (res.statusCode >= 500) platform.log.error({ ...line, ms }, 'request');
      else platform.log.debug({ ...line, ms }, 'request');
    });
    next();
  });
  app.use(
    securityHeaders({
      isDev,
      isHttps: platform.baseUrl.startsWith('https://'),
      checkoutOrigins: checkoutOrigins(platform),
    }),
  );
  app.use(refuseForeignOrigin(new URL(platform.baseUrl).origin));
  // Pages are made for one reader: these levels take half the work of the usual ones for a twentieth more bytes.
  app.use(compression({ level: 4, brotli: { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } } }));

  const handler = isDev ? await developmentHandler(app, server) : await productionHandler(app);
  app.all(
    '*',
    remixHandler({
      build: handler,
      mode: env.NODE_ENV,
      getLoadContext: (req, res) => {
        const { nonce, requestId } = res.locals as Locals;
        return { platform, nonce, requestId, clientAddress: req.ip ?? '' };
      },
    }),
  );

  server.requestTimeout = 600_000;
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(env.PORT, env.HOST, resolve);
  });
  const { port } = server.address() as AddressInfo;
  return {
    url: env.PUBLIC_URL ?? `http://localhost:${port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeIdleConnections();
        setTimeout(() => server.closeAllConnections(), 5000).unref();
      }),
  };
}

const checkoutOrigins = (platform: Platform): string[] =>
  platform.payments.isEnabled ? [...platform.payments.checkoutOrigins] : [];

async function productionHandler(app: express.Express): Promise<ServerBuild> {
  const client = join(projectRoot, 'build', 'client');
  app.use('/assets', packedAssets(join(client, 'assets')));
  app.use('/assets', express.static(join(client, 'assets'), { immutable: true, maxAge: '1y', fallthrough: false }));
  app.use(express.static(client, { maxAge: '1h', redirect: false }));
  return (await import(pathToFileURL(join(projectRoot, 'build', 'server', 'index.js')).href)) as ServerBuild;
}

async function developmentHandler(app: express.Express, server: Server): Promise<() => Promise<ServerBuild>> {
  const { createServer: createVite } = await import('vite');
  const vite = await createVite({ root: projectRoot, server: { middlewareMode: true, hmr: { server } } });
  app.use(vite.middlewares);
  return () => vite.ssrLoadModule('virtual:remix/server-build') as Promise<ServerBuild>;
}
