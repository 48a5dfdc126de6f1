import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fadadaProvider } from '#app/services/esign/fadada.server.ts';
import type { EsignProvider } from '#app/services/esign/provider.server.ts';
import { type EsignStandIn, startEsignStandIn } from './server.ts';

export const testApp = { appId: 'app-for-tests', appSecret: 'secret-for-tests', openCorpId: 'corp-for-tests' };

export interface TestEsign extends EsignStandIn {
  readonly provider: EsignProvider;
}

/** A stand-in with its own folder, and the adapter to it. Messages go to `callbackUrl`; unless given, nobody hears them. */
export async function testEsign(
  callbackUrl = 'http://127.0.0.1:9/webhooks/esign',
  now?: () => Date,
): Promise<TestEsign> {
  const dataDir = await mkdtemp(join(tmpdir(), 'esign-stand-in-'));
  const standIn = await startEsignStandIn({ port: 0, dataDir, ...testApp, now, retryDelaysMs: [] });
  const provider = fadadaProvider({
    ...testApp,
    url: standIn.url,
    callbackUrl,
    siteUrl: 'https://site.example',
    timeoutMs: 2000,
  });
  return {
    ...standIn,
    provider,
    async close() {
      await standIn.close();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
