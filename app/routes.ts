import { flatRoutes } from '@remix-run/fs-routes';

/** Files of app/routes become URLs; tests and server halves beside a route never do. */
export default flatRoutes({ ignoredRouteFiles: ['**/*.test.*', '**/*.server.*', '**/.*'] });
