import fc from 'fast-check';

/** Properties try the same cases in every run, so that none fails by chance. Others are tried with `SEED=any number`. */
fc.configureGlobal({ seed: Number(process.env['SEED'] ?? 20_261_126) });
