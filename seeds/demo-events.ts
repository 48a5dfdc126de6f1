import { asc, eq } from 'drizzle-orm';
import { v7 } from 'uuid';
import { addDays, dayOf } from '#app/domain/days.ts';
import type { EventPlan } from '#app/domain/event-form.ts';
import { ticketKinds } from '#app/domain/event-registration.ts';
import { acceptItem } from '#app/services/events/answer-item.server.ts';
import { askItem } from '#app/services/events/ask-item.server.ts';
import { checkIn } from '#app/services/events/check-in.server.ts';
import { confirmReport } from '#app/services/events/decide-report.server.ts';
import { endEvent } from '#app/services/events/end-event.server.ts';
import { finishTask } from '#app/services/events/finish-task.server.ts';
import { noteEventDeal } from '#app/services/events/note-event-deal.server.ts';
import { publishEvent } from '#app/services/events/publish-event.server.ts';
import { register } from '#app/services/events/register.server.ts';
import { reportEvent } from '#app/services/events/report-event.server.ts';
import { addSession } from '#app/services/events/save-agenda.server.ts';
import { saveEvent } from '#app/services/events/save-event.server.ts';
import { startEvent } from '#app/services/events/start-event.server.ts';
import { submitEvent } from '#app/services/events/submit-event.server.ts';
import { type ActorContext, type Context, inTransaction } from '#app/services/context.server.ts';
import type { Database } from '#db/client.server.ts';
import { achievements, contracts, deals, demands, events, eventTasks, eventTickets, outbox } from '#db/schema/index.ts';
import { layOutMeetings, rateFirstMeetings } from './demo-meetings.ts';
import type { DemoWorld } from './demo-world.ts';
import { asActor } from './make.ts';
import type { OrganisationKey } from './world/organisations.ts';
import { sampleEvents, type SampleEvent } from './world/events.ts';

const hour = 3_600_000;

/** Who comes to the events of the demo, besides the owners of what is shown. */
const visitors = [
  'shuyue-officer',
  'nieyun-officer',
  'qihe-officer',
  'qiandu-broker-1',
  'qiandu-broker-2',
  'lvli-officer',
];

/** Events past and coming, told through the verbs; those that are over ran by the clock of their day. */
export async function seedEvents(ctx: Context, world: DemoWorld): Promise<void> {
  for (const sample of sampleEvents) await tellEvent(ctx, world, sample);
  // The demo's outbox is for what its visitors do.
  await ctx.db.delete(outbox);
}

async function tellEvent(ctx: Context, world: DemoWorld, sample: SampleEvent): Promise<void> {
  const db = ctx.db as Database;
  const halfHour = hour / 2;
  const startsAt =
    sample.inDays === 0
      ? new Date(Math.floor((ctx.now().getTime() - hour) / halfHour) * halfHour)
      : new Date(`${addDays(dayOf(ctx.now()), sample.inDays)}T09:00:00+08:00`);
  const endsAt = new Date(startsAt.getTime() + sample.hours * hour);
  let time = Math.min(ctx.now().getTime() - 12 * hour, startsAt.getTime() - 10 * 24 * hour);
  const at = { ...ctx, now: () => new Date(time) };
  const person = async (key: string) => {
    const row = world.people.get(key);
    if (row === undefined) throw new Error(`${key} is not in the demo world`);
    return asActor(at, row);
  };
  const officer = await person('shiguang-officer');
  const reviewer = await person('shiguang-owner');
  const { id } = await saveEvent(officer, { plan: planOf(sample, startsAt, endsAt) });
  const step = (endsAt.getTime() - startsAt.getTime()) / sample.sessions.length;
  for (const [n, title] of sample.sessions.entries()) {
    const from = startsAt.getTime() + n * step;
    const times = { startsAt: new Date(from), endsAt: new Date(from + step) };
    await addSession(officer, { eventId: id, title, note: '', room: '', ...times });
  }
  await submitEvent(officer, { id });
  await publishEvent(reviewer, { id, note: '' });
  const shown = await subjectsOf(db, sample);
  for (const { no, orgId } of shown) {
    const item = await askItem(officer, { eventId: id, no, note: '', isDeclared: false });
    const key = [...world.orgs].find(([, org]) => org.id === orgId)?.[0] as OrganisationKey | undefined;
    const owner = key === undefined ? undefined : world.officers.get(key);
    if (owner !== undefined) await acceptItem(await asActor(at, owner), { itemId: item.id, isDeclared: true });
  }
  const tickets = await db
    .select()
    .from(eventTickets)
    .where(eq(eventTickets.eventId, id))
    .orderBy(asc(eventTickets.kind));
  const open = tickets.filter(({ isInviteOnly }) => !isInviteOnly);
  const rows = [];
  for (const [n, key] of visitors.entries()) {
    const visitor = await person(key);
    const ticketId = open[n % open.length]?.id ?? '';
    const phone = world.people.get(key)?.phoneNumber ?? '';
    const unit = visitor.actor.org?.orgName ?? '';
    rows.push(await register(visitor, { eventId: id, ticketId, name: visitor.actor.name, phone, unit, post: '' }));
  }
  const [event] = await db.select().from(events).where(eq(events.id, id));
  if (sample.inDays === 0 && event !== undefined) await layOutMeetings(at, world, event, 0);
  if (sample.inDays > 0) return;
  time = startsAt.getTime();
  await startEvent(officer, { id });
  for (const row of rows.slice(0, 5)) {
    time += 60_000;
    const scan = { scanKey: v7(), registrationId: row.id, deed: 'in', method: 'scan', at: at.now() } as const;
    await checkIn(at, id, scan, { userId: officer.actor.userId });
  }
  if (sample.inDays === 0) {
    const lately = new Date(ctx.now().getTime() - 5 * 60_000);
    return rateFirstMeetings({ ...ctx, now: () => lately }, id);
  }
  time = endsAt.getTime();
  await endEvent(officer, { id });
  time += 3 * 24 * hour;
  await reportEvent(officer, { id, summary: `到场单位与 ${shown.length} 项成果和需求的完成人见面，会后继续对接。` });
  if (sample.key !== 'vacuum-salon') await confirmReport(await person('province-officer'), { id });
  if (sample.beganDeal) await traceStory(at, id);
  await followUp(ctx, officer, id);
}

