import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';
import { addDays, dayOf, diffDays, startOfDay } from '#app/domain/days.ts';
import type { Context } from '#app/services/context.server.ts';
import { readNotices } from '#app/services/platform/read-notices.server.ts';
import { notices } from '#db/schema/index.ts';
import type { DemoWorld } from './demo-world.ts';
import { asActor } from './make.ts';
import { paperOf } from './story-paper.ts';
import { electrodeApproval } from './story-approval.ts';
import { blocksContract } from './story-blocks.ts';
import { dryerContract } from './story-esign.ts';
import { batteryContract, seismicContract } from './story-running.ts';
import { runningEvaluation, starchEvaluation } from './story-evaluations.ts';
import { unitPatents } from './story-patents.ts';
import { starchDeal } from './story-starch.ts';
import type { Story, Teller } from './story-steps.ts';
import { crackTrade, rotorTrade, starchRoom } from './story-trades.ts';
import { dairyTalk, feedOffer, fibreRequest, foilContract, freezeOffer, saltTankDecline } from './story-waiting.ts';

/** The day on which the stories are written to be read; on another day all of them move with it. */
const writtenFor = '2026-11-21';

const stories = [
  starchDeal,
  batteryContract,
  seismicContract,
  dryerContract,
  blocksContract,
  electrodeApproval,
  foilContract,
  freezeOffer,
  feedOffer,
  fibreRequest,
  dairyTalk,
  saltTankDecline,
  rotorTrade,
  crackTrade,
  starchRoom,
  starchEvaluation,
  runningEvaluation,
  unitPatents,
];

export interface Listings {
  readonly achievements: ReadonlyMap<string, string>;
  readonly demands: ReadonlyMap<string, string>;
}

/**
 * Tells the deals of the demo world through the verbs, in the order of their days, so that numbers and notices stand as if
 * people had worked for two years. Everything happens before today.
 */
export async function tellStory(ctx: Context, world: DemoWorld, listings: Listings): Promise<void> {
  const shift = diffDays(writtenFor, dayOf(ctx.now()));
  let at = ctx.now();
  const told: Context = { ...ctx, now: () => at };
  const tell = tellerOf(told, world, listings);
  const running = await Promise.all(
    [...stories.map((story) => story(tell)), noticesRead(told)].map(async (story) => ({
      story,
      next: await story.next(),
    })),
  );
  for (;;) {
    const [first] = running
      .filter(({ next }) => next.done !== true)
      .sort((a, b) => (momentOf(a) < momentOf(b) ? -1 : 1));
    if (first === undefined) return;
    const [day = '', time = ''] = momentOf(first).split(' ');
    const [hours = 0, minutes = 0] = time.split(':').map(Number);
    at = new Date(startOfDay(addDays(day, shift)).getTime() + (hours * 60 + minutes) * 60_000);
    first.next = await first.story.next();
  }
}

const momentOf = ({ next }: { next: IteratorResult<string, void> }): string => next.value ?? '';

function tellerOf(ctx: Context, world: DemoWorld, listings: Listings): Teller {
  const personOf = (key: string): { id: string } => {
    const person = world.people.get(key);
    if (person === undefined) throw new Error(`nobody is called ${key}`);
    return person;
  };
  const kept = async (bytes: Buffer, name: string) => ({
    ...(await ctx.files.put(Readable.from([bytes]), bytes.length)),
    name,
  });
  const known = { achievement: listings.achievements, demand: listings.demands };
  return {
    platform: () => ctx,
    today: () => dayOf(ctx.now()),
    as: (key) => asActor(ctx, personOf(key), { proved: true }),
    idOf: (kind, key) => {
      const id = kind === 'person' ? personOf(key).id : known[kind].get(key);
      if (id === undefined) throw new Error(`there is no ${kind} ${key}`);
      return id;
    },
    paper: async (name, ...lines) => {
      const bytes = paperOf([`${name}（示例）`, ...lines]);
      return kept(bytes, `${name}-${createHash('sha256').update(bytes).digest('hex').slice(0, 6)}.pdf`);
    },
    sheet: async (name, rows) => {
      const text = rows.map((cells) => cells.map((cell) => `"${cell}"`).join(',')).join('\r\n');
      return kept(Buffer.from(`\uFEFF${text}\r\n`), `${name}.csv`);
    },
  };
}

/** A week ago everybody had read what was new; what stands unread is of these days. */
async function* noticesRead(ctx: Context): Story {
  yield '2026-11-14 09:00';
  const readers = await ctx.db.selectDistinct({ id: notices.userId }).from(notices);
  for (const reader of readers) await readNotices(await asActor(ctx, reader));
}
