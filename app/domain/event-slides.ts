/** Who may see the slides of something on the programme, as its owner says: for showing in the room only, for those who come, for all. */
export const slideAudiences = ['room', 'attendees', 'public'] as const;
export type SlideAudience = (typeof slideAudiences)[number];
export const slideAudienceLabels: Readonly<Record<SlideAudience, string>> = {
  room: '只在会场放映',
  attendees: '给已报名的参会人',
  public: '公开',
};

/** What slides may be: what every projector shows. */
export const slideTypes = [
  'application/pdf',
  'application/vnd.openxmlformats-officedocument.presentationml.presentation',
] as const;

/** What somebody is to the slides of an item on the programme. */
export interface SlidesReader {
  readonly isOwner: boolean;
  readonly isOrganizer: boolean;
  /** A registration that lets him in. */
  readonly hasSeat: boolean;
}

/**
 * Owner and organizer see slides at once; others once they were reviewed (保密法 art. 35), and only as far as the owner says: slides
 * for the room are shown there by the organizer and go to nobody else.
 */
export function maySeeSlides(
  { audience, isCleared }: { readonly audience: SlideAudience; readonly isCleared: boolean },
  { isOwner, isOrganizer, hasSeat }: SlidesReader,
): boolean {
  if (isOwner || isOrganizer) return true;
  return isCleared && (audience === 'public' || (audience === 'attendees' && hasSeat));
}
