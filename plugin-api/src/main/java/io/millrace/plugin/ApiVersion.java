// SPDX-License-Identifier: Apache-2.0
package io.millrace.plugin;

import io.millrace.api.HostCalls;
import io.millrace.model.InvalidInputException;
import java.util.Comparator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of the plugin API. Immutable. Versions follow semantic versioning (semver.org 2.0):
 * what was written for one version runs on later ones of the same major number; before 1.0.0, of
 * the same major and minor number.
 *
 * @param major counts breaks of the API
 * @param minor counts additions; before 1.0.0, breaks as well
 * @param patch counts corrections
 */
@HostCalls
public record ApiVersion(int major, int minor, int patch) implements Comparable<ApiVersion> {
  /**
   * The version that this class belongs to. A compile-time constant: a compiler copies it, so that
   * a plugin that names it goes on to say for which version it was compiled, whatever runs it.
   */
  public static final String CURRENT = "0.1.0";

  private static final Pattern TEXT =
      Pattern.compile("(\\d{1,6})\\.(\\d{1,6})\\.(\\d{1,6})(-[0-9A-Za-z.-]+)?");
  private static final Comparator<ApiVersion> ORDER =
      Comparator.comparingInt(ApiVersion::major)
          .thenComparingInt(ApiVersion::minor)
          .thenComparingInt(ApiVersion::patch);

  /** Checks that no number is negative. */
  public ApiVersion {
    if (major < 0 || minor < 0 || patch < 0) {
      throw new InvalidInputException(
          "Expected the numbers of an API version to be 0 or more, but they are "
              + major
              + ", "
              + minor
              + " and "
              + patch
              + ".",
          "pass a version such as " + CURRENT);
    }
  }

  /** The version that runs. */
  public static ApiVersion current() {
    return of(CURRENT);
  }

  /**
   * A version from text such as {@code 1.4.2}; what follows a hyphen does not count.
   *
   * @throws InvalidInputException if it is no version
   */
  public static ApiVersion of(String text) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      throw new InvalidInputException(
          "Expected an API version of three numbers, but it is '" + text + "'.",
          "write it as " + CURRENT);
    }
    return new ApiVersion(
        Integer.parseInt(matcher.group(1)),
        Integer.parseInt(matcher.group(2)),
        Integer.parseInt(matcher.group(3)));
  }

  /** Whether this version runs what was written for another one. */
  public boolean runs(ApiVersion written) {
    boolean sameLine = major == written.major && (major > 0 || minor == written.minor);
    return sameLine && compareTo(written) >= 0;
  }

  @Override
  public int compareTo(ApiVersion other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return major + "." + minor + "." + patch;
  }
}
