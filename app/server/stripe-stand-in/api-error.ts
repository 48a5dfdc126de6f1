export interface ApiErrorBody {
  readonly type?: 'invalid_request_error' | 'idempotency_error' | 'api_error';
  readonly code?: string;
  readonly message: string;
  readonly param?: string;
}

/** A refusal in Stripe's shape: `{ error: { type, code, message, param } }` with its HTTP status. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: { readonly error: ApiErrorBody };

  constructor(status: number, error: ApiErrorBody) {
    super(error.message);
    this.name = 'ApiError';
    this.status = status;
    this.body = { error: { type: 'invalid_request_error', ...error } };
  }
}

/** Also the answer for an object of another account: nobody learns that it exists. */
export const noSuch = (kind: string, id: string, param: string): ApiError =>
  new ApiError(404, { code: 'resource_missing', message: `No such ${kind}: '${id}'`, param });
