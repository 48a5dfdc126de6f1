import { z } from 'zod';

/** A form that says nothing but its deed. */
export const NoInput = z.object({});
