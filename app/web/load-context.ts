import type { Logger } from 'pino';
import type { Auth } from '#app/services/accounts/auth.server.ts';
import type { EsignProvider } from '#app/services/esign/provider.server.ts';
import type { UploadLimits } from '#app/services/files/reserve-upload.server.ts';
import type { FileStore } from '#app/services/files/store.server.ts';
import type { Jobs } from '#app/services/jobs.server.ts';
import type { PaymentGateway } from '#app/services/payments/gateway.server.ts';
import type { Database } from '#db/client.server.ts';
import type { SearchEngine } from '#search/engine.ts';
import type { RoomLive } from './room-live.ts';

/** What the server makes once at start and hands to every request. */
export interface Platform {
  readonly db: Database;
  readonly auth: Auth;
  readonly search: SearchEngine;
  readonly payments: PaymentGateway;
  readonly esign: EsignProvider;
  readonly files: FileStore;
  readonly jobs: Jobs;
  readonly log: Logger;
  readonly baseUrl: string;
  readonly uploadLimits: UploadLimits;
  readonly live: RoomLive;
  readonly isDemo: boolean;
  /** Feeds the search with what changed and matches changed demands; called after a deed has committed. */
  readonly drainSearch: () => Promise<void>;
}

declare module '@remix-run/node' {
  interface AppLoadContext {
    readonly platform: Platform;
    readonly nonce: string;
    readonly requestId: string;
    readonly clientAddress: string;
  }
  interface Future {
    v3_singleFetch: true;
  }
}
