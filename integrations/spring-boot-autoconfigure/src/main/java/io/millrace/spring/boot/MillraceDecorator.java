// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import io.millrace.engine.Millrace;

/** Puts something around the Millrace that the starter builds. */
interface MillraceDecorator {

  /** The one that the application gets. */
  Millrace decorate(Millrace millrace);
}
