// SPDX-License-Identifier: Apache-2.0
package io.millrace.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** {@code docs/embedding.md} lists every property, and no other. */
public class PropertiesPageTest {
  private static final Pattern PROPERTY =
      Pattern.compile("\"name\": \"(millrace\\.[a-z0-9.-]+)\",\\s+\"type\": \"(?!io\\.millrace)");
  private static final Pattern ROW =
      Pattern.compile("\\| `(millrace\\.[a-z0-9.-]+)` \\| [^|]+ \\| [^|]+ \\|");

  /** For JUnit. */
  public PropertiesPageTest() {}

  @Test
  public void shouldListEveryProperty() throws IOException {
    Set<String> known = new TreeSet<>();
    for (URL file :
        Collections.list(
            MillraceProperties.class
                .getClassLoader()
                .getResources("META-INF/spring-configuration-metadata.json"))) {
      try (InputStream in = file.openStream()) {
        known.addAll(all(PROPERTY, new String(in.readAllBytes(), StandardCharsets.UTF_8)));
      }
    }
    String page = Files.readString(Path.of("..", "..", "docs", "embedding.md"));
    int from = page.indexOf("### Properties");
    int to = page.indexOf("### ", from + 4);

    assertThat(all(ROW, page.substring(from, to))).isEqualTo(known).hasSizeGreaterThan(20);
  }

  private static Set<String> all(Pattern pattern, String text) {
    return pattern
        .matcher(text)
        .results()
        .map((MatchResult match) -> match.group(1))
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
