import { tellWorld } from './site.ts';

/** Playwright's global setup: what it gives back is its teardown. */
export default tellWorld;
