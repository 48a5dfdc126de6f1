import { eq } from 'drizzle-orm';
import { objections } from '#db/schema/index.ts';
import type { ObjectionKind } from '../objections/objection-kind.server.ts';

export type Objection = typeof objections.$inferSelect;

/** Objections to the publicity of an agreed price. */
export const contractObjection: ObjectionKind<typeof objections> = {
  table: objections,
  name: 'objection',
  filed: 'publicity.object',
  isAbout: ({ publicityId }) => eq(objections.publicityId, publicityId),
  subjectOf: ({ publicityId }) => ({ subjectType: 'publicity', subjectId: publicityId }),
};
