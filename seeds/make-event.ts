import type { EventPlan } from '#app/domain/event-form.ts';
import { publishEvent } from '#app/services/events/publish-event.server.ts';
import { saveEvent } from '#app/services/events/save-event.server.ts';
import { submitEvent } from '#app/services/events/submit-event.server.ts';
import type { ActorContext } from '#app/services/context.server.ts';
import type { events } from '#db/schema/index.ts';

const hour = 3_600_000;

/** The plan of an event of three hours on the spot, with five seats of one kind; registration is open until it begins. */
export function eventPlan(startsAt: Date, given: Partial<EventPlan> = {}): EventPlan {
  return {
    kind: 'salon',
    title: '示例沙龙',
    theme: '',
    intro: '',
    fields: [],
    chains: [],
    regionCode: '621102',
    mode: 'onsite',
    venue: '示例会场',
    mapUrl: '',
    onlineUrl: '',
    startsAt,
    endsAt: new Date(startsAt.getTime() + 3 * hour),
    registrationEndsAt: startsAt,
    hosts: [],
    questions: [],
    companionsMax: 0,
    takesItems: true,
    offerHours: 24,
    series: '',
    tickets: [{ kind: 'audience', capacity: 5, needsApproval: false, isInviteOnly: false }],
    ...given,
  };
}

/** An event as the verbs make it: drafted and submitted by the organizer, published by his reviewer. */
export async function makePublishedEvent(
  officer: ActorContext,
  reviewer: ActorContext,
  plan: EventPlan,
): Promise<typeof events.$inferSelect> {
  const { id } = await saveEvent(officer, { plan });
  await submitEvent(officer, { id });
  return publishEvent(reviewer, { id, note: '' });
}
