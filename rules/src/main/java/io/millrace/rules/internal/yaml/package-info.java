/** Reads the YAML files of packs, with the line of everything that is wrong. */
@NullMarked
package io.millrace.rules.internal.yaml;

import org.jspecify.annotations.NullMarked;
