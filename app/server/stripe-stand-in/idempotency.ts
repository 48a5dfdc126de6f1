import { ApiError } from './api-error.ts';

/** The first executed answer to a key, refusals and crashes included; replayed word for word. */
export interface StoredReply {
  readonly fingerprint: string;
  readonly path: string;
  readonly status: number;
  readonly body: string;
  readonly requestId: string;
  readonly at: number;
}

export interface Replies {
  /** The stored answer, or null after taking the key. Throws on other parameters (400) or while it is in use (409). */
  take(scope: string, fingerprint: string, path: string): StoredReply | null;
  /** Gives the key back, with the answer if the request was executed. */
  release(scope: string, reply: StoredReply | null): void;
}

export const longestKey = 255;

const keyOf = (scope: string): string => scope.slice(scope.indexOf(':') + 1);

/** Idempotency keys of API v1, scoped by account (`acct_…:key`). Keys in use live in memory: a restart frees them. */
export function replyBook(stored: Map<string, StoredReply>): Replies {
  const inUse = new Set<string>();
  return {
    take(scope, fingerprint, path) {
      const key = keyOf(scope);
      const reply = stored.get(scope);
      if (reply && reply.path !== path) {
        throw new ApiError(400, {
          type: 'idempotency_error',
          message: `Idempotency key '${key}' belongs to ${reply.path} and cannot be used for ${path}`,
        });
      }
      if (reply && reply.fingerprint !== fingerprint) {
        throw new ApiError(400, {
          type: 'idempotency_error',
          message: `Idempotency key '${key}' was first used with other parameters`,
        });
      }
      if (reply) return reply;
      if (inUse.has(scope)) {
        throw new ApiError(409, {
          type: 'idempotency_error',
          code: 'idempotency_key_in_use',
          message: `Idempotency key '${key}' is in use by a request that has not ended yet`,
        });
      }
      inUse.add(scope);
      return null;
    },
    release(scope, reply) {
      inUse.delete(scope);
      if (reply) stored.set(scope, reply);
    },
  };
}
