package io.millrace.rules.internal;

import io.millrace.rules.BuiltInOptions;
import io.millrace.rules.PackLoader;
import io.millrace.rules.PolicyPack;
import java.util.List;

/** Puts packs together. */
public final class LayeredPack {
  private LayeredPack() {}

  /** See {@link PackLoader#load()}. */
  public static PolicyPack load(
      BuiltInOptions options, List<PackLoader.Layer> layers, boolean tenantRules) {
    if (!layers.isEmpty()) {
      throw new UnsupportedOperationException("not there yet");
    }
    return BuiltInPack.load(options);
  }
}
