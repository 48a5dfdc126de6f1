import type { Actor } from '#app/domain/access.ts';
import type { FrameUser } from '#app/ui/user-menu.tsx';

/** The signed-in person as the frames show him. */
export const frameUserOf = (actor: Actor | null): FrameUser | null =>
  actor === null
    ? null
    : {
        name: actor.name,
        orgName: actor.org?.orgName ?? null,
        isSample: actor.org?.isSample ?? false,
      };
