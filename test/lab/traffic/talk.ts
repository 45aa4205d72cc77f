// Traffic of one server for a live trace, run inside its guest: new TCP connections, UDP datagrams
// from new ports, or echo requests, at a steady rate for a while; `--size` bytes of payload for the
// last two, so that fragments can be asked for. A try that gets no answer is
// given up after a second and counted, so that a broken path does not slow the others down.
//   talk.ts --protocol tcp --to 198.51.100.10 --port 80 --rate 20 --seconds 5
// Prints one line of JSON at the end: {"sent":100,"answered":100}.

import { spawn } from 'node:child_process';
import { createSocket } from 'node:dgram';
import { connect } from 'node:net';
import { parseArgs } from 'node:util';

const GIVE_UP_MS = 1_000;

interface Counts {
  sent: number;
  answered: number;
}

type Try = (address: string, port: number) => Promise<boolean>;

const tryTcp: Try = (address, port) =>
  new Promise((resolve) => {
    const socket = connect({ host: address, port });
    let answered = false;
    socket.setTimeout(GIVE_UP_MS, () => socket.destroy());
    socket.on('connect', () => socket.write('GET / HTTP/1.0\r\n\r\n'));
    socket.on('data', () => (answered = true));
    // refused, reset, unreachable: all the same here
    socket.on('error', () => socket.destroy());
    // the server ends it: a reset of ours would make routers drop what is still under way
    socket.once('close', () => resolve(answered));
  });

const tryUdp =
  (size: number): Try =>
  (address, port) =>
    new Promise((resolve) => {
      const socket = createSocket('udp4');
      const end = (answered: boolean): void => {
        clearTimeout(timer);
        socket.close();
        resolve(answered);
      };
      const timer = setTimeout(() => end(false), GIVE_UP_MS);
      socket.once('message', () => end(true));
      socket.once('error', () => end(false));
      socket.send('hopscope lab'.padEnd(size, '.'), port, address);
    });

const repeat = async (
  attempt: Try,
  address: string,
  port: number,
  rate: number,
  seconds: number,
): Promise<Counts> => {
  const counts: Counts = { sent: 0, answered: 0 };
  const running: Promise<void>[] = [];
  const total = Math.round(rate * seconds);
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      counts.sent += 1;
      running.push(
        attempt(address, port).then((answered) => void (counts.answered += answered ? 1 : 0)),
      );
      if (counts.sent < total) return;
      clearInterval(timer);
      resolve();
    }, 1000 / rate);
  });
  await Promise.all(running);
  return counts;
};

/** ping does it better than a raw socket of ours; its summary has the counts. */
const ping = (address: string, rate: number, seconds: number, size: number): Promise<Counts> =>
  new Promise((resolve, reject) => {
    const argv = ['-n', '-q', '-i', String(1 / rate), '-c', String(Math.round(rate * seconds))];
    const payload = size === 0 ? [] : ['-s', String(size)];
    const child = spawn('ping', [...argv, ...payload, '-W', '1', address], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.once('error', reject);
    child.once('close', () => {
      const [, sent = '0', answered = '0'] =
        /(\d+) packets transmitted, (\d+) rec/.exec(text) ?? [];
      resolve({ sent: Number(sent), answered: Number(answered) });
    });
  });

const main = async (): Promise<void> => {
  const { values } = parseArgs({
    options: {
      protocol: { type: 'string', default: 'icmp' },
      to: { type: 'string', default: '198.51.100.10' },
      port: { type: 'string', default: '80' },
      rate: { type: 'string', default: '20' },
      seconds: { type: 'string', default: '5' },
      size: { type: 'string', default: '0' },
    },
  });
  const [port, rate] = [Number(values.port), Number(values.rate)];
  const [seconds, size] = [Number(values.seconds), Number(values.size)];
  const attempt = values.protocol === 'tcp' ? tryTcp : tryUdp(size);
  const counts =
    values.protocol === 'icmp'
      ? await ping(values.to, rate, seconds, size)
      : await repeat(attempt, values.to, port, rate, seconds);
  process.stdout.write(`${JSON.stringify(counts)}\n`);
};

if (import.meta.main) await main();
