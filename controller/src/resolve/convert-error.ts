// Failures of the OpenStack client in the words of Hopscope: packages know nothing of proto.

import {
  isOpenStackError,
  type OpenStackError,
  type OpenStackErrorCode,
} from '@hopscope/openstack';
import { HopscopeError, type ErrorCode } from '@hopscope/proto';

const CODES: Readonly<Record<OpenStackErrorCode, ErrorCode>> = {
  CONFIG: 'CONFIG_INVALID',
  CATALOG: 'CONFIG_INVALID',
  CREDENTIALS: 'OPENSTACK_AUTH',
  UNREACHABLE: 'OPENSTACK_UNREACHABLE',
  CERTIFICATE: 'OPENSTACK_UNREACHABLE',
  TIMED_OUT: 'OPENSTACK_UNREACHABLE',
  FORBIDDEN: 'OPENSTACK_RIGHTS',
  NOT_FOUND: 'OPENSTACK_REFUSED',
  REFUSED: 'OPENSTACK_REFUSED',
  FAULT: 'OPENSTACK_REFUSED',
  ANSWER: 'OPENSTACK_REFUSED',
};

/** The HopscopeError of an OpenStackError; anything else is returned as it is. */
const fromOpenStack = (thrown: unknown): unknown => {
  if (!isOpenStackError(thrown)) return thrown;
  const error: OpenStackError = thrown;
  const detail = [error.url, error.status === 0 ? '' : String(error.status), error.detail]
    .filter((part) => part !== '')
    .join(' ');
  return new HopscopeError(CODES[error.code], error.message, { detail, cause: error });
};

/** Runs a question to OpenStack and converts its failure. */
export const asking = async <Answer>(question: () => Promise<Answer>): Promise<Answer> => {
  try {
    return await question();
  } catch (thrown) {
    throw fromOpenStack(thrown);
  }
};
