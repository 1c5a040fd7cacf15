import { z } from 'zod';

// The page's CSP forbids eval; schemas built after this line never compile themselves. Must be the first import of main.tsx.
z.config({ jitless: true });
