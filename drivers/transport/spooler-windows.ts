import type { ProgramEnd } from './run-program.ts';
import type { PrintSystem, SpoolAnswer } from './spooler.ts';
import type { TransportFault } from './transport.ts';

/** What the script says by its exit code. */
const EXIT = { done: 0, notFound: 2, denied: 3, offline: 4, nothingTaken: 5, partTaken: 6 } as const;

/**
 * Raw printing through winspool.drv: OpenPrinter, GetPrinter (level 5 attributes, level 6 status), StartDocPrinter "RAW", WritePrinter, EndDocPrinter.
 * Queue and task come in the environment and the document on standard input, so that no byte of them is ever script.
 * Source: Microsoft, "Print Spooler API" (winspool.h). Written from there and not yet run on a Windows machine.
 */
export const WINSPOOL_SCRIPT = `$ErrorActionPreference = 'Stop'
Add-Type -TypeDefinition @'
using System;
using System.Runtime.InteropServices;
public static class Winspool {
  [StructLayout(LayoutKind.Sequential, CharSet = CharSet.Unicode)]
  public struct DocInfo { public string DocName; public string OutputFile; public string DataType; }
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  public static extern bool OpenPrinterW(string name, out IntPtr printer, IntPtr defaults);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool ClosePrinter(IntPtr printer);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool GetPrinterW(IntPtr printer, int level, IntPtr buffer, int size, out int needed);
  [DllImport("winspool.drv", CharSet = CharSet.Unicode, SetLastError = true)]
  public static extern int StartDocPrinterW(IntPtr printer, int level, ref DocInfo info);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool WritePrinter(IntPtr printer, byte[] bytes, int count, out int written);
  [DllImport("winspool.drv", SetLastError = true)]
  public static extern bool EndDocPrinter(IntPtr printer);
  public static int Number(IntPtr printer, int level, int offset) {
    int needed;
    GetPrinterW(printer, level, IntPtr.Zero, 0, out needed);
    IntPtr buffer = Marshal.AllocHGlobal(Math.Max(needed, 64));
    try { return GetPrinterW(printer, level, buffer, needed, out needed) ? Marshal.ReadInt32(buffer, offset) : 0; }
    finally { Marshal.FreeHGlobal(buffer); }
  }
}
'@
$printer = [IntPtr]::Zero
if (-not [Winspool]::OpenPrinterW($env:GUITAI_QUEUE, [ref] $printer, [IntPtr]::Zero)) {
  if ([Runtime.InteropServices.Marshal]::GetLastWin32Error() -eq 5) { exit ${EXIT.denied} }
  exit ${EXIT.notFound}
}
try {
  $workOffline = 0x400
  $pausedErrorJamPaperOfflineDoor = 0x1 -bor 0x2 -bor 0x8 -bor 0x10 -bor 0x80 -bor 0x400000
  if ([Winspool]::Number($printer, 5, 2 * [IntPtr]::Size) -band $workOffline) { exit ${EXIT.offline} }
  if ([Winspool]::Number($printer, 6, 0) -band $pausedErrorJamPaperOfflineDoor) { exit ${EXIT.offline} }
  if ($env:GUITAI_TASK -eq 'check') { exit ${EXIT.done} }
  $memory = New-Object IO.MemoryStream
  [Console]::OpenStandardInput().CopyTo($memory)
  $bytes = $memory.ToArray()
  $info = New-Object Winspool+DocInfo
  $info.DocName = 'guitai'
  $info.DataType = 'RAW'
  if ([Winspool]::StartDocPrinterW($printer, 1, [ref] $info) -eq 0) { exit ${EXIT.nothingTaken} }
  $written = 0
  $taken = [Winspool]::WritePrinter($printer, $bytes, $bytes.Length, [ref] $written)
  $ended = [Winspool]::EndDocPrinter($printer)
  if ($taken -and $ended -and $written -eq $bytes.Length) { exit ${EXIT.done} }
  exit ${EXIT.partTaken}
} finally {
  [void] [Winspool]::ClosePrinter($printer)
}
`;

/** -EncodedCommand takes UTF-16LE in base64: no quoting can go wrong. */
const ENCODED_SCRIPT = Buffer.from(WINSPOOL_SCRIPT, 'utf16le').toString('base64');
const ARGUMENTS = ['-NoProfile', '-NonInteractive', '-ExecutionPolicy', 'Bypass', '-EncodedCommand', ENCODED_SCRIPT];

const LIST_COMMAND = '[Console]::OutputEncoding = [Text.Encoding]::UTF8; Get-Printer | ForEach-Object { $_.Name }';

/** Windows print queues, through Windows PowerShell, which every Windows 10 and 11 has. */
export const winspool: PrintSystem = {
  check: (queue) => call(queue, 'check'),
  readCheck: (_queue, end) => readEnd(end),
  list: () => ({ program: 'powershell.exe', args: ['-NoProfile', '-NonInteractive', '-Command', LIST_COMMAND], env: {} }),
  submit: (queue) => call(queue, 'print'),
  readSubmit: readEnd,
};

const call = (queue: string, task: 'check' | 'print'): ReturnType<PrintSystem['check']> => ({
  program: 'powershell.exe',
  args: ARGUMENTS,
  env: { GUITAI_QUEUE: queue, GUITAI_TASK: task },
});

const refusals: Readonly<Record<number, { readonly fault: TransportFault; readonly said: string }>> = {
  [EXIT.notFound]: { fault: 'not_found', said: 'no such print queue' },
  [EXIT.denied]: { fault: 'no_permission', said: 'this user may not print on it: allow "Print" in the printer\'s security properties' },
  [EXIT.offline]: { fault: 'offline', said: 'offline, paused or without paper' },
  [EXIT.nothingTaken]: { fault: 'offline', said: 'the spooler refused the document' },
};

function readEnd(end: ProgramEnd): SpoolAnswer {
  if (end.exitCode === EXIT.done) return { ok: true };
  const refusal = end.exitCode === undefined ? undefined : refusals[end.exitCode];
  if (refusal) return { ok: false, ...refusal, taken: 'nothing' };
  return {
    ok: false,
    fault: 'offline',
    said: end.errorOutput.trim().slice(0, 500) || 'the spooler took part of the document',
    taken: 'unclear',
  };
}
