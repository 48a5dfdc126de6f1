import { expect, test } from 'vitest';
import { maySeeSlides, slideAudiences } from './event-slides.ts';

const nobody = { isOwner: false, isOrganizer: false, hasSeat: false };
const seenBy = (reader: typeof nobody, isCleared: boolean) =>
  slideAudiences.filter((audience) => maySeeSlides({ audience, isCleared }, reader));

test('slides are seen as far as their owner says, and outside the two units only after the review', () => {
  expect(seenBy(nobody, true)).toEqual(['public']);
  expect(seenBy({ ...nobody, hasSeat: true }, true)).toEqual(['attendees', 'public']);
  expect(seenBy({ ...nobody, hasSeat: true }, false)).toEqual([]);
  for (const reader of [
    { ...nobody, isOwner: true },
    { ...nobody, isOrganizer: true },
  ]) {
    expect(seenBy(reader, false)).toEqual(slideAudiences);
  }
});
