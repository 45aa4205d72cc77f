import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import fc from 'fast-check';
import { Wire } from '../src/mod.ts';

const here = import.meta.dirname;
const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

// The bytes of messages as released: a change here is one that old agents will notice.
const golden: readonly [string, Uint8Array, string][] = [
  [
    'an arm order',
    Wire.ArmRequest.encode({
      trace: 't-7f3a',
      order: 'o1',
      leaseMs: 6000,
      captures: [
        {
          capture: 1,
          device: { netns: 'qrouter-1', device: 'qr-2' },
          match: { protocol: 'icmp', remote: '198.51.100.10', locals: ['10.1.0.5'] },
          snapBytes: 192,
        },
      ],
    }).finish(),
    '0a06742d3766336112026f3118f02e2a39080112110a0971726f757465722d3112047172' +
      '2d32221f0a0469636d70120d3139382e35312e3130302e3130220831302e312e302e3528c001',
  ],
  [
    'an event at the end of time',
    Wire.Parcel.encode({
      sequence: 4_294_967_295,
      event: {
        at: { sec: 4_294_967_295, nsec: 999_999_999 },
        code: 'CAP_REACHED',
        capture: 2,
        message: 'packets',
      },
    }).finish(),
    '08ffffffff0f2a260a0c08ffffffff0f10ff93ebdc03120b4341505f52454143484544180222077061636b657473',
  ],
  [
    'the counts of a release',
    Wire.ReleaseResponse.encode({
      lastSequence: 7,
      captures: [{ capture: 1, seen: 20, matched: 19, droppedByKernel: 1, endedBy: 'release' }],
    }).finish(),
    '10071a110801101418132001320772656c65617365',
  ],
  [
    'a refusal',
    Wire.DescribeResponse.encode({
      node: 'cn2.lab.example',
      failure: { code: 'POLICY_DENIED', message: 'no' },
    }).finish(),
    '0a130a0d504f4c4943595f44454e49454412026e6f120f636e322e6c61622e6578616d706c65',
  ],
  [
    'an order for a console',
    Wire.ConsoleRequest.encode({
      session: '0123456789abcdef0123',
      open: {
        netns: 'qrouter-1',
        argv: ['ip', 'a'],
        terminal: true,
        columns: 80,
        rows: 24,
        term: 'xterm',
        client: 'op@desk',
        leaseMs: 4000,
        windowBytes: 262_144,
      },
    }).finish(),
    '0a143031323334353637383961626364656630313233122f0a0971726f757465722d31120269' +
      '701201611801205028183205787465726d3a076f70406465736b40a01f48808010',
  ],
  [
    'a frame of a console',
    Wire.ConsoleFrame.encode({
      sequence: 300,
      acknowledged: 4_294_967_295,
      data: Buffer.from('hä'),
    }).finish(),
    '08ac0210ffffffff0f1a0368c3a4',
  ],
  [
    'the last frame of a console',
    Wire.ConsoleFrame.encode({
      sequence: 2,
      end: { reason: 'exit', exitCode: -1, signal: 9, inputBytes: 1, outputBytes: 2 },
    }).finish(),
    '080232170a046578697410ffffffffffffffffff01180928013002',
  ],
];

for (const [name, bytes, expected] of golden)
  test(`${name} has the bytes it always had`, (t) => t.is(hex(bytes), expected));

test('the generated code is what the schema makes', (t) => {
  const out = mkdtempSync(join(tmpdir(), 'hopscope-gen-'));
  t.teardown(() => rmSync(out, { recursive: true }));
  execFileSync(process.execPath, [join(here, '../generate.ts'), out]);
  for (const name of ['wire.js', 'wire.d.ts'])
    t.is(readFileSync(join(out, name), 'utf8'), readFileSync(join(here, '../gen', name), 'utf8'));
});

test('no field has 64 bits: protobufjs loses digits of those', (t) => {
  const schema = join(here, '../schema');
  for (const name of readdirSync(schema))
    t.notRegex(readFileSync(join(schema, name), 'utf8'), /^\s*\w*(int64|fixed64|double)\s/m, name);
});

test('every field of time survives the wire', (t) => {
  const time = fc.record({
    sec: fc.integer({ min: 0, max: 4_294_967_295 }),
    nsec: fc.integer({ min: 0, max: 999_999_999 }),
  });
  fc.assert(
    fc.property(time, (at) => {
      const back = Wire.Time.decode(Wire.Time.encode(at).finish());
      return back.sec === at.sec && back.nsec === at.nsec;
    }),
  );
  t.pass();
});

test('bytes that are no message throw, they do not hang or run out of memory', (t) => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      try {
        Wire.ArmRequest.decode(bytes);
      } catch (error) {
        return error instanceof Error;
      }
      return true;
    }),
  );
  t.pass();
});
