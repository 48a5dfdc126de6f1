import type postgres from 'postgres';
import { alone } from '../advisory-lock.server.ts';
import type { SearchKind } from '../engine.ts';
import { cutterVersion } from '../text.ts';
import { cutAgain } from './cut-again.server.ts';
import { readState, unhurried } from './index-states.server.ts';
import { lockState } from './write-documents.server.ts';
import { copyPostings, invert, type Plan, writePairs } from './write-generation.server.ts';

/** Postings held in memory at once, nine bytes each; more are done in several passes over the documents. */
const defaultPostingsAPass = 16_000_000;
/** Removals are remembered for so many changes: who has not looked for longer compares all numbers. */
const rememberedChanges = 4_000;

export interface RebuildOptions {
  readonly progress?: (done: number, of: number) => void;
  readonly postingsAPass?: number;
  /** Numbers without a document, beyond twice the documents, that make numbering anew worth while. */
  readonly mostHoles?: number;
}

/**
 * Writes the postings of all documents as the next generation and points to it; searches go on with the old one, writers
 * wait for single steps at most. Every step is committed: after a kill the next call goes on where this one stood. The
 * generation before stays until the next rebuild, for those who are reading it. One rebuild at a time: a second one
 * returns at once with false.
 */
export async function rebuildIndex(
  sql: postgres.Sql,
  kind: SearchKind,
  { progress = () => {}, postingsAPass = defaultPostingsAPass, mostHoles = 20_000 }: RebuildOptions = {},
): Promise<boolean> {
  return alone(sql, `search_rebuild ${kind}`, () => run(sql, kind, { progress, postingsAPass, mostHoles }));
}

async function run(
  sql: postgres.Sql,
  kind: SearchKind,
  { progress, postingsAPass, mostHoles }: Required<RebuildOptions>,
): Promise<void> {
  const before = await readState(sql, kind);
  if (!before) return;
  await cutAgain(sql, kind, (done) => progress(done, before.docs));
  const plan = (await unfinished(sql, kind)) ?? (await begin(sql, kind, postingsAPass, mostHoles));
  if (plan.nextBase !== null) await numberAnew(sql, kind, plan.nextBase);
  const told = (pass: number) => (done: number) => progress(pass * plan.docs + done, (plan.passes + 1) * plan.docs);
  for (let pass = plan.donePasses; pass < plan.passes; pass += 1) {
    const lists = await invert(sql, kind, plan, pass, told(pass));
    await long(sql, async (tx) => {
      await copyPostings(tx, kind, plan.gen, lists);
      await tx`update search_rebuilds set done_passes = ${pass + 1} where kind = ${kind}`;
    });
  }
  await writePairs(sql, kind, plan, told(plan.passes));
  await flip(sql, kind, plan);
}

/** A rebuild that was broken off, where it still leads to the generation after this one. */
async function unfinished(sql: postgres.Sql, kind: SearchKind): Promise<Plan | null> {
  const [plan] = await sql<Plan[]>`
    select r.gen, r.cutter, r.last_num as "lastNum", r.seq::float8 as seq, r.docs, r.average_len as "averageLen",
           r.next_base as "nextBase", r.passes, r.done_passes as "donePasses"
    from search_rebuilds r join search_indexes i on i.kind = r.kind and r.gen = i.gen + 1 where r.kind = ${kind}`;
  return plan?.cutter === cutterVersion ? plan : null;
}

async function begin(sql: postgres.Sql, kind: SearchKind, postingsAPass: number, mostHoles: number): Promise<Plan> {
  const { gen } = (await readState(sql, kind))!;
  await long(sql, async (tx) => {
    await tx`delete from search_postings where kind = ${kind} and gen <> ${gen}`;
    await tx`delete from search_pairs where kind = ${kind} and gen <> ${gen}`;
    await tx`update search_documents set next_num = null where kind = ${kind} and next_num is not null`;
  });
  const [sum] = await long(
    sql,
    (tx) => tx<{ postings: number | null }[]>`
      select sum(octet_length(tfs))::float8 as postings from search_documents where kind = ${kind}`,
  );
  return sql.begin(async (tx) => {
    const state = await lockState(tx, kind);
    // Numbers of changed documents leave holes: when holes are the most, all get new numbers above a new base.
    const isHoled = state.lastNum - state.baseNum > 2 * state.docs + mostHoles;
    const plan: Plan = {
      gen: state.gen + 1,
      cutter: cutterVersion,
      lastNum: state.lastNum,
      seq: state.seq,
      docs: state.docs,
      averageLen: state.docs === 0 ? 1 : state.totalLen / state.docs,
      nextBase: isHoled ? state.lastNum : null,
      passes: Math.max(1, Math.ceil((sum?.postings ?? 0) / postingsAPass)),
      donePasses: 0,
    };
    if (isHoled) await tx`update search_indexes set last_num = last_num + docs where kind = ${kind}`;
    await tx`
      insert into search_rebuilds (kind, gen, cutter, last_num, seq, docs, average_len, next_base, passes, done_passes)
      values (${kind}, ${plan.gen}, ${plan.cutter}, ${plan.lastNum}, ${plan.seq}, ${plan.docs}, ${plan.averageLen},
        ${plan.nextBase}, ${plan.passes}, 0)
      on conflict (kind) do update set gen = excluded.gen, cutter = excluded.cutter, last_num = excluded.last_num,
        seq = excluded.seq, docs = excluded.docs, average_len = excluded.average_len, next_base = excluded.next_base,
        passes = excluded.passes, done_passes = 0, started_at = now()`;
    return plan;
  });
}

const long = <Result>(sql: postgres.Sql, work: (tx: postgres.TransactionSql) => Promise<Result>): Promise<Result> =>
  sql.begin(async (tx) => {
    await unhurried(tx);
    return work(tx);
  }) as Promise<Result>;

/** Gives the planned documents dense numbers beside their own ones, which hold until the flip. */
async function numberAnew(sql: postgres.Sql, kind: SearchKind, base: number): Promise<void> {
  for (let count = 1; count > 0;) {
    const rows = await sql`
      with last as (select coalesce(max(next_num), ${base}) as num from search_documents where kind = ${kind}),
      chosen as (
        select id, row_number() over (order by num) as place from (
          select id, num from search_documents
          where kind = ${kind} and num <= ${base} and next_num is null order by num limit 5000
        ) first_ones)
      update search_documents d set next_num = last.num + chosen.place
      from chosen, last where d.kind = ${kind} and d.id = chosen.id and d.num <= ${base} returning 1`;
    count = rows.length;
  }
}

/** The one moment at which searches change over. */
async function flip(sql: postgres.Sql, kind: SearchKind, { gen, seq, lastNum, docs, nextBase }: Plan): Promise<void> {
  await long(sql, async (tx) => {
    const state = await lockState(tx, kind);
    const floor = nextBase === null ? Math.max(state.floorSeq, seq - rememberedChanges) : state.seq;
    if (nextBase !== null) {
      await tx`
        update search_documents set num = next_num, next_num = null where kind = ${kind} and next_num is not null`;
    }
    await tx`delete from search_removals where kind = ${kind} and seq <= ${floor}`;
    await tx`
      update search_indexes set gen = ${gen}, cutter = ${cutterVersion}, floor_seq = ${floor},
        base_num = ${nextBase ?? state.baseNum}, built_num = ${nextBase === null ? lastNum : nextBase + docs}
      where kind = ${kind}`;
    await tx`delete from search_rebuilds where kind = ${kind}`;
  });
}
