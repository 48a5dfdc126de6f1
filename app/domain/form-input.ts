import { z } from 'zod';

/** A form that says nothing but its deed. */
export const NoInput = z.object({});

/** Values of a form on their way back to it, whatever they are. */
export const AnyInput = z.looseObject({});
