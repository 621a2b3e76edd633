// SPDX-License-Identifier: Apache-2.0
package io.millrace.engine;

import io.millrace.model.InvalidInputException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Asks to replace what names a person by a pseudonym. Immutable; each method that sets something
 * returns a new request.
 *
 * @param texts the person's ids, names and addresses, each as it may occur as a whole, whatever the
 *     case; longer ones are looked for first
 * @param reason why, for the record; a text to erase is replaced in it too
 * @param pseudonym by what to replace; null for a new one
 * @param dryRun whether to count only, and to change nothing
 */
public record ErasePerson(
    List<String> texts, String reason, @Nullable String pseudonym, boolean dryRun) {
  private static final int SHORTEST = 3;
  private static final int LONGEST = 255;
  private static final Pattern PSEUDONYM = Pattern.compile("erased-[a-z0-9]{4,40}");

  /** Checks the texts and the pseudonym. */
  public ErasePerson {
    Set<String> stripped = new LinkedHashSet<>();
    for (String text : texts) {
      stripped.add(checked(text.strip()));
    }
    if (stripped.isEmpty()) {
      throw new InvalidInputException(
          "Expected at least one text that names the person, but there is none.",
          "pass the id, the name and the e-mail address");
    }
    if (pseudonym != null && !PSEUDONYM.matcher(pseudonym).matches()) {
      throw new InvalidInputException(
          "Expected the pseudonym of an earlier erasure, but it is '" + pseudonym + "'.",
          "leave it out, and a new one is made");
    }
    texts = List.copyOf(stripped);
  }

  /** Erases a person who goes by these texts. */
  public static ErasePerson of(String reason, String... texts) {
    return new ErasePerson(List.of(texts), reason, null, false);
  }

  /** Uses the pseudonym of an earlier erasure of the same person. */
  public ErasePerson pseudonym(String value) {
    return new ErasePerson(texts, reason, value, dryRun);
  }

  /** Counts only, and changes nothing. */
  public ErasePerson countOnly() {
    return new ErasePerson(texts, reason, pseudonym, true);
  }

  private static String checked(String text) {
    if (text.length() < SHORTEST || text.length() > LONGEST) {
      throw new InvalidInputException(
          "Expected each text that names the person to have "
              + SHORTEST
              + " to "
              + LONGEST
              + " characters, but one has "
              + text.length()
              + ".",
          "pass whole ids, names and addresses: short ones occur in too much else");
    }
    return text;
  }
}
