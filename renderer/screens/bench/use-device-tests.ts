import { useState } from 'react';
import { errorText } from '#contract/error.ts';
import type { ProcedureOutput } from '#contract/procedures.ts';
import { wireErrorOf } from '#renderer/app/client.ts';
import { useLanguage } from '#renderer/app/i18n.ts';
import { useClient, useConnection } from '#renderer/app/use-topic.ts';

export type TestResult = 'running' | ProcedureOutput<'device.test'>;

export interface TestResults {
  readonly enabled: boolean;
  of(deviceId: string): TestResult | undefined;
  run(deviceId: string): void;
  /** One device after the other, so that a person can watch each. */
  runAll(deviceIds: readonly string[]): void;
  readonly running: boolean;
}

/** Runs the devices' own tests and keeps what came out; a refused test is a result like any other. */
export function useDeviceTests(): TestResults {
  const client = useClient();
  const enabled = useConnection() === 'connected';
  const [language] = useLanguage();
  const [results, setResults] = useState<ReadonlyMap<string, TestResult>>(new Map());

  async function run(deviceId: string): Promise<void> {
    const keep = (result: TestResult): void => setResults((previous) => new Map(previous).set(deviceId, result));
    keep('running');
    try {
      keep(await client.request('device.test', { deviceId }));
    } catch (error) {
      keep({ ok: false, detail: errorText(wireErrorOf(error), language) });
    }
  }

  return {
    enabled,
    of: (deviceId) => results.get(deviceId),
    run: (deviceId) => void run(deviceId),
    runAll: (deviceIds) => void deviceIds.reduce((before, deviceId) => before.then(() => run(deviceId)), Promise.resolve()),
    running: [...results.values()].includes('running'),
  };
}
