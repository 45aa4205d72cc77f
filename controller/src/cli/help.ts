// Help texts that are longer than a line. Good enough to need no manual.

export const PROGRAM_HELP = `
Examples:
  hopscope trace a1 198.51.100.10:80       can VM a1 connect there? if not, where and why
  hopscope trace a1                        does a1 reach its external gateway (icmp)?
  hopscope show                            the last report again
  hopscope agents                          which nodes can be looked into

The cloud comes from --cloud, OS_CLOUD with clouds.yaml, or the OS_* variables of an openrc file.
The NATS server comes from --nats or HOPSCOPE_NATS; without one a private server is started.
`;

export const TRACE_HELP = `
SOURCE is the VM: server name or id, port id, fixed IP, floating IP or MAC address.
DEST is an IPv4 address; with :PORT tcp, with :PORT/udp udp, without a port icmp. Without DEST the
gateway of the external network is asked.

Where packets come from:
  by default the VM's own packets are waited for (2 s); if there are none, probes are sent as if the
  VM had sent them, where the policy of its node allows that. --inject does not wait, nor do --dns
  and --mtu-search. --live only listens and never sends.
  Probes leave from ports above 61000, which no connection of a Linux guest has. Its stack knows
  nothing of them: it may answer a SYN+ACK with a reset and an answer of udp by ICMP.

How much is kept:
  the first 2000 packets of each point, side and direction are kept whole (merged.pcapng has them);
  of the rest come digests of 32 bytes, which are judged the same. --raw all keeps every packet
  whole, up to 500000 or 96 MiB at each device. A node that sees more than 400000 packets a second
  makes digests of a sample, as does --sample; the verdict then says of how many.

Examples:
  hopscope trace a1 198.51.100.10:443 --inject
  hopscope trace 10.1.0.52 198.51.100.10:53/udp --live 30s
  hopscope trace a1 198.51.100.10 --inject --size 1400    a path that loses only large packets?
  hopscope trace a1 198.51.100.10 --mtu-search            how large may they be?
  hopscope trace a1 198.51.100.53 --dns example.org       does the name server answer a1?
  hopscope trace a1 198.51.100.10 --dry-run               path, points and filters; no capture
  hopscope trace a1 198.51.100.10:80 --json | jq .status

Exit codes: 0 delivered, 1 a fault was found, 2 inconclusive, 3 wrong usage or environment.
Ctrl-C releases all captures and removes the probe first; a second one exits at once.
`;

export const SHOW_HELP = `
TRACE is an id that "hopscope traces" lists, or the folder of a bundle; without it, the newest.
Exit codes as of "hopscope trace".
`;

export const ANALYZE_HELP = `
Judges a kept trace or a bundle again, with the code of this version and without the cloud; or
capture files that others made, with a map that says which file shows which point:

  { "schema": "hopscope.map/1",
    "flow": { "local": "10.1.0.52", "remote": "198.51.100.10", "protocol": "icmp",
              "nat": "172.24.4.9" },
    "forward": [
      { "file": "tap.pcap", "node": "cn1", "device": "tap38d38", "role": "tap", "side": "in" },
      { "file": "qg.pcap", "node": "net1", "device": "qg-1", "role": "qg", "side": "out",
        "address": "nat" } ],
    "reply": [
      { "file": "qg.pcap", "node": "net1", "device": "qg-1", "role": "qg", "side": "in",
        "address": "nat" },
      { "file": "tap.pcap", "node": "cn1", "device": "tap38d38", "role": "tap", "side": "out" } ]
  }

Points are in the order of travel. Files are pcap or pcapng, looked for among FILES and beside
the map.

Examples:
  hopscope analyze t-7f3a
  hopscope analyze --map map.json *.pcap
`;

export const TRACES_HELP = `
Traces are kept in $XDG_STATE_HOME/hopscope/traces (~/.local/state/hopscope/traces): the last 200,
for 30 days. Each is a folder: verdict.json, merged.pcapng for Wireshark, and the raw answers of the
nodes.
`;
