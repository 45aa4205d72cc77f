// Row 39: packets leave the router with the VM's own address, because the project has switched SNAT
// off. Right only where the upstream network routes the private subnet.

import { affectsRouter } from '../affects.ts';
import { type CaseFile } from '../case-file.ts';
import { type Cause, type CauseFinding } from '../cause.ts';
import { finding } from '../finding.ts';
import { fixNow } from '../fixes.ts';
import { snatEvidence } from '../snat-view.ts';
import { untranslated } from '../untranslated.ts';
import { inRouter } from '../words.ts';

const disabledFix = (file: CaseFile): CauseFinding['fixes'] => {
  const router = file.path.neutron.router?.id ?? 'ROUTER';
  const network = file.path.neutron.externalNetwork?.id ?? 'NETWORK';
  return [
    fixNow(
      "the project's decision; one router",
      [`openstack router set --external-gateway ${network} --enable-snat ${router}`],
      `openstack router set --external-gateway ${network} --disable-snat ${router}`,
      'everything behind the router then leaves with its address',
    ),
  ];
};

export const snatDisabled: Cause = {
  code: 'SNAT_DISABLED',
  owner: 'tenant',
  summary: 'The router has SNAT switched off: packets leave with the VM address by configuration.',
  segments: ['snat-router', 'external-bridge', 'external'],
  directions: ['forward'],
  catalogue: [39],
  test: (file) => {
    const view = untranslated(file);
    if (view === null || file.path.neutron.router?.enableSnat !== false) return null;
    return finding(file, snatDisabled, {
      confidence: view.nat?.undecided.length === 0 ? 'confirmed' : 'likely',
      title: `${inRouter(file, view.where.node)}: SNAT is switched off for this router`,
      detail:
        'Answers come only when the upstream network routes the private subnet to the router.',
      evidence: snatEvidence(file, view),
      affects: affectsRouter(file),
      fixes: disabledFix(file),
    });
  },
};
