// SPDX-License-Identifier: Apache-2.0
package io.millrace.logs;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tells formats apart: by content where it is plain, else by the file's name. */
final class FormatDetection {
  /** How much of a file is looked at. */
  static final int HEAD_BYTES = 1 << 12;

  private static final Pattern XML_ENCODING =
      Pattern.compile("^<\\?xml[^>]{0,200}encoding\\s*=\\s*[\"']([A-Za-z0-9._-]{1,40})[\"']");

  private FormatDetection() {}

  static Optional<LogFormat> detect(Path path, byte[] head) {
    String text = new String(head, StandardCharsets.ISO_8859_1);
    if (text.indexOf('\0') >= 0 || text.startsWith("\u001f\u008b") || text.startsWith("PK\3\4")) {
      return Optional.empty();
    }
    String start = text.substring(bomLength(head)).stripLeading();
    if (start.startsWith("<")) {
      return Optional.of(LogFormat.XES);
    }
    String header = start.lines().findFirst().orElse("").toLowerCase(Locale.ROOT);
    long known = ServiceNowReader.REQUIRED.stream().filter(header::contains).count();
    if (known >= 4) {
      return Optional.of(LogFormat.SERVICENOW);
    }
    String name = String.valueOf(path.getFileName()).toLowerCase(Locale.ROOT);
    if (name.endsWith(".xes") || name.endsWith(".xes.gz")) {
      return Optional.of(LogFormat.XES);
    }
    if (name.endsWith(".csv") || name.endsWith(".csv.gz")) {
      return Optional.of(LogFormat.SERVICENOW);
    }
    return Optional.empty();
  }

  static int bomLength(byte[] head) {
    return head.length >= 3
            && head[0] == (byte) 0xEF
            && head[1] == (byte) 0xBB
            && head[2] == (byte) 0xBF
        ? 3
        : 0;
  }

  /** The encoding that an XML declaration names; UTF-8 without one. */
  static Optional<Charset> xmlEncoding(byte[] head) {
    Matcher matcher = XML_ENCODING.matcher(new String(head, StandardCharsets.ISO_8859_1));
    if (!matcher.find()) {
      return Optional.of(StandardCharsets.UTF_8);
    }
    try {
      return Optional.of(Charset.forName(matcher.group(1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  /** What separates the fields: the commonest of comma, semicolon and tab in the header. */
  static char separator(byte[] head) {
    String header = new String(head, StandardCharsets.ISO_8859_1).lines().findFirst().orElse("");
    char best = ',';
    for (char candidate : new char[] {';', '\t'}) {
      if (count(header, candidate) > count(header, best)) {
        best = candidate;
      }
    }
    return best;
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }
}
