// Answers of ofproto/trace, cut to what is read of them.

/** From a router port into the tunnel to net1, on the way flooded by br-int. */
export const intoTunnel = (vni: number): string =>
  [
    'Flow: icmp,in_port=5,dl_src=fa:16:3e:40:4e:ad,dl_dst=fa:16:3e:cc:cb:b2',
    '',
    'bridge("br-int")',
    '----------------',
    '60. priority 3, cookie 0x145768eb35357619',
    '    NORMAL',
    '     -> no learned MAC for destination, flooding',
    '',
    'bridge("br-tun")',
    '----------------',
    '20. dl_vlan=1,dl_dst=fa:16:3e:cc:cb:b2, priority 2, cookie 0x89486530282b3e01',
    '    pop_vlan',
    `    set_field:0x${vni.toString(16)}->tun_id`,
    '    output:2',
    '     -> output to native tunnel',
    '     >> tunneling to 10.20.0.20 via br-phy',
    '',
    'Final flow: unchanged',
    'Datapath actions: clone(tnl_push(tnl_port(4),header(size=50,type=4,' +
      'eth(dst=46:a2:e2:ea:88:4c,src=5e:83:fd:76:37:4b,dl_type=0x0800),' +
      'ipv4(src=10.20.0.11,dst=10.20.0.20,proto=17,tos=0,ttl=64,frag=0x4000),' +
      `udp(src=0,dst=4789,csum=0x0),vxlan(flags=0x8000000,vni=0x${vni.toString(16)})),` +
      'out_port(5)),6),push_vlan(vid=1,pcp=0),2',
    '',
  ].join('\n');