/** Follow-ups whose day has come were made, all but the last one. */
async function followUp(ctx: Context, officer: ActorContext, eventId: string): Promise<void> {
  const tasks = await (ctx.db as Database)
    .select()
    .from(eventTasks)
    .where(eq(eventTasks.eventId, eventId))
    .orderBy(asc(eventTasks.dueOn));
  const due = tasks.filter(({ dueOn }) => dueOn <= dayOf(ctx.now()));
  const done = due.length === tasks.length ? due : due.slice(0, -1);
  for (const { id, dueOn, afterDays } of done) {
    const then = { ...officer, now: () => new Date(`${dueOn}T10:00:00+08:00`) };
    const note = afterDays === 7 ? '电话回访到场单位，两家约了看样。' : '洽谈还在继续，报价在内部审。';
    await finishTask(then, { eventId, rowId: id, note });
  }
}

/** The told deal that went from a table to the first money in the bank began at this event. */
async function traceStory(ctx: Context, eventId: string): Promise<void> {
  const [deal] = await ctx.db
    .select({ id: deals.id })
    .from(deals)
    .innerJoin(contracts, eq(contracts.dealId, deals.id))
    .where(eq(contracts.state, 'performing'))
    .orderBy(asc(contracts.no))
    .limit(1);
  if (deal !== undefined) await inTransaction(ctx, (tx) => noteEventDeal(tx, { dealId: deal.id, eventId }));
}

function planOf(sample: SampleEvent, startsAt: Date, endsAt: Date): EventPlan {
  return {
    kind: sample.kind,
    title: sample.title,
    theme: sample.theme,
    intro: sample.intro,
    fields: sample.fields,
    chains: sample.chains ?? [],
    regionCode: sample.region,
    mode: sample.mode,
    venue: sample.venue,
    mapUrl: '',
    onlineUrl: sample.mode === 'onsite' ? '' : 'https://meeting.example.com/demo',
    startsAt,
    endsAt,
    registrationEndsAt: new Date(startsAt.getTime() - 24 * hour),
    hosts: [{ part: 'host', name: '甘肃拾光科技活动中心（示例）' }],
    questions: [],
    companionsMax: 2,
    takesItems: true,
    offerHours: 24,
    series: '',
    tickets: ticketKinds.flatMap((kind) => {
      const capacity = sample.seats[kind];
      return capacity === undefined
        ? []
        : [{ kind, capacity, needsApproval: kind === 'investor', isInviteOnly: kind === 'guest' }];
    }),
  };
}

async function subjectsOf(db: Database, sample: SampleEvent) {
  const supply = await db
    .select({ no: achievements.no, orgId: achievements.orgId })
    .from(achievements)
    .where(eq(achievements.state, 'published'))
    .orderBy(asc(achievements.no))
    .limit(40);
  const wanted = await db
    .select({ no: demands.no, orgId: demands.orgId })
    .from(demands)
    .where(eq(demands.state, 'published'))
    .orderBy(asc(demands.no))
    .limit(40);
  const take = <Row>(rows: readonly Row[], places: readonly number[]): Row[] =>
    places.flatMap((place) => {
      const row = rows[place % Math.max(rows.length, 1)];
      return row === undefined ? [] : [row];
    });
  return [...take(supply, sample.achievements), ...take(wanted, sample.demands)];
}
