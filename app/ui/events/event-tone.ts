import type { EventState } from '#app/domain/event.ts';
import type { EventItemState } from '#app/domain/event-item.ts';
import type { EventRegistrationState } from '#app/domain/event-registration.ts';
import type { Tone } from '../tone.ts';

/** How the state of an event is drawn. */
export const eventTone: Readonly<Record<EventState, Tone>> = {
  draft: 'neutral',
  review: 'attention',
  published: 'good',
  registration_closed: 'attention',
  running: 'info',
  held: 'attention',
  reported: 'info',
  closed: 'good',
  cancelled: 'danger',
};

export const registrationTone: Readonly<Record<EventRegistrationState, Tone>> = {
  asked: 'neutral',
  invited: 'attention',
  pending: 'attention',
  waitlisted: 'info',
  offered: 'attention',
  registered: 'good',
  declined: 'neutral',
  lapsed: 'neutral',
  cancelled: 'neutral',
};

export const itemTone: Readonly<Record<EventItemState, Tone>> = {
  proposed: 'attention',
  accepted: 'good',
  declined: 'neutral',
  withdrawn: 'neutral',
  removed: 'neutral',
};
