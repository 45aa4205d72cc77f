// Losses at the other VM's end, and behind a floating IP: the devices there, and the address before
// translation, are the ones that count.
import test from 'ava';
import { causesOf, extraRecord, type Firewall, recordedPath } from './case-builder.ts';
import { captured } from './captured.ts';
import { entries } from './edits.ts';

const FIREWALLS: readonly Firewall[] = ['hybrid', 'ovsfw'];

const between = async (t: Parameters<typeof recordedPath>[0], firewall: Firewall) => {
  const other = await recordedPath(t, firewall, 'b1');
  return recordedPath(t, firewall, 'a1', { destination: other.flow.localAddress });
};

for (const firewall of FIREWALLS) {
  test(`${firewall}: a device that is down at the other VM is the other VM's`, async (t) => {
    const path = await between(t, firewall);
    const { id, host } = path.neutron.remote?.port ?? { id: '', host: '' };
    const tap = `tap${id.slice(0, 11)}`;
    const down = extraRecord({
      node: host,
      reader: 'links',
      selectors: [`dev=${tap}`],
      phase: 'later',
      text: JSON.stringify([{ ifname: tap, flags: ['BROADCAST'] }]),
    });
    const after = firewall === 'hybrid' ? 'qbr' : 'tunnel-nic';
    const loss = { after, out: true } as const;
    const [cause] = causesOf({ path, firewall, loss, extra: [down] });
    t.is(cause?.code, 'PORT_UNPLUGGED');
    t.regex(cause?.title ?? '', new RegExp(`^at port ${id.slice(0, 8)}: ${tap} is down`));
  });

  test(`${firewall}: behind its NAT a packet is judged by the address it had before`, async (t) => {
    const path = await recordedPath(t, firewall, 'a2');
    const nat = path.flow.natAddress.split('.').map(Number);
    const macs = [0xfa, 0x16, 0x3e, 0, 0, 1, 0xfa, 0x16, 0x3e, 0, 0, 2, 8, 0];
    const ip = [0x45, 0, 0, 28, 0, 1, 0, 0, 63, 1, 0, 0, ...nat, 198, 51, 100, 10];
    const frame = Uint8Array.from([...macs, ...ip, 8, 0, 0, 0, 0, 1, 0, 1]);
    const edits = [
      entries('routes', { node: 'cn2', netns: 'fip-' }, (all) =>
        all.filter(({ dst }) => dst !== 'default'),
      ),
    ];
    const causes = captured({ path, firewall, loss: { after: 'fpr' }, edits }, frame);
    t.deepEqual(
      causes.map(({ code }) => code),
      ['SNAT_NO_DEFAULT_ROUTE'],
    );
  });
}
