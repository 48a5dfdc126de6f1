import { AppError } from '#app/domain/errors.ts';
import { page } from '#app/web/respond.server.ts';

/** An address of no page is answered inside the frame. */
export const loader = () => page(() => Promise.reject(new AppError('not_found')));

/** Never shown. Without it the answer would be the bare response, with no frame around it. */
export default function NoPage() {
  return null;
}
