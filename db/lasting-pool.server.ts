import postgres from 'postgres';

type Options = NonNullable<Parameters<typeof postgres>[1]>;

/** A connection that was found dead when it was used: the server had gone, or ended it. */
const dead = new Set(['CONNECTION_CLOSED', 'ECONNRESET', 'EPIPE', '57P01', '57P02']);

const codeOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : '';

/** A query that may run twice: what it asks does not depend on whether the lost one was still answered. */
const isRead = (text: string): boolean => /^\s*select\b/i.test(text);

/** What the verbs say in their transactions: each of them often, in the same few words. */
const isDeed = (text: string): boolean => /^\s*(select|insert|update|delete|with)\b/i.test(text);

/** A text longer than this, or one more than so many different ones, is not kept prepared: each connection keeps every one. */
const preparedChars = 20_000;
const preparedTexts = 700;

/** Longer than any statement may take: what still runs on a retired pool ends by itself. */
const retireSeconds = 35;

/**
 * A pool that outlives its server. A first query on a dead connection is asked again on a new pool, so that nobody is told of a
 * server that went and came back while he was reading; only where that is safe: a read, or a transaction that has not begun.
 * A server that is away, which refuses new connections, is not waited for. The pool is replaced as a whole because
 * postgres.js 3.4 keeps what it had not yet written to a dead connection and never gets through to the next server on it.
 */
export function lastingPool(url: string, options: Options): postgres.Sql {
  let pool = postgres(url, options);

  function replace(broken: postgres.Sql): void {
    if (broken !== pool) return;
    pool = postgres(url, options);
    // Drizzle has set its own ways to read and write types on the first one.
    Object.assign(pool.options.parsers, broken.options.parsers);
    Object.assign(pool.options.serializers, broken.options.serializers);
    void broken.end({ timeout: retireSeconds }).catch(() => {});
  }

  async function lasting<Result>(
    work: (pool: postgres.Sql) => PromiseLike<Result>,
    mayRepeat: () => boolean,
  ): Promise<Result> {
    for (let attempt = 0; ; attempt += 1) {
      const used = pool;
      try {
        return await work(used);
      } catch (error) {
        const isDead = dead.has(codeOf(error));
        if (isDead || codeOf(error) === 'CONNECT_TIMEOUT') replace(used);
        if (!isDead || attempt > 0 || !mayRepeat()) throw error;
      }
    }
  }

  const prepared = new Set<string>();
  /**
   * Statements come again and again with other values: the server keeps their plan. Drizzle alone would have each planned anew, and
   * asked about beforehand: two round trips in place of one.
   */
  function isKept(text: string, isKind: (text: string) => boolean): boolean {
    if (prepared.has(text)) return true;
    if (prepared.size >= preparedTexts || text.length > preparedChars || !isKind(text)) return false;
    prepared.add(text);
    return true;
  }

  type Asked = Parameters<postgres.Sql['unsafe']>;
  /** Drizzle says false of every statement that was not named. */
  const planned = ([text, values, how]: Asked, isKind: (text: string) => boolean): Asked => {
    const mayKeep = options.prepare !== false && values !== undefined && values.length > 0;
    return [text, values, { ...how, prepare: how?.prepare === true || (mayKeep && isKept(text, isKind)) }];
  };

  const unsafe = (...asked: Asked) => {
    const mayRepeat = () => isRead(asked[0]);
    const args = planned(asked, isRead);
    return {
      // oxlint-disable-next-line unicorn/no-thenable -- as a query of postgres.js, it is sent when it is awaited
      then: (...given: Parameters<Promise<unknown>['then']>) =>
        lasting((sql) => sql.unsafe(...args), mayRepeat).then(...given),
      values: () => lasting((sql) => sql.unsafe(...args).values(), mayRepeat),
    };
  };

  /** The connection of a transaction, or of a part of one, with the same care for plans. */
  const inside = (tx: postgres.TransactionSql): postgres.TransactionSql =>
    new Proxy(tx, {
      apply: (target, _this, args: unknown[]) => Reflect.apply(target, undefined, args) as unknown,
      get: (target, name) => {
        if (name === 'unsafe') return (...asked: Asked) => target.unsafe(...planned(asked, isDeed));
        if (name !== 'savepoint') return Reflect.get(target, name, target) as unknown;
        return (...args: readonly unknown[]) => {
          const work = args.at(-1) as (part: postgres.TransactionSql) => Promise<unknown>;
          return Reflect.apply(target.savepoint, target, [
            ...args.slice(0, -1),
            (part: postgres.TransactionSql) => work(inside(part)),
          ]) as unknown;
        };
      },
    });

  const begin = (...args: readonly unknown[]) => {
    const isolation = typeof args[0] === 'string' ? args[0] : '';
    const work = args.at(-1) as (tx: postgres.TransactionSql) => Promise<unknown>;
    let hasBegun = false;
    const noted = (tx: postgres.TransactionSql) => {
      hasBegun = true;
      return work(inside(tx));
    };
    return lasting(
      (sql) => sql.begin(isolation, noted),
      () => !hasBegun,
    );
  };

  const own: Readonly<Record<string, unknown>> = { unsafe, begin };
  return new Proxy(pool, {
    apply: (_target, _this, args: unknown[]) => Reflect.apply(pool, undefined, args) as unknown,
    get: (_target, name) =>
      typeof name === 'string' && Object.hasOwn(own, name) ? own[name] : (Reflect.get(pool, name, pool) as unknown),
  });
}
