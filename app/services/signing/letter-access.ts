import { holds } from '#app/domain/access.ts';

/** Who keeps the letters of attorney of an organisation: those who sign for it, and its officers. */
export const mayKeepLetters = holds('owner', 'officer', 'approver', 'legal');
/** A letter gives power: only the administrator or an approver puts one in or takes it back. */
export const mayGiveLetters = holds('owner', 'approver');
