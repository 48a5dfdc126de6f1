import type { Params } from '@remix-run/react';
import { AppError } from '#app/domain/errors.ts';

/** The id of a row in the path. What is no UUID names no row: not found, before the database is asked. */
export function rowId(params: Params, name = 'id'): string {
  const id = params[name] ?? '';
  if (!/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i.test(id)) throw new AppError('not_found');
  return id.toLowerCase();
}
