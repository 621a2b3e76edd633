// SPDX-License-Identifier: Apache-2.0
package io.millrace.cli;

import picocli.CommandLine.IVersionProvider;

/** The version that the jar's manifest names. */
final class ToolVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    String version = MillraceCommand.class.getPackage().getImplementationVersion();
    return new String[] {"millrace " + (version == null ? "(not packed)" : version)};
  }
}
